/** What `milvusc explain` says of codes. */

import type { Code } from "./codes.ts";
import { environments } from "./compiler.ts";

export function codeList(codes: readonly Code[]): string {
  const width = Math.max(...codes.map(({ code }) => code.length));
  const groups = [...new Set(codes.map(({ group }) => group))];
  const sections = groups.map((group) =>
    [
      group,
      ...codes
        .filter((one) => one.group === group)
        .map(
          ({ code, severity, summary }) =>
            `  ${code.padEnd(width)}  ${severity.padEnd(7)}  ${summary}`,
        ),
    ].join("\n"),
  );
  return `${sections.join("\n\n")}\n\n\`milvusc explain CODE\` says more about one.\n`;
}

export function codeText(code: Code): string {
  const sections = [
    `${code.code} (${severityText(code)})\n${code.summary}`,
    ...(code.why === undefined ? [] : [`Why: ${code.why}`]),
    ...(code.help === undefined ? [] : [`Help: ${code.help}`]),
    code.wrong === undefined
      ? "Wrong: no program is. Only an IR from elsewhere can break this law: `milvusc check ir.json`."
      : `Wrong:\n${indent(code.wrong)}`,
    `Right:\n${indent(code.right)}`,
    ...(code.source === undefined ? [] : [`Source: ${code.source}`]),
  ];
  return `${sections.join("\n\n")}\n`;
}

function severityText({ severity, severities }: Code): string {
  if (severities === undefined) return severity;
  return environments.map((name) => `${severities[name]} in ${name}`).join(", ");
}

function indent(text: string): string {
  return text
    .replace(/^\n+|\s+$/g, "")
    .split("\n")
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n");
}
