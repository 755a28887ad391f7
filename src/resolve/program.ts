/** Clusters of a file and of what it imports: names checked, bodies bound, parents merged in. */
import { createCollector } from "../diagnostics/collector.ts";
import { createReport, type Report } from "../diagnostics/define.ts";
import type { Result } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type * as ast from "../syntax/ast.ts";
import { syntaxCodes } from "../syntax/diagnostics.ts";
import type { Span } from "../text/source.ts";
import { bind } from "./bind.ts";
import { reportUpperCase } from "./bind-reports.ts";
import type { Body } from "./bound.ts";
import { resolveCodes } from "./diagnostics.ts";
import { types } from "./evaluate.ts";
import { inherit } from "./inherit.ts";
import { type LoadedFile, seenFrom, visibleFiles } from "./load.ts";

const codes = { ...syntaxCodes, ...resolveCodes };

/** A cluster whose words are known and whose parents are merged in. */
export interface BoundCluster {
  readonly name: string;
  readonly nameSpan: Span;
  readonly document: ast.Document;
  readonly mode?: "standalone" | "distributed";
  /** Where the mode stands: in its own head or a parent's. */
  readonly modeSpan?: Span;
  readonly body: Body;
}

interface Declared {
  readonly cluster: ast.Cluster;
  readonly document: ast.Document;
  readonly via?: ast.Import;
}

/** Bodies that were bound already, by cluster; shared by all files of one run, reported once. */
export type BodyCache = Map<ast.Cluster, Body>;

/** The clusters that the file itself declares, in order; imported ones are only seen. */
export function bindProgram(file: LoadedFile, cache: BodyCache): Result<readonly BoundCluster[]> {
  const log = createCollector();
  const report = createReport(codes, log.add);
  const declared = declare(file, report);
  const bodies = new Map<ast.Cluster, Body>();
  for (const { cluster, via } of declared.all) {
    const known = cache.get(cluster);
    if (known !== undefined) {
      bodies.set(cluster, known);
      continue;
    }
    const { value, diagnostics } = bind(cluster);
    for (const diagnostic of diagnostics) log.add(via ? seenFrom(diagnostic, via) : diagnostic);
    cache.set(cluster, value);
    bodies.set(cluster, value);
  }
  const isWhole = visibleFiles(file).every(
    ({ file: one }) => one.imports.length === one.document.imports.length,
  );
  const clusters = file.document.clusters.flatMap((cluster) => {
    const line = lineage(cluster, declared.byName, isWhole, report);
    return line === undefined ? [] : [merge(file.document, cluster, line, bodies)];
  });
  return { value: clusters, diagnostics: log.diagnostics };
}

function declare(file: LoadedFile, report: Report<typeof codes>) {
  const all: Declared[] = [];
  const byName = new Map<string, Declared>();
  for (const { file: one, via } of visibleFiles(file).reverse()) {
    for (const cluster of one.document.clusters) {
      const declared = { cluster, document: one.document, ...(via ? { via } : {}) };
      all.push(declared);
      const { name } = cluster;
      if (name === undefined) continue;
      if (via === undefined) checkName(name, report);
      const earlier = byName.get(name.text);
      if (earlier === undefined) byName.set(name.text, declared);
      else reportTwice(report, name, earlier, via);
    }
  }
  return { all, byName };
}

function reportTwice(
  report: Report<typeof codes>,
  name: ast.Text,
  earlier: Declared,
  via: ast.Import | undefined,
): void {
  const facts = { name: name.text };
  const first = (earlier.cluster.name as ast.Text).span;
  const see = [{ span: first, message: "first here" }];
  const importSpan = earlier.via?.span ?? via?.span;
  if (importSpan === undefined) report("unique-clusters", "twice", { at: name.span, see, facts });
  else
    report("unique-clusters", "imported", {
      at: name.span,
      see: [...see, { span: importSpan, message: "imported here" }],
      facts,
    });
}

function checkName(name: ast.Text, report: Report<typeof codes>): void {
  const { text, span } = name;
  if (types.name.read(text, {} as ast.Value) !== undefined) return;
  if (text !== text.toLowerCase()) reportUpperCase(report, name);
  else
    report("valid-names", "form", {
      at: span,
      facts: {
        found: text,
        why:
          text.length > 40
            ? "it has more than 40 characters"
            : "it starts with a letter, ends with a letter or digit, and has only these and `-`",
      },
    });
}

/** The cluster and its parents, nearest first; nothing when a parent is unknown or leads back. */
function lineage(
  cluster: ast.Cluster,
  byName: ReadonlyMap<string, Declared>,
  isWhole: boolean,
  report: Report<typeof codes>,
): readonly ast.Cluster[] | undefined {
  const line = [cluster];
  for (let child = cluster; child.parent !== undefined; ) {
    const parent = byName.get(child.parent.text)?.cluster;
    const isOwn = child === cluster;
    if (parent === undefined) {
      // A file that could not be read may hold it: that was reported, and is the one mistake.
      if (isOwn && isWhole) reportUnknownParent(report, cluster, child.parent, byName);
      return undefined;
    }
    if (line.includes(parent)) {
      const names = [...line, parent].map(({ name }) => name?.text ?? "?");
      // Every member of the circle comes here: the first of them speaks for all.
      if (parent === cluster && line.every((one) => placeKey(cluster) <= placeKey(one)))
        report("known-parents", "cycle", {
          at: (cluster.parent as ast.Text).span,
          facts: { name: cluster.name?.text ?? "?", path: names.join(" → ") },
        });
      return undefined;
    }
    line.push(parent);
    child = parent;
  }
  return line;
}

/** Sorts clusters by file and place. */
function placeKey({ span }: ast.Cluster): string {
  return `${span.source.name}\n${String(span.start).padStart(10, "0")}`;
}

function reportUnknownParent(
  report: Report<typeof codes>,
  cluster: ast.Cluster,
  parent: ast.Text,
  byName: ReadonlyMap<string, Declared>,
): void {
  const found = suggest(parent.text, byName.keys());
  // Its own name, or a child's, would be a circle.
  const near = found !== undefined && leadsTo(cluster, found.name, byName) ? undefined : found;
  report("known-parents", "unknown", {
    at: parent.span,
    facts: { name: parent.text },
    fixes:
      near === undefined
        ? []
        : [
            {
              title: `write \`${near.name}\``,
              safe: near.only,
              edits: [{ span: parent.span, text: near.name }],
            },
          ],
    help: near === undefined ? "Import the file that holds it." : `\`${near.name}\` exists.`,
  });
}

/** Whether this name is the cluster, or extends it. */
function leadsTo(
  cluster: ast.Cluster,
  name: string,
  byName: ReadonlyMap<string, Declared>,
): boolean {
  const seen = new Set<ast.Cluster>();
  let one = byName.get(name)?.cluster;
  while (one !== undefined && !seen.has(one)) {
    if (one === cluster) return true;
    seen.add(one);
    one = byName.get(one.parent?.text ?? "")?.cluster;
  }
  return false;
}

function merge(
  document: ast.Document,
  cluster: ast.Cluster,
  line: readonly ast.Cluster[],
  bodies: ReadonlyMap<ast.Cluster, Body>,
): BoundCluster {
  const withMode = line.find(({ mode }) => mode !== undefined)?.mode;
  const body = line.reduceRight<Body>(
    (merged, one) => inherit(merged, bodies.get(one) ?? new Map()),
    new Map(),
  );
  const mode = withMode?.text as BoundCluster["mode"];
  return {
    name: cluster.name?.text ?? "",
    nameSpan: cluster.name?.span ?? cluster.span,
    document,
    body,
    ...(mode === undefined || withMode === undefined ? {} : { mode, modeSpan: withMode.span }),
  };
}
