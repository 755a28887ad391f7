/** All output formats at once, for those who cannot wait for each: the public API, and tests. */
import type { Target } from "../src/emit/target.ts";
import { targetEntries } from "./index.ts";

export const targets: readonly Target[] = await Promise.all(
  targetEntries.map(({ load }) => load()),
);
