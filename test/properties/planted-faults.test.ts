/** A known mistake in any valid program is reported where it was made, and nothing else is; undone, all is as it was. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Edit } from "../../src/diagnostics/diagnostic.ts";
import { applyEdits } from "../../src/diagnostics/edits.ts";
import { parse } from "../../src/syntax/parse.ts";
import { spanOf } from "../../src/text/source.ts";
import { faults } from "../faults/index.ts";
import { findingsOf, missed, subjectsOf } from "../faults/planting.ts";
import { compileProgram } from "../smith/compiled.ts";
import { oneCluster } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { printProgram } from "../smith/tree.ts";

const text = oneCluster.map(printProgram);
/** Where to begin in the list of kinds. */
const first = fc.nat({ max: faults.length - 1 });

/** Edits of the changed text that bring the old one back. */
function inverted(edits: readonly Edit[], changed: string): readonly Edit[] {
  const source = { name: "main.mvs", text: changed };
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ span, text: by }) => {
      const plain = by.replace(/[«»]/g, "");
      const start = span.start + shift;
      shift += plain.length - (span.end - span.start);
      const old = span.source.text.slice(span.start, span.end);
      return { span: spanOf(source, start, start + plain.length), text: old };
    });
}

test(
  "a planted fault is reported at its place, nothing else is, and undone it is gone",
  patience,
  () => {
    fc.assert(
      fc.property(text, first, (written, start) => {
        const checked = compileProgram(written);
        const [subject] = subjectsOf(parse({ name: "main.mvs", text: written }).value, checked);
        if (subject === undefined) throw new Error("nothing was resolved");
        const before = findingsOf(checked);
        // What is said or silenced already is nothing new.
        const known = [...checked.diagnostics, ...subject.deployment.allowances];
        const turned = [...faults.slice(start), ...faults.slice(0, start)];
        const possible = turned.filter((fault) => known.every(({ code }) => code !== fault.code));
        let planted = 0;
        for (const fault of possible) {
          const edits = fault.plant(subject);
          if (edits === undefined) continue;
          expect(missed(fault, { subject, edits, before, compile: compileProgram })).toBe("");
          const changed = applyEdits(written, edits).replace(/[«»]/g, "");
          expect(applyEdits(changed, inverted(edits, changed))).toBe(written);
          planted += 1;
          if (planted === 3) break;
        }
        const again = compileProgram(written);
        expect(JSON.stringify(again.workspace)).toBe(JSON.stringify(checked.workspace));
        expect(findingsOf(again)).toEqual(before);
      }),
      runs(40),
    );
  },
);
