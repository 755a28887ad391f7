/** `milvusc check`: everything that is wrong, before anything starts. */

import { targetEntries } from "../../../targets/index.ts";
import type { Checked, Resolution } from "../../compile.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { applyFixes } from "../../diagnostics/fix.ts";
import type { Host } from "../../host/host.ts";
import type { Resolved } from "../../model/resolved.ts";
import type { SourceFile } from "../../text/source.ts";
import { phaseOf } from "../codes.ts";
import { type Call, defineCommand, UsageError } from "../command.ts";
import {
  createResolver,
  environments,
  judge,
  judgeWith,
  judgingOf,
  loadTargets,
} from "../compiler.ts";
import { createProgress } from "../progress.ts";
import { exitOf, type Format, formats, report } from "../report.ts";
import { Sources } from "../sources.ts";
import { type Change, writeAll } from "../write.ts";

export const check = defineCommand({
  name: "check",
  summary: "finds what is wrong, and says how to mend it",
  usage: ["FILE or DIR…", "-"],
  about: [
    "Checks all files together, so that clashes between their clusters are found: host " +
      "ports, shared stores. A folder means all .mvs files in it. A file that holds an IR as " +
      "JSON (`milvusc build --emit ir`) is judged by the same laws.",
    "Diagnostics go to standard error; those for programs (json, sarif, github) to " +
      "standard output. The exit code is 1 when there are errors. `milvusc explain CODE` " +
      "says more about one.",
  ],
  operands: { least: 1, most: Number.POSITIVE_INFINITY, offer: "files", what: "FILE or DIR" },
  options: [
    {
      name: "format",
      value: "FORMAT",
      offer: formats,
      strict: true,
      summary: "pretty (the default), json, sarif or github",
    },
    { name: "fix", summary: "mend what has exactly one right form, in place" },
    { name: "strict", summary: "warnings count as errors for the exit code" },
    {
      name: "as",
      value: "ENVIRONMENT",
      offer: environments,
      strict: true,
      summary: "judge as if this environment were written: development, test or production",
    },
    {
      name: "target",
      value: "NAME",
      many: true,
      offer: "targets",
      summary: "judge also what this target cannot express; those with a block are judged anyway",
    },
    {
      name: "root",
      value: "DIR",
      offer: "folders",
      summary: "imports may not leave this folder (the current one, or the file's own)",
    },
  ],
  examples: [
    { line: "milvusc check cluster.mvs", does: "one file" },
    { line: "milvusc check --fix .", does: "mend the mechanical mistakes of all files here" },
    { line: "milvusc check --as production cluster.mvs", does: "would it do in production?" },
    { line: "milvusc check --format sarif . > milvusc.sarif", does: "for code scanning" },
  ],
  run: checkFiles,
});

async function checkFiles(call: Call): Promise<number> {
  const { host } = call;
  if (call.has("fix") && call.operands.includes("-"))
    throw new UsageError("--fix changes files, and standard input is none");
  const sources = new Sources(host, call.value("root"));
  const judging = judgingOf(call, true);
  const opened = sources.open(call.operands);
  const files = opened.filter((source) => !isIr(source));
  const irs = await readIrs(opened.filter(isIr));
  const progress = createProgress(host, "files");
  const resolve = await createResolver(sources, files, (done) => progress.step(done, files.length));
  const resolveAll = (texts: readonly SourceFile[]): Resolution => {
    const { resolved, diagnostics } = resolve(texts);
    return { resolved: [...resolved, ...irs.resolved], diagnostics };
  };
  let found: readonly Diagnostic[];
  if (call.has("fix")) {
    // A fix may bring the block of any target.
    const targets = await loadTargets(targetEntries);
    found = mend(host, sources, files, (texts) => judgeWith(targets, resolveAll(texts), judging));
  } else found = (await judge(resolveAll(files), judging)).diagnostics;
  progress.end();
  const diagnostics = [...sources.diagnostics, ...irs.diagnostics, ...found];
  await report(host, diagnostics, call.value("format") as Format | undefined);
  return exitOf(diagnostics, call.has("strict"));
}

function mend(
  host: Host,
  sources: Sources,
  files: readonly SourceFile[],
  judgeTexts: (texts: readonly SourceFile[]) => Checked,
): readonly Diagnostic[] {
  const fixed = applyFixes(files, {
    check: (texts) => {
      sources.replace(texts);
      return judgeTexts(texts).diagnostics;
    },
    phase: ({ code }) => phaseOf(code),
  });
  const changes = fixed.sources.flatMap((source, index): Change[] => {
    const path = sources.pathOf(source);
    return source === files[index] || path === undefined
      ? []
      : [{ kind: "write", path, text: source.text }];
  });
  writeAll(host, changes);
  if (fixed.count > 0) host.writeError(mendedText(fixed.count, changes.length));
  return fixed.diagnostics;
}

function mendedText(mistakes: number, files: number): string {
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
  return `mended ${counted(mistakes, "mistake")} in ${counted(files, "file")}\n`;
}

/** No program starts with a brace. */
function isIr({ text }: SourceFile): boolean {
  return /^\ufeff?\s*\{/.test(text);
}

async function readIrs(
  files: readonly SourceFile[],
): Promise<{ resolved: readonly Resolved[]; diagnostics: readonly Diagnostic[] }> {
  if (files.length === 0) return { resolved: [], diagnostics: [] };
  const { readIr } = await import("../ir.ts");
  const read = files.map(readIr);
  return {
    resolved: read.flatMap(({ value }) => value),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}
