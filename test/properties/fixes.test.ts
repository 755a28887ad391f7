/** Fixes converge: fixing twice is fixing once, no fix makes a new error, and comments survive. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { allCodes, phaseOf } from "../../src/cli/codes.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { applyEdits } from "../../src/diagnostics/edits.ts";
import { applyFixes } from "../../src/diagnostics/fix.ts";
import { parse } from "../../src/syntax/parse.ts";
import { faults } from "../faults/index.ts";
import { subjectsOf } from "../faults/planting.ts";
import { compileProgram } from "../smith/compiled.ts";
import { layOut, layout } from "../smith/layout.ts";
import { oneCluster } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";

type Check = (text: string) => readonly Diagnostic[];

const check: Check = (text) => compileProgram(text).diagnostics;

function commentsOf(text: string): string[] {
  return parse({ name: "main.mvs", text }).value.comments.map((one) => one.text.trimEnd());
}

/** Errors of the earliest phase that has any, and of all before it: later ones may come to light. */
function errorsOf(diagnostics: readonly Diagnostic[], reached: number): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors.filter(({ code }) => phaseOf(code) <= reached).map(({ code }) => code);
}

function reachedBy(diagnostics: readonly Diagnostic[]): number {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return Math.min(2, ...errors.map(({ code }) => phaseOf(code)));
}

/** Each in its order; a fix may add some, as where `#` becomes `//`. */
function expectSurvival(before: readonly string[], text: string, context: string): void {
  const after = commentsOf(text);
  let at = 0;
  for (const comment of before) {
    at = after.indexOf(comment, at) + 1;
    expect(at, `${comment} is gone: ${context}`).toBeGreaterThan(0);
  }
}

function expectNoNewErrors(before: readonly Diagnostic[], changed: string, context: string): void {
  const reached = reachedBy(before);
  // Where a role goes that is named elsewhere, the other place is to be looked at as well.
  const known = [...errorsOf(before, reached), "known-components"];
  const found = errorsOf(check(changed), reached).filter((code) => !known.includes(code));
  expect(found, context).toEqual([]);
}

/** What `--fix` makes of a text. */
function expectConvergence(text: string): void {
  const before = check(text);
  if (!before.some(({ fixes }) => fixes.some(({ safe }) => safe))) return;
  const sources = [{ name: "main.mvs", text }];
  const plan = {
    check: ([source]: readonly { text: string }[]) => check(source?.text ?? ""),
    phase: ({ code }: Diagnostic) => phaseOf(code),
  };
  const once = applyFixes(sources, plan).sources;
  const fixed = once[0]?.text ?? "";
  expect(applyFixes(once, plan).sources, fixed).toEqual(once);
  expectSurvival(commentsOf(text), fixed, fixed);
  expectNoNewErrors(before, fixed, fixed);
}

/** Each fix by itself answers its diagnostic; comments within what it takes away go with it. */
function expectAnswers(text: string): void {
  const before = check(text);
  for (const { code, fixes } of before)
    for (const { title, edits } of fixes) {
      const changed = applyEdits(text, edits);
      const context = `${title}: ${changed}`;
      const count = (list: readonly Diagnostic[]) => list.filter((one) => one.code === code).length;
      expect(count(check(changed)), context).toBeLessThan(count(before));
      expectNoNewErrors(before, changed, context);
      const kept = parse({ name: "main.mvs", text }).value.comments.filter(
        ({ span: { start, end } }) =>
          !edits.some((edit) => edit.span.start < end && start < edit.span.end),
      );
      const comments = kept.map((one) => one.text.trimEnd());
      expectSurvival(comments, changed, context);
    }
}

const invalid = join(import.meta.dirname, "..", "..", "fixtures", "invalid");
const fixtures = readdirSync(invalid).flatMap((law) =>
  readdirSync(join(invalid, law)).map((name) =>
    readFileSync(join(invalid, law, name, "main.mvs"), "utf8"),
  ),
);
/** Those of laws are asked the same in test/rules.test.ts. */
const examples = [
  ...fixtures,
  ...allCodes().flatMap(({ wrong, code }) => (phaseOf(code) < 2 ? (wrong ?? []) : [])),
];

test("fixes of every example converge", patience, () => {
  for (const text of examples) expectConvergence(text);
});

test("every fix that is offered for an example answers it", patience, () => {
  for (const text of examples) expectAnswers(text);
});

/** A misspelt name that is put right may be one that is there already: such words are for other tests. */
const lawful = faults.filter(({ code }) => phaseOf(code) === 2);

/** With comments and faults; the first one may hide others behind it. */
const faulty = (most: number) =>
  fc
    .tuple(
      oneCluster,
      layout,
      fc.uniqueArray(fc.nat({ max: lawful.length - 1 }), { maxLength: most }),
    )
    .map(([program, chosen, kinds]) =>
      kinds.reduce(
        (text, kind) => {
          const { value } = parse({ name: "main.mvs", text });
          const [subject] = subjectsOf(value, compileProgram(text));
          const edits = subject && lawful[kind]?.plant(subject);
          return edits === undefined ? text : applyEdits(text, edits).replace(/[«»]/g, "");
        },
        layOut(program, chosen),
      ),
    );

test("fixes of random programs converge", patience, () => {
  fc.assert(fc.property(faulty(4), expectConvergence), runs(25));
});

test("every fix that is offered for a random program answers it", patience, () => {
  fc.assert(fc.property(faulty(1), expectAnswers), runs(25));
});
