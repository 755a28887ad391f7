/** Lists as a person would write them: short ones on one line. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";

const lineLimit = 80;

export function list(values: readonly string[]): Yaml {
  const isShort =
    values.join(", ").length <= lineLimit && !values.some((one) => one.includes("\n"));
  return isShort ? noted(values, { flow: true }) : values;
}
