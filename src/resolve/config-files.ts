/** `config file "user.yaml"`: the keys of an existing Milvus configuration, each with its place in that file. */
import { createCollector } from "../diagnostics/collector.ts";
import { createReport } from "../diagnostics/define.ts";
import type { Result } from "../diagnostics/diagnostic.ts";
import { invariant } from "../diagnostics/invariant.ts";
import type { SourceFile } from "../text/source.ts";
import { argumentOf, hasWord } from "./bound.ts";
import type { FileKey } from "./configure.ts";
import { resolveCodes } from "./diagnostics.ts";
import type { Load } from "./load.ts";
import type { BoundCluster } from "./program.ts";

/** Keys of a YAML text, or why it has none. */
export type FileKeysReader = (
  source: SourceFile,
) => { readonly keys: readonly FileKey[] } | { readonly problem: string; readonly at: number };

export function readConfigFiles(
  cluster: BoundCluster,
  load: Load,
  readKeys: FileKeysReader | undefined,
): Result<readonly FileKey[]> {
  const log = createCollector();
  const report = createReport(resolveCodes, log.add);
  const keys: FileKey[] = [];
  if (cluster.mode === undefined) return { value: keys, diagnostics: [] };
  for (const bound of cluster.body.values()) {
    if (bound.keyword !== "config" || !hasWord(bound, "file")) continue;
    const file = argumentOf(bound, "file");
    if (file === undefined) continue;
    invariant(readKeys !== undefined, "no reader for configuration files");
    const at = file.span;
    const source = load(file.text, at.source);
    if ("problem" in source) {
      const facts = { file: file.text };
      if (source.problem === "outside")
        report("found-imports", "outside", { at, facts: { ...facts, root: source.text } });
      else report("found-imports", "missing", { at, facts: { ...facts, problem: source.text } });
      continue;
    }
    const read = readKeys(source);
    if ("problem" in read)
      report("known-configuration", "file", {
        at: { source, start: read.at, end: read.at },
        see: [{ span: at, message: "named here" }],
        facts: { file: file.text, problem: read.problem },
      });
    else keys.push(...read.keys);
  }
  return { value: keys, diagnostics: log.diagnostics };
}
