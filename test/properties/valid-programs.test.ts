/** What the smith makes is valid: no errors, whatever is combined. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileProgram, errorsOf } from "../smith/compiled.ts";
import { program } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { printProgram } from "../smith/tree.ts";

const text = program.map(printProgram);

test("valid programs have no errors", patience, () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(errorsOf(compileProgram(written))).toBe("");
    }),
    runs(100),
  );
});
