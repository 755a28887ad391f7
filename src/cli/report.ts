/** Shows diagnostics in the form that was asked for, and tells the exit code that they mean. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { PrettyStyle } from "../diagnostics/render/pretty.ts";
import type { Host, Terminal } from "../host/host.ts";
import { exitCodes } from "./command.ts";
import { toolVersion } from "./version.ts";

export const formats = ["pretty", "json", "sarif", "github"] as const;
export type Format = (typeof formats)[number];

/** Prose goes to standard error; what programs read goes to standard output. */
export async function report(
  host: Host,
  diagnostics: readonly Diagnostic[],
  format: Format = "pretty",
): Promise<void> {
  if (format === "pretty") {
    if (diagnostics.length === 0) return;
    const { renderPretty } = await import("../diagnostics/render/pretty.ts");
    host.writeError(renderPretty(diagnostics, styleOf(host, host.errors)));
    return;
  }
  if (format === "json") {
    const { renderJson } = await import("../diagnostics/render/json.ts");
    host.writeOutput(renderJson(diagnostics));
  } else if (format === "github") {
    const { renderGithub } = await import("../diagnostics/render/github.ts");
    host.writeOutput(renderGithub(diagnostics));
  } else {
    const { renderSarif } = await import("../diagnostics/render/sarif.ts");
    const { allCodes } = await import("./codes.ts");
    host.writeOutput(renderSarif(diagnostics, allCodes(), toolVersion));
  }
}

export function styleOf(host: Host, { isTerminal, columns }: Terminal): PrettyStyle {
  const noColour = host.variable("NO_COLOR");
  return {
    colour: isTerminal && (noColour === undefined || noColour === ""),
    // Files and pipes are UTF-8 on every machine.
    ascii: isTerminal && !host.utf8,
    ...(isTerminal && columns !== undefined ? { columns } : {}),
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[], strict = false): boolean {
  return diagnostics.some(
    ({ severity }) => severity === "error" || (strict && severity === "warning"),
  );
}

export function exitOf(diagnostics: readonly Diagnostic[], strict = false): number {
  return hasErrors(diagnostics, strict) ? exitCodes.errors : exitCodes.fine;
}
