/** The same law judges a program and the IR that it becomes, written as JSON and read again. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { phaseOf } from "../../src/cli/codes.ts";
import { readIr } from "../../src/cli/ir.ts";
import type { Checked } from "../../src/compile.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { applyEdits } from "../../src/diagnostics/edits.ts";
import { parse } from "../../src/syntax/parse.ts";
import { faults } from "../faults/index.ts";
import { subjectsOf } from "../faults/planting.ts";
import { compileProgram } from "../smith/compiled.ts";
import { oneCluster } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { printProgram } from "../smith/tree.ts";
import { judgeResolution } from "../support/compile.ts";

/** A valid program with up to five faults, and now and then with none. */
const faulty = fc
  .tuple(
    oneCluster.map(printProgram),
    fc.array(fc.nat({ max: faults.length - 1 }), { maxLength: 5 }),
  )
  .map(([text, chosen]) =>
    chosen.reduce((now, index) => {
      const [subject] = subjectsOf(
        parse({ name: "main.mvs", text: now }).value,
        compileProgram(now),
      );
      const edits = subject && faults[index]?.plant(subject);
      return edits === undefined ? now : applyEdits(now, edits).replace(/[«»]/g, "");
    }, text),
  );

/** Of what nobody wrote: it is in an IR like everything else. */
const aboutWriting = [
  "pinned-milvus-version",
  "pinned-queue",
  "redundant-dependencies",
  // Roles that nobody wrote are told of together.
  "redundant-roles",
  "secret-credentials",
  "used-allowances",
  "useful-networks",
];

function lawful({ diagnostics }: Pick<Checked, "diagnostics">): readonly Diagnostic[] {
  return diagnostics.filter(
    ({ code }) =>
      phaseOf(code) === 2 && !code.startsWith("supported-by-") && !aboutWriting.includes(code),
  );
}

const described = ({ severity, code, message }: Diagnostic) => `${severity}[${code}] ${message}`;

test("a program and its IR as JSON are judged alike", patience, () => {
  fc.assert(
    fc.property(faulty, (text) => {
      const checked = compileProgram(text);
      fc.pre(
        checked.diagnostics.every(
          ({ code, severity }) => phaseOf(code) === 2 || severity !== "error",
        ),
      );
      const json = JSON.stringify(checked.workspace, null, 2);
      const { value: resolved, diagnostics } = readIr({ name: "ir.json", text: json });
      expect(diagnostics).toEqual([]);
      const [found, wanted] = [lawful(judgeResolution({ resolved, diagnostics })), lawful(checked)];
      expect(found.map(described)).toEqual(expect.arrayContaining(wanted.map(described)));
      // One statement may stand for several components, of which an IR speaks one by one.
      const codes = new Set(wanted.map(({ code }) => code));
      expect(found.filter(({ code }) => !codes.has(code))).toEqual([]);
    }),
    runs(30),
  );
});
