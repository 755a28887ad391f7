/** A file and all that it imports, each read once; who may see whose clusters. */
import { createCollector } from "../diagnostics/collector.ts";
import { createReport, safeFix } from "../diagnostics/define.ts";
import type { Diagnostic, Fix, Result } from "../diagnostics/diagnostic.ts";
import type * as ast from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import type { SourceFile } from "../text/source.ts";
import { resolveCodes } from "./diagnostics.ts";

/** Gives the text of an imported file, or says why not. Names and roots are the host's business. */
export type Load = (file: string, from: SourceFile) => SourceFile | LoadProblem;

export interface LoadProblem {
  readonly problem: "missing" | "outside";
  readonly text: string;
}

export interface LoadedFile {
  readonly document: ast.Document;
  /** Files that it imports itself, in order. */
  readonly imports: readonly { readonly statement: ast.Import; readonly file: LoadedFile }[];
}

/** Files that were read already, by the source that the host gives for them; shared by all files of one run. */
export type FileCache = Map<string, LoadedFile>;

/** Syntax errors of imported files are reported in those files, once, with a label at the import. */
export function load(source: SourceFile, read: Load, cache: FileCache): Result<LoadedFile> {
  const log = createCollector();
  const file = loadFile(source, read, cache, [], log.add, undefined);
  return { value: file, diagnostics: log.diagnostics };
}

function loadFile(
  source: SourceFile,
  read: Load,
  cache: FileCache,
  path: readonly SourceFile[],
  add: (diagnostic: Diagnostic) => void,
  importedBy: ast.Import | undefined,
): LoadedFile {
  const known = cache.get(source.name);
  if (known !== undefined) return known;
  const { value: document, diagnostics } = parse(source);
  for (const diagnostic of diagnostics)
    add(importedBy === undefined ? diagnostic : seenFrom(diagnostic, importedBy));
  const imports: { statement: ast.Import; file: LoadedFile }[] = [];
  const file: LoadedFile = { document, imports };
  cache.set(source.name, file);
  const report = createReport(resolveCodes, add);
  for (const statement of document.imports) {
    const at = statement.file.span;
    const found = read(statement.file.text, source);
    if ("problem" in found) {
      const facts = { file: statement.file.text };
      if (found.problem === "outside")
        report("found-imports", "outside", { at, facts: { ...facts, root: found.text } });
      else
        report("found-imports", "missing", {
          at,
          facts: { ...facts, problem: found.text },
          fixes: withExtension(statement, source, read),
        });
      continue;
    }
    const trail = [...path, source];
    const loop = trail.findIndex(({ name }) => name === found.name);
    if (loop !== -1) {
      const names = [...trail.slice(loop).map(({ name }) => name), found.name];
      report("found-imports", "cycle", {
        at,
        facts: { file: found.name, path: names.join(" → ") },
      });
      continue;
    }
    imports.push({ statement, file: loadFile(found, read, cache, trail, add, statement) });
  }
  return file;
}

/** `import "base"`, where `base.mvs` is there. */
function withExtension({ file }: ast.Import, source: SourceFile, read: Load): readonly Fix[] {
  const meant = `${file.text}.mvs`;
  if (file.text.endsWith(".mvs") || "problem" in read(meant, source)) return [];
  return [safeFix(`write \`"${meant}"\``, { span: file.span, text: `"${meant}"` })];
}

/** The same diagnostic, with a label at the import that led there. */
export function seenFrom(diagnostic: Diagnostic, statement: ast.Import): Diagnostic {
  const label = { span: statement.span, message: "imported here" };
  return { ...diagnostic, labels: [...diagnostic.labels, label] };
}

/** A file's own clusters and those of all that it imports, nearest first, each file once. */
export function visibleFiles(file: LoadedFile): { file: LoadedFile; via?: ast.Import }[] {
  const seen = new Set<LoadedFile>();
  const visible: { file: LoadedFile; via?: ast.Import }[] = [];
  const visit = (one: LoadedFile, via: ast.Import | undefined): void => {
    if (seen.has(one)) return;
    seen.add(one);
    visible.push(via === undefined ? { file: one } : { file: one, via });
    for (const { statement, file: imported } of one.imports) visit(imported, via ?? statement);
  };
  visit(file, undefined);
  return visible;
}
