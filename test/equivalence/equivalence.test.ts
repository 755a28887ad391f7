/** The same program through Compose and Kubernetes is the same system: each file read back equals the IR. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Target } from "../../src/emit/target.ts";
import type { Resolved } from "../../src/model/resolved.ts";
import { compose } from "../../targets/compose/target.ts";
import { k8s } from "../../targets/k8s/target.ts";
import { emitted, isSupported } from "../smith/compiled.ts";
import { resolved } from "../smith/deployment.ts";
import { patience, runs } from "../smith/runs.ts";
import { compileStory } from "../support/story.ts";
import { readCompose } from "./from-compose.ts";
import { graphOf } from "./from-ir.ts";
import { readKubernetes } from "./from-kubernetes.ts";
import { differences, type Graph, shown } from "./graph.ts";

const stories = join(import.meta.dirname, "../../fixtures/valid");

function supported(target: Target): readonly (readonly [string, Resolved])[] {
  return readdirSync(stories).flatMap((story) =>
    compileStory(join(stories, story))
      .resolved.filter((one) => isSupported(target, one))
      .map((one) => [`${story}/${one.deployment.name}`, one] as const),
  );
}

function isConfigured({ deployment }: Resolved) {
  return (name: string) => deployment.components.some((one) => one.name === name && one.configured);
}

function kubernetesDifferences(one: Resolved): readonly string[] {
  const objects = emitted(one, k8s).flatMap(({ text }) =>
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

function composeDifferences(one: Resolved): readonly string[] {
  const { deployment } = one;
  const names = new Set(deployment.components.map(({ name }) => name));
  const text = emitted(one, compose)[0]?.text ?? "";
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

describe("Kubernetes manifests", () => {
  test.each(supported(k8s))("%s", (_name, one) => {
    expect(kubernetesDifferences(one)).toEqual([]);
  });

  test("of random programs", patience, () => {
    fc.assert(
      fc.property(resolved, (one) => {
        fc.pre(isSupported(k8s, one));
        expect(kubernetesDifferences(one)).toEqual([]);
      }),
      runs(40),
    );
  });
});

describe("Compose files", () => {
  test.each(supported(compose))("%s", (_name, one) => {
    expect(composeDifferences(one)).toEqual([]);
  });

  test("of random programs", patience, () => {
    fc.assert(
      fc.property(resolved, (one) => {
        fc.pre(isSupported(compose, one));
        expect(composeDifferences(one)).toEqual([]);
      }),
      runs(40),
    );
  });
});
