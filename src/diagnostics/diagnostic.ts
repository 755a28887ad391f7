/** What the compiler says about a program: data first, prose second, colour last. */
import type { Span } from "../text/source.ts";

export type Severity = "error" | "warning" | "note";

/** A second place that the message needs. */
export interface Label {
  readonly span: Span;
  readonly message: string;
}

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A change that mends the program. `safe`: exactly one form is right, so `--fix` may apply it. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

export interface Diagnostic {
  /** The law that holds for valid programs, in kebab-case. */
  readonly code: string;
  readonly severity: Severity;
  /** Lower case, one line, no full stop. */
  readonly message: string;
  readonly primary: Span;
  /** What to write under the primary place, when the message alone would not say it. */
  readonly primaryLabel?: string;
  readonly labels: readonly Label[];
  /** Full sentences: why it matters, and what to do. */
  readonly why?: string;
  readonly help?: string;
  readonly url?: string;
  readonly fixes: readonly Fix[];
  /** The component that it is about, for `allow … for COMPONENT`. */
  readonly component?: string;
}

/** A value with what was found on the way to it. `undefined` when there is nothing to go on with. */
export interface Result<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

const severityRank: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/** By file in order of appearance, then position, then severity and code: rule order can never matter. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const fileOrder = new Map<unknown, number>();
  for (const { primary } of diagnostics)
    if (!fileOrder.has(primary.source)) fileOrder.set(primary.source, fileOrder.size);
  return [...diagnostics].sort(
    (a, b) =>
      (fileOrder.get(a.primary.source) as number) - (fileOrder.get(b.primary.source) as number) ||
      a.primary.start - b.primary.start ||
      a.primary.end - b.primary.end ||
      severityRank[a.severity] - severityRank[b.severity] ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

/** Of those in order: what two children say of their parent's words is said once. */
export function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter((one, index) => {
    const before = diagnostics[index - 1];
    return (
      before === undefined ||
      before.primary.source !== one.primary.source ||
      before.primary.start !== one.primary.start ||
      before.primary.end !== one.primary.end ||
      before.code !== one.code ||
      before.message !== one.message
    );
  });
}

/** By code unit, so that the order is the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
