/** Applies what is safe to apply, as long as it makes nothing worse: texts in, texts out. */
import type { SourceFile } from "../text/source.ts";
import type { Diagnostic, Edit, Fix } from "./diagnostic.ts";
import { applyEdits, overlap } from "./edits.ts";

export interface FixPlan {
  /** Judges texts as they would be; the files come in the order in which they were given. */
  readonly check: (sources: readonly SourceFile[]) => readonly Diagnostic[];
  /**
   * The phase that finds a diagnostic, counted from 0. Errors of a phase may hide those of later
   * ones, so what a fix brings to light there is not its fault. Left out, all are of one phase.
   */
  readonly phase?: (diagnostic: Diagnostic) => number;
}

export interface Fixed {
  /** One for each that was given; the same object where nothing changed. */
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
  /** Diagnostics that were mended. */
  readonly count: number;
}

/** Mending one mistake may bring the next one to light, but not without end. */
const roundLimit = 10;
/** One bad fix among many is found by halving, each half at the price of a check. */
const checkLimit = 200;
/** Each is compared with the others. */
const fixesPerRound = 5000;

export function applyFixes(sources: readonly SourceFile[], plan: FixPlan): Fixed {
  let checkCount = 0;
  const check = (texts: readonly SourceFile[]) => {
    checkCount += 1;
    return plan.check(texts);
  };
  const phase = plan.phase ?? (() => 0);
  let current = sources;
  let diagnostics = check(current);
  let count = 0;
  for (let round = 0; round < roundLimit && checkCount < checkLimit; round += 1) {
    const fixes = compatible(diagnostics, current);
    const accepted = acceptable(fixes, (chosen) => {
      if (checkCount >= checkLimit) return undefined;
      const changed = applied(current, chosen);
      const found = check(changed);
      return isWorse(diagnostics, found, phase) ? undefined : { changed, found };
    });
    if (accepted === undefined) break;
    count += accepted.chosen.length;
    current = accepted.outcome.changed;
    diagnostics = accepted.outcome.found;
  }
  return { sources: current, diagnostics, count };
}

/**
 * Safe fixes within the given files that do not get into each other's way; the earlier one wins.
 */
function compatible(diagnostics: readonly Diagnostic[], sources: readonly SourceFile[]): Fix[] {
  const own = new Set(sources);
  const taken = new Map<SourceFile, Edit[]>();
  const fixes: Fix[] = [];
  for (const diagnostic of diagnostics) {
    if (fixes.length >= fixesPerRound) break;
    const fix = diagnostic.fixes.find(({ safe, edits }) => safe && edits.length > 0);
    if (fix === undefined || !fix.edits.every(({ span }) => own.has(span.source))) continue;
    const clash = fix.edits.some((edit) =>
      taken.get(edit.span.source)?.some((other) => overlap(edit, other)),
    );
    if (clash) continue;
    fixes.push(fix);
    for (const edit of fix.edits) {
      const list = taken.get(edit.span.source);
      if (list === undefined) taken.set(edit.span.source, [edit]);
      else list.push(edit);
    }
  }
  return fixes;
}

/** The largest set of fixes that halving finds to be fine together; nothing when none is. */
function acceptable<T>(fixes: readonly Fix[], attempt: (chosen: readonly Fix[]) => T | undefined) {
  let chosen: readonly Fix[] = [];
  let outcome: T | undefined;
  const add = (group: readonly Fix[]): void => {
    if (group.length === 0) return;
    const together = [...chosen, ...group];
    const result = attempt(together);
    if (result !== undefined) {
      chosen = together;
      outcome = result;
    } else if (group.length > 1) {
      const middle = group.length >> 1;
      add(group.slice(0, middle));
      add(group.slice(middle));
    }
  };
  add(fixes);
  return outcome === undefined ? undefined : { chosen, outcome };
}

function applied(sources: readonly SourceFile[], fixes: readonly Fix[]): SourceFile[] {
  const edits = fixes.flatMap((fix) => fix.edits);
  return sources.map((source) => {
    const own = edits.filter(({ span }) => span.source === source);
    return own.length === 0 ? source : { name: source.name, text: applyEdits(source.text, own) };
  });
}

/** An error that was not there before, in a phase that was reached before as well. */
function isWorse(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  phase: (diagnostic: Diagnostic) => number,
): boolean {
  const errorsBefore = before.filter(({ severity }) => severity === "error");
  const reached = Math.min(...errorsBefore.map(phase));
  const known = new Map<string, number>();
  for (const error of errorsBefore) known.set(keyOf(error), (known.get(keyOf(error)) ?? 0) + 1);
  for (const diagnostic of after) {
    if (diagnostic.severity !== "error" || phase(diagnostic) > reached) continue;
    const left = known.get(keyOf(diagnostic)) ?? 0;
    if (left === 0) return true;
    known.set(keyOf(diagnostic), left - 1);
  }
  return false;
}

function keyOf({ primary, code, message }: Diagnostic): string {
  return JSON.stringify([primary.source.name, code, message]);
}
