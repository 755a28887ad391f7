/** A deployment against its own files, read back: what each format says otherwise. */
import { parseAllDocuments } from "yaml";
import type { OutputFile } from "../../src/emit/artifact.ts";
import type { Resolved } from "../../src/model/resolved.ts";
import { readCompose } from "./from-compose.ts";
import { graphOf } from "./from-ir.ts";
import { readKubernetes } from "./from-kubernetes.ts";
import { differences, type Graph, shown } from "./graph.ts";

function isConfigured({ deployment }: Resolved) {
  return (name: string) => deployment.components.some((one) => one.name === name && one.configured);
}

export function kubernetesDifferences(
  one: Resolved,
  files: readonly OutputFile[],
): readonly string[] {
  const objects = files.flatMap(({ text }) =>
    parseAllDocuments(text).map((document) => document.toJS()),
  );
  const found = readKubernetes({
    objects,
    nameOf: ({ kind, metadata }) => (kind === "Job" ? undefined : metadata.name),
    isConfigured: isConfigured(one),
  });
  const wanted = graphOf(one.deployment);
  return shown(differences(wanted, withPublished(wanted, found)));
}

/** Services lead to more than what is published; of that the IR asks. */
function withPublished(wanted: Graph, found: Graph): Graph {
  const published = [...found.published].filter((each) => wanted.published.has(each));
  return { ...found, published: new Set(published) };
}

export function composeDifferences(
  one: Resolved,
  [main]: readonly OutputFile[],
): readonly string[] {
  const { deployment } = one;
  const names = new Set(deployment.components.map(({ name }) => name));
  const text = main?.text ?? "";
  const found = readCompose(text, (name) => names.has(name), isConfigured(one));
  const wanted = graphOf(deployment);
  const ports = new Set(deployment.publications.map(({ port }) => String(port)));
  return [
    ...shown(differences(named({ ...wanted, edges: new Set(), published: ports }, found), found)),
    ...connections(wanted, found.pairs, deployment.shares),
  ];
}

/** What is needed is open, and nothing is open that is not shared. */
function connections(
  wanted: Graph,
  pairs: ReadonlySet<string>,
  shares: Resolved["deployment"]["shares"],
): readonly string[] {
  const closed = [...wanted.edges].filter((edge) => {
    const [from = "", to = ""] = edge.split(/ > |:/);
    return !pairs.has(`${from} ${to}`);
  });
  const shared = new Set(shares.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const open = [...pairs].filter((pair) => {
    const [from, to] = pair.split(" ");
    return from !== to && !shared.has(pair);
  });
  return [...closed.map((edge) => `closed: ${edge}`), ...open.map((pair) => `open: ${pair}`)];
}

/** Compose has no Secrets: each of their keys is one variable of the user's, and no two are the same. */
function named(wanted: Graph, found: Graph): Graph {
  const variables = new Map<string, string>();
  const secret = /<(?:secret|environment) [^>]+>/g;
  for (const [name, node] of wanted.nodes)
    for (const [key, value] of node.settings) {
      const marks = value.match(secret) ?? [];
      const others =
        found.nodes
          .get(name)
          ?.settings.get(key)
          ?.match(/<variable [^>]+>/g) ?? [];
      for (const [index, mark] of marks.entries()) {
        const variable = others[index];
        if (variable === undefined || variables.has(mark)) continue;
        if (![...variables.values()].includes(variable)) variables.set(mark, variable);
      }
    }
  const renamed = [...wanted.nodes].map(([name, node]) => {
    const settings = [...node.settings].map(
      ([key, value]) =>
        [key, value.replace(secret, (mark) => variables.get(mark) ?? mark)] as const,
    );
    return [name, { ...node, settings: new Map(settings) }] as const;
  });
  return { ...wanted, nodes: new Map(renamed) };
}
