/** White space, comments, last semicolons and line ends are nobody's business. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileProgram, outputOf } from "../smith/compiled.ts";
import { layOut, layout } from "../smith/layout.ts";
import { oneCluster, program } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { printProgram } from "../smith/tree.ts";

test("the layout of a program changes neither the IR nor what is said of it", patience, () => {
  fc.assert(
    fc.property(program, layout, (written, chosen) => {
      const plain = compileProgram(printProgram(written));
      const laidOut = compileProgram(layOut(written, chosen));
      expect(laidOut.workspace).toEqual(plain.workspace);
      const said = ({ diagnostics }: typeof plain) =>
        diagnostics.map(({ code, message }) => `${code} ${message}`);
      expect(said(laidOut)).toEqual(said(plain));
    }),
    runs(50),
  );
});

test("the layout of a program does not change the output", patience, () => {
  fc.assert(
    fc.property(oneCluster, layout, (written, chosen) => {
      const plain = compileProgram(printProgram(written));
      expect(outputOf(compileProgram(layOut(written, chosen)))).toEqual(outputOf(plain));
    }),
    runs(10),
  );
});
