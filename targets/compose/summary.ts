/** What is known of the target compose before it is loaded. */
import type { TargetSummary } from "../../src/emit/target.ts";
import { composeCodes } from "./diagnostics.ts";

export const summary: TargetSummary = {
  name: "compose",
  summary: "Docker Compose: one compose.yaml for one machine",
  codes: composeCodes,
  // Docker cannot filter inside a network.
  opens: "shares",
};
