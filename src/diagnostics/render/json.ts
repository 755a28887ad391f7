/** Diagnostics for programs: the form that language.md promises, which only ever gains keys. */
import type { Span } from "../../text/source.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { limitPerFile } from "./limit.ts";
import { rangeOf } from "./place.ts";

export function renderJson(diagnostics: readonly Diagnostic[]): string {
  const { shown, omitted } = limitPerFile(diagnostics);
  const report = {
    version: 1,
    diagnostics: shown.map(diagnosticJson),
    // Only there when something is left out.
    ...(omitted.length === 0
      ? {}
      : { omitted: omitted.map(({ source, count }) => ({ file: source.name, count })) }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function diagnosticJson(diagnostic: Diagnostic) {
  const { code, severity, message, primary, primaryLabel, labels, why, help, url } = diagnostic;
  const primaries = primaryLabel === undefined ? [] : [{ span: primary, message: primaryLabel }];
  return {
    code,
    severity,
    message,
    ...place(primary),
    labels: [...primaries, ...labels].map(({ span, message: text }) => ({
      ...place(span),
      message: text,
    })),
    ...(why === undefined ? {} : { why }),
    ...(help === undefined ? {} : { help }),
    ...(url === undefined ? {} : { url }),
    fixes: diagnostic.fixes.map(({ title, safe, edits }) => ({
      title,
      safe,
      edits: edits.map(({ span, text }) => ({ ...place(span), text })),
    })),
  };
}

function place(span: Span) {
  return { file: span.source.name, range: rangeOf(span) };
}
