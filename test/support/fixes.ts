/** Applies fixes to a text, as `--fix` does. */
import type { Diagnostic, Fix } from "../../src/diagnostics/diagnostic.ts";
import type { SourceFile } from "../../src/text/source.ts";

export function applyFix({ text }: SourceFile, { edits }: Fix): string {
  const fromTheEnd = [...edits].sort((a, b) => b.span.start - a.span.start);
  return fromTheEnd.reduce(
    (fixed, { span, text: written }) =>
      fixed.slice(0, span.start) + written + fixed.slice(span.end),
    text,
  );
}

export function safeFixOf({ fixes }: Diagnostic): Fix | undefined {
  return fixes.find(({ safe }) => safe);
}
