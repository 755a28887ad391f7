/**
 * A file full of mistakes is not read to its end: at most so many diagnostics of each are shown.
 */
import type { SourceFile } from "../../text/source.ts";
import { type Diagnostic, sortDiagnostics } from "../diagnostic.ts";

export const shownPerFile = 100;

export interface Limited {
  readonly shown: readonly Diagnostic[];
  readonly omitted: readonly { readonly source: SourceFile; readonly count: number }[];
}

/** Sorted. Where some are left out, errors stay before warnings, and warnings before notes. */
export function limitPerFile(diagnostics: readonly Diagnostic[]): Limited {
  const bySource = new Map<SourceFile, Diagnostic[]>();
  for (const diagnostic of sortDiagnostics(diagnostics)) {
    const { source } = diagnostic.primary;
    const list = bySource.get(source);
    if (list === undefined) bySource.set(source, [diagnostic]);
    else list.push(diagnostic);
  }
  const shown: Diagnostic[] = [];
  const omitted: { source: SourceFile; count: number }[] = [];
  for (const [source, list] of bySource) {
    const chosen = list.length <= shownPerFile ? list : mostSevere(list);
    for (const diagnostic of chosen) shown.push(diagnostic);
    if (chosen.length < list.length) omitted.push({ source, count: list.length - chosen.length });
  }
  return { shown, omitted };
}

function mostSevere(list: readonly Diagnostic[]): readonly Diagnostic[] {
  const ranked = [
    ...list.filter(({ severity }) => severity === "error"),
    ...list.filter(({ severity }) => severity === "warning"),
    ...list.filter(({ severity }) => severity === "note"),
  ];
  const chosen = new Set(ranked.slice(0, shownPerFile));
  return list.filter((diagnostic) => chosen.has(diagnostic));
}

/** `23 more in demo.mvs are not shown` */
export function omittedText(count: number, file: string): string {
  return `${count} more in ${file} ${count === 1 ? "is" : "are"} not shown`;
}

/** `2 errors, 1 warning`; nothing when there is nothing. */
export function summaryText(diagnostics: readonly Diagnostic[]): string {
  return (["error", "warning", "note"] as const)
    .map((severity) => {
      const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
      return count === 0 ? "" : `${count} ${severity}${count === 1 ? "" : "s"}`;
    })
    .filter((text) => text !== "")
    .join(", ");
}
