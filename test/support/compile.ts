/** Compiles texts as `check` does, with all laws and no targets. */

import { knownCodes } from "../../src/cli/codes.ts";
import { type Checked, check, type Resolution, resolve } from "../../src/compile.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { FileKeysReader } from "../../src/resolve/config-files.ts";
import type { Load } from "../../src/resolve/load.ts";
import { rules } from "../../src/rules/index.ts";
import type { Environment, Rule } from "../../src/rules/rule.ts";
import type { SourceFile } from "../../src/text/source.ts";

export interface CompileOptions {
  /** Further files, by the name under which they are imported. */
  readonly files?: Readonly<Record<string, string>>;
  readonly judgeAs?: Environment;
  readonly rules?: readonly Rule[];
  readonly readKeys?: FileKeysReader;
}

export function compileText(text: string, options: CompileOptions = {}): Checked {
  return compileSources([{ name: "test.mvs", text }], options);
}

export function compileSources(
  sources: readonly SourceFile[],
  options: CompileOptions = {},
): Checked {
  return judgeResolution(resolveSources(sources, options), options);
}

export function resolveSources(
  sources: readonly SourceFile[],
  { files = {}, readKeys }: CompileOptions = {},
): Resolution {
  const read = new Map(Object.entries(files).map(([name, text]) => [name, { name, text }]));
  const load: Load = (file) =>
    read.get(file) ?? { problem: "missing", text: "there is no such file" };
  const plan = { load, knownCodes: knownCodes(), ...(readKeys === undefined ? {} : { readKeys }) };
  return resolve(sources, plan);
}

export function judgeResolution(
  resolution: Resolution,
  { judgeAs, rules: chosen = rules }: CompileOptions = {},
): Checked {
  return check(resolution, {
    rules: chosen,
    targets: () => [],
    toolVersion: "0.0.0",
    ...(judgeAs === undefined ? {} : { judgeAs }),
  });
}

/** `error[code] message`, one a line: what tests compare and people read. */
export function described({
  diagnostics,
}: {
  readonly diagnostics: readonly Diagnostic[];
}): string {
  return diagnostics
    .map(({ severity, code, message, primary }) => {
      const words = primary.source.text.slice(primary.start, primary.end);
      return `${severity}[${code}] ${message} «${words}»`;
    })
    .join("\n");
}
