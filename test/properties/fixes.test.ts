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
import type { SourceFile } from "../../src/text/source.ts";
import { faults } from "../faults/index.ts";
import { subjectsOf } from "../faults/planting.ts";
import { compileProgram } from "../smith/compiled.ts";
import { layOut, layout } from "../smith/layout.ts";
import { oneCluster } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { compileSources } from "../support/compile.ts";

/** The answers about a text are kept: it is asked about several times. Fixes are known by the text's own object. */
const answers = new WeakMap<SourceFile, readonly Diagnostic[]>();

function check(source: SourceFile): readonly Diagnostic[] {
  const known = answers.get(source) ?? compileSources([source]).diagnostics;
  answers.set(source, known);
  return known;
}

const sourceOf = (text: string): SourceFile => ({ name: "main.mvs", text });

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

function expectNoNewErrors(
  before: readonly Diagnostic[],
  changed: SourceFile,
  context: string,
): void {
  const reached = reachedBy(before);
  // Where a role goes that is named elsewhere, the other place is to be looked at as well.
  const known = [...errorsOf(before, reached), "known-components"];
  const found = errorsOf(check(changed), reached).filter((code) => !known.includes(code));
  expect(found, context).toEqual([]);
}

const plan = {
  check: (sources: readonly SourceFile[]) => sources.flatMap(check),
  phase: ({ code }: Diagnostic) => phaseOf(code),
};

/** What `--fix` makes of a text; how many diagnostics it mended. */
function expectConvergence(text: string): number {
  const source = sourceOf(text);
  const before = check(source);
  if (!before.some(({ fixes }) => fixes.some(({ safe }) => safe))) return 0;
  const once = applyFixes([source], plan);
  const [fixed = source] = once.sources;
  expect(applyFixes(once.sources, plan).sources, fixed.text).toEqual(once.sources);
  expectSurvival(commentsOf(text), fixed.text, fixed.text);
  expectNoNewErrors(before, fixed, fixed.text);
  return once.count;
}

/** Each fix by itself answers its diagnostic; comments within what it takes away go with it. */
function expectAnswers(text: string): number {
  const before = check(sourceOf(text));
  const fixes = before.flatMap(({ code, fixes: all }) => all.map((fix) => ({ code, ...fix })));
  for (const { code, title, edits } of fixes) {
    const changed = sourceOf(applyEdits(text, edits));
    const context = `${title}: ${changed.text}`;
    const count = (list: readonly Diagnostic[]) => list.filter((one) => one.code === code).length;
    expect(count(check(changed)), context).toBeLessThan(count(before));
    expectNoNewErrors(before, changed, context);
    const kept = parse(sourceOf(text)).value.comments.filter(
      ({ span: { start, end } }) =>
        !edits.some((edit) => edit.span.start < end && start < edit.span.end),
    );
    const comments = kept.map((one) => one.text.trimEnd());
    expectSurvival(comments, changed.text, context);
  }
  return fixes.length;
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

test("fixes of every example converge, and each answers what it is offered for", patience, () => {
  const mended = examples.map(expectConvergence).filter((count) => count > 0);
  const answered = examples.map(expectAnswers).filter((count) => count > 0);
  expect(mended.length).toBeGreaterThan(50);
  expect(answered.length).toBeGreaterThan(150);
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
  let mended = 0;
  const converges = (text: string) => {
    mended += expectConvergence(text);
  };
  fc.assert(fc.property(faulty(4), converges), runs(12));
  expect(mended).toBeGreaterThan(0);
});

test("every fix that is offered for a random program answers it", patience, () => {
  let answered = 0;
  const isAnswered = (text: string) => {
    answered += expectAnswers(text);
  };
  fc.assert(fc.property(faulty(1), isAnswered), runs(15));
  expect(answered).toBeGreaterThan(0);
});
