/** `milvusc fmt`: the one layout. */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { bind } from "../../resolve/bind.ts";
import type { Cluster } from "../../syntax/ast.ts";
import { syntaxCodes } from "../../syntax/diagnostics.ts";
import { parse } from "../../syntax/parse.ts";
import { print } from "../../syntax/print.ts";
import type { SourceFile } from "../../text/source.ts";
import { type Call, defineCommand, exitCodes } from "../command.ts";
import { exitOf, hasErrors, report } from "../report.ts";
import { Sources } from "../sources.ts";
import { type Change, writeAll } from "../write.ts";

export const fmt = defineCommand({
  name: "fmt",
  summary: "lays files out in the one layout; comments survive",
  usage: ["FILE…", "FILE… --check", "-"],
  about: [
    "Files are changed in place; a folder means all .mvs files in it. Standard input is " +
      "written to standard output. A file with syntax errors is reported and left alone.",
  ],
  operands: { least: 1, most: Number.POSITIVE_INFINITY, offer: "files", what: "FILE" },
  options: [
    { name: "check", summary: "change nothing, list the files that would change, and exit with 1" },
  ],
  examples: [
    { line: "milvusc fmt cluster.mvs", does: "lay out one file" },
    { line: "milvusc fmt --check .", does: "is everything here laid out?" },
    { line: "milvusc fmt - < cluster.mvs", does: "show the layout" },
  ],
  run: format,
});

async function format(call: Call): Promise<number> {
  const { host } = call;
  const sources = new Sources(host, undefined);
  const files = sources.open(call.operands);
  const diagnostics: Diagnostic[] = [...sources.diagnostics];
  const changes: Change[] = [];
  const changed: string[] = [];
  for (const source of files) {
    const text = formatted(source, diagnostics);
    if (text === undefined) continue;
    const path = sources.pathOf(source);
    if (path === undefined && !call.has("check")) host.writeOutput(text);
    else if (text !== source.text) {
      changed.push(source.name);
      if (path !== undefined) changes.push({ kind: "write", path, text });
    }
  }
  await report(host, diagnostics);
  if (call.has("check")) {
    for (const name of changed) host.writeOutput(`${name}\n`);
    return changed.length > 0 ? exitCodes.errors : exitOf(diagnostics);
  }
  writeAll(host, changes);
  return exitOf(diagnostics);
}

/** Nothing for a file that cannot be read: its text is all there is. */
function formatted(source: SourceFile, diagnostics: Diagnostic[]): string | undefined {
  const { value, diagnostics: slips } = parse(source);
  const found = hasErrors(slips) ? slips : [...slips, ...value.clusters.flatMap(lostSeparators)];
  diagnostics.push(...found);
  if (hasErrors(found)) return undefined;
  const mark = source.text.startsWith("\ufeff") ? "\ufeff" : "";
  return mark + print(value).replace(/^\ufeff/, "");
}

/** Only the vocabulary tells that `etcd(3)` and `expose` below it are two statements: laid out, they would be one. */
function lostSeparators(cluster: Cluster): readonly Diagnostic[] {
  return bind(cluster).diagnostics.filter(({ code }) => Object.hasOwn(syntaxCodes, code));
}
