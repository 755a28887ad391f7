/** The comparison itself: each way of breaking a format is told, at the component that is broken. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseAllDocuments, stringify } from "yaml";
import { invariant } from "../../src/diagnostics/invariant.ts";
import type { OutputFile } from "../../src/emit/artifact.ts";
import type { Target } from "../../src/emit/target.ts";
import { compose } from "../../targets/compose/target.ts";
import { k8s } from "../../targets/k8s/target.ts";
import { emitted } from "../smith/compiled.ts";
import { compileStory } from "../support/story.ts";
import { composeDifferences, kubernetesDifferences } from "./compare.ts";

// biome-ignore lint/suspicious/noExplicitAny: a tree of YAML, taken apart by hand
type Tree = any;
type Break = (documents: readonly Tree[]) => void;

const story = join(import.meta.dirname, "../../fixtures/valid/distributed-one-line");
const [one] = compileStory(story).resolved;
invariant(one !== undefined, "the story has a cluster");
const deployed = one;

/** The target's files, with their trees changed in place. */
function broken(target: Target, change: Break): readonly OutputFile[] {
  const files = emitted(deployed, target).map(({ path, text }) => ({
    path,
    documents: parseAllDocuments(text).map((document) => document.toJS()),
  }));
  change(files.flatMap(({ documents }) => documents));
  return files.map(({ path, documents }) => ({
    path,
    text: documents.map((document) => stringify(document)).join("---\n"),
  }));
}

const inCompose: Readonly<Record<string, Break>> = {
  "querynode: another image": ([{ services }]) => {
    services.querynode.image = "milvusdb/milvus:v2.6.14";
  },
  "proxy: a copy less": ([{ services }]) => {
    services.proxy.deploy.replicas = 1;
  },
  "querynode: no address of etcd": ([{ services }]) => {
    delete services.querynode.environment.ETCD_ENDPOINTS;
  },
  "minio: nothing is kept": ([{ services }]) => {
    delete services["minio-0"].volumes;
  },
  "pulsar: less memory": ([{ services }]) => {
    services.pulsar.deploy.resources.limits.memory = "1m";
  },
  "19530: published no more": ([{ services }]) => {
    for (const service of Object.values<Tree>(services)) delete service.ports;
  },
  "closed: proxy beside nobody": ([{ services, networks }]) => {
    networks.apart = {};
    services.proxy.networks = ["apart"];
  },
};

const inKubernetes: Readonly<Record<string, Break>> = {
  "querynode: another image": (objects) => {
    container(objects, "querynode").image = "milvusdb/milvus:v2.6.14";
  },
  "proxy: a copy less": (objects) => {
    find(objects, "Deployment", "proxy").spec.replicas = 1;
  },
  "querynode: no policy lets it reach etcd": (objects) => {
    delete find(objects, "NetworkPolicy", "querynode").spec.egress;
  },
  "minio: no policy lets anybody in": (objects) => {
    delete find(objects, "NetworkPolicy", "minio").spec.ingress;
  },
  "etcd: a smaller disk": (objects) => {
    const [claim] = find(objects, "StatefulSet", "etcd").spec.volumeClaimTemplates;
    claim.spec.resources.requests.storage = "1Mi";
  },
  "pulsar: less memory": (objects) => {
    container(objects, "pulsar").resources.limits.memory = "1Mi";
  },
  "proxy: its Service leads elsewhere": (objects) => {
    for (const { kind, spec } of objects) if (kind === "Service") delete spec.selector;
  },
};

function find(objects: readonly Tree[], kind: string, name: string): Tree {
  return objects.find((each) => each.kind === kind && each.metadata.name === name);
}

function container(objects: readonly Tree[], name: string): Tree {
  const workload = objects.find(
    ({ kind, metadata }) => /Deployment|StatefulSet/.test(kind) && metadata.name === name,
  );
  return workload.spec.template.spec.containers[0];
}

/** Each is named after the word that has to be told. */
function told(name: string, all: readonly string[]): void {
  expect(all.join("\n")).toContain(name.split(":", 1)[0]);
}

test.each(Object.entries(inCompose))("Compose, %s", (name, change) => {
  expect(
    composeDifferences(
      deployed,
      broken(compose, () => {}),
    ),
  ).toEqual([]);
  told(name, composeDifferences(deployed, broken(compose, change)));
});

test.each(Object.entries(inKubernetes))("Kubernetes, %s", (name, change) => {
  expect(
    kubernetesDifferences(
      deployed,
      broken(k8s, () => {}),
    ),
  ).toEqual([]);
  told(name, kubernetesDifferences(deployed, broken(k8s, change)));
});
