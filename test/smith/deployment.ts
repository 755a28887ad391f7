/** Valid IRs: what valid programs resolve to. */
import type fc from "fast-check";
import type { Resolved } from "../../src/model/resolved.ts";
import { compileProgram, isAccepted } from "./compiled.ts";
import { oneCluster } from "./program.ts";
import { printProgram } from "./tree.ts";

/** With the origins, for what needs them. */
export const resolved: fc.Arbitrary<Resolved> = oneCluster
  .map((program) => compileProgram(printProgram(program)))
  .filter(isAccepted)
  .map((checked) => checked.resolved[0] as Resolved);

export const deployment = resolved.map((one) => one.deployment);
