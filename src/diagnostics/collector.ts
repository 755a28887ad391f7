/** Gathers diagnostics on the way through the phases; no globals, no exceptions, nothing lost. */
import type { Diagnostic, Result } from "./diagnostic.ts";

export interface Collector {
  readonly diagnostics: readonly Diagnostic[];
  add(diagnostic: Diagnostic): void;
  /** Unwraps a result and keeps its diagnostics. */
  take<T>(result: Result<T>): T;
  hasErrors(): boolean;
}

export function createCollector(): Collector {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    add: (diagnostic) => {
      diagnostics.push(diagnostic);
    },
    take: (result) => {
      for (const diagnostic of result.diagnostics) diagnostics.push(diagnostic);
      return result.value;
    },
    hasErrors: () => diagnostics.some(({ severity }) => severity === "error"),
  };
}
