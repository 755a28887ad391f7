/**
 * Diagnostics as GitHub's workflow commands: each becomes an annotation at its lines of a pull
 * request.
 */
import type { Diagnostic, Severity } from "../diagnostic.ts";
import { limitPerFile, omittedText } from "./limit.ts";
import { rangeOf } from "./place.ts";

const commands: Record<Severity, string> = { error: "error", warning: "warning", note: "notice" };

export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  const { shown, omitted } = limitPerFile(diagnostics);
  const lines = shown.map(annotation);
  for (const { source, count } of omitted)
    lines.push(`::notice file=${property(source.name)}::${data(omittedText(count, source.name))}`);
  return lines.map((line) => `${line}\n`).join("");
}

function annotation(diagnostic: Diagnostic): string {
  const { start, end } = rangeOf(diagnostic.primary);
  const properties = [
    ["file", diagnostic.primary.source.name],
    ["line", String(start.line)],
    ["col", String(start.column)],
    ["endLine", String(end.line)],
    ["endColumn", String(end.column)],
    ["title", diagnostic.code],
  ].map(([name, value]) => `${name}=${property(value as string)}`);
  return `::${commands[diagnostic.severity]} ${properties.join(",")}::${data(bodyOf(diagnostic))}`;
}

/**
 * Everything that the annotation's box can show: the labels as places, since it cannot underline.
 */
function bodyOf(diagnostic: Diagnostic): string {
  const { message, labels, why, help, fixes } = diagnostic;
  const lines = [message];
  for (const { span, message: text } of labels) {
    const { start } = rangeOf(span);
    lines.push(`${span.source.name}:${start.line}:${start.column}: ${text}`);
  }
  if (why !== undefined) lines.push(why);
  if (help !== undefined) lines.push(help);
  for (const { title } of fixes) lines.push(`fix: ${title}`);
  return lines.join("\n");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
