/**
 * Diagnostics for people: the words, the lines of the source with the places underlined, and what
 * to do.
 */
import type { SourceFile } from "../../text/source.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { printable } from "./cells.ts";
import { excerpt, gutterOf, type Mark } from "./excerpt.ts";
import { limitPerFile, omittedText, summaryText } from "./limit.ts";
import { shownName } from "./place.ts";
import { fold, type PrettyStyle, paint } from "./style.ts";
import { suggestion } from "./suggestion.ts";

export type { PrettyStyle } from "./style.ts";

/** All of them, sorted, with a blank line between two and the sums at the end; nothing for none. */
export function renderPretty(diagnostics: readonly Diagnostic[], style: PrettyStyle): string {
  if (diagnostics.length === 0) return "";
  const { shown, omitted } = limitPerFile(diagnostics);
  const parts = shown.map((diagnostic) => renderDiagnostic(diagnostic, style));
  for (const { source, count } of omitted)
    parts.push(`${printable(omittedText(count, shownName(source.name)), style.ascii)}\n`);
  parts.push(`${paint(style, "strong", summaryText(diagnostics))}\n`);
  return parts.join("\n");
}

export function renderDiagnostic(diagnostic: Diagnostic, style: PrettyStyle): string {
  const { severity, code, message } = diagnostic;
  const blocks = marksBySource(diagnostic);
  const edits = diagnostic.fixes.length === 1 ? (diagnostic.fixes[0]?.edits ?? []) : [];
  const gutter = gutterOf([...blocks.flat(), ...edits].map(({ span }) => span));
  const lines = [
    paint(style, severity, `${severity}[${code}]`) +
      paint(style, "strong", `: ${printable(message, style.ascii)}`),
    ...blocks.flatMap((marks) => excerpt(marks, severity, style, gutter)),
    ...remark("why", diagnostic.why, style, gutter),
    ...remark("help", diagnostic.help, style, gutter),
    ...diagnostic.fixes.flatMap((fix) => [
      ...remark("fix", fix.safe ? `${fix.title} (--fix does it)` : fix.title, style, gutter),
      // Of several offers, the titles say enough.
      ...(diagnostic.fixes.length === 1
        ? suggestion(fix.edits, diagnostic.primary.source, style, gutter)
        : []),
    ]),
    ...remark("see", diagnostic.url, style, gutter),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** The block of the primary place first, then other files in the order of the labels. */
function marksBySource({ primary, primaryLabel, labels }: Diagnostic): Mark[][] {
  const bySource = new Map<SourceFile, Mark[]>();
  const marks = [
    { span: primary, message: primaryLabel ?? "", primary: true },
    ...labels.map((label) => ({ ...label, primary: false })),
  ];
  for (const mark of marks) {
    const list = bySource.get(mark.span.source);
    if (list === undefined) bySource.set(mark.span.source, [mark]);
    else list.push(mark);
  }
  return [...bySource.values()];
}

/** `= why: …`, folded under its own beginning. */
function remark(
  name: string,
  text: string | undefined,
  style: PrettyStyle,
  gutter: number,
): string[] {
  if (text === undefined) return [];
  const title = `${paint(style, "quiet", "=")} ${paint(style, "strong", `${name}:`)} `;
  const head = `${" ".repeat(gutter)} ${title}`;
  const indent = gutter + name.length + 5;
  const words = text.split("\n").flatMap((line) => {
    const plain = printable(line, style.ascii);
    return style.columns === undefined
      ? [plain]
      : fold(plain, Math.max(30, style.columns - indent));
  });
  return words.map((line, index) => (index === 0 ? head : " ".repeat(indent)) + line);
}
