/** Diagnostics as SARIF 2.1.0, which code scanning services and editors read. */
import type { SourceFile, Span } from "../../text/source.ts";
import { compareText, type Diagnostic, type Edit, type Fix } from "../diagnostic.ts";
import { limitPerFile, omittedText } from "./limit.ts";
import { rangeOf } from "./place.ts";

/** What is known of a code beyond one diagnostic of it. */
export interface SarifRule {
  readonly code: string;
  readonly severity: Diagnostic["severity"];
  readonly summary: string;
  readonly why?: string;
  readonly help?: string;
  readonly source?: string;
}

export function renderSarif(
  diagnostics: readonly Diagnostic[],
  codes: readonly SarifRule[],
  toolVersion: string,
): string {
  const { shown, omitted } = limitPerFile(diagnostics);
  const used = new Set(shown.map(({ code }) => code));
  const known = new Map(codes.map((rule) => [rule.code, rule]));
  const rules = [...used].sort(compareText).map((code) => ruleJson(code, known.get(code)));
  const indexByCode = new Map(rules.map(({ id }, index) => [id, index]));
  const run = {
    tool: { driver: { name: "milvusc", version: toolVersion, rules } },
    columnKind: "unicodeCodePoints",
    invocations: [
      {
        executionSuccessful: true,
        ...(omitted.length === 0
          ? {}
          : { toolExecutionNotifications: omitted.map(omittedNotification) }),
      },
    ],
    results: shown.map((diagnostic) => result(diagnostic, indexByCode.get(diagnostic.code) ?? -1)),
  };
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleJson(id: string, rule: SarifRule | undefined) {
  if (rule === undefined) return { id };
  const help = [rule.why, rule.help, rule.source && `Source: ${rule.source}`]
    .filter((text) => text !== undefined && text !== "")
    .join("\n");
  return {
    id,
    shortDescription: { text: rule.summary },
    ...(rule.why === undefined ? {} : { fullDescription: { text: rule.why } }),
    ...(help === "" ? {} : { help: { text: help } }),
    defaultConfiguration: { level: rule.severity },
  };
}

function result(diagnostic: Diagnostic, ruleIndex: number) {
  const { code, severity, primary, labels, fixes } = diagnostic;
  const offered = fixes.filter(({ edits }) => edits.length > 0);
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: messageText(diagnostic) },
    locations: [location(primary)],
    ...(labels.length === 0
      ? {}
      : {
          relatedLocations: labels.map(({ span, message }, index) => ({
            id: index,
            ...location(span),
            message: { text: message },
          })),
        }),
    ...(offered.length === 0 ? {} : { fixes: offered.map(fixJson) }),
  };
}

function messageText({ message, why, help }: Diagnostic): string {
  return [message, why, help].filter((text) => text !== undefined).join("\n");
}

function fixJson({ title, edits }: Fix) {
  const bySource = new Map<SourceFile, Edit[]>();
  for (const edit of edits) {
    const list = bySource.get(edit.span.source);
    if (list === undefined) bySource.set(edit.span.source, [edit]);
    else list.push(edit);
  }
  return {
    description: { text: title },
    artifactChanges: [...bySource].map(([source, changes]) => ({
      artifactLocation: { uri: uriOf(source.name) },
      replacements: changes.map(({ span, text }) => ({
        deletedRegion: region(span),
        ...(text === "" ? {} : { insertedContent: { text } }),
      })),
    })),
  };
}

function location(span: Span) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(span.source.name) },
      region: region(span),
    },
  };
}

function region(span: Span) {
  const { start, end } = rangeOf(span);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

function omittedNotification({ source, count }: { source: SourceFile; count: number }) {
  return { level: "note", message: { text: omittedText(count, source.name) } };
}

/** Relative names stay relative, so that the service can find them in its checkout. */
function uriOf(file: string): string {
  if (file === "-") return "stdin";
  const path = file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  if (path.startsWith("/")) return `file://${path}`;
  return /^[A-Za-z]%3A\//.test(path) ? `file:///${path}` : path;
}
