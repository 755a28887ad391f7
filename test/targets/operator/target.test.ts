/** The custom resource: the rules of the operator's webhook hold, and what it takes away is not written. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Resolved } from "../../../src/model/resolved.ts";
import { operator } from "../../../targets/operator/target.ts";
import {
  compileProgram,
  emitted,
  errorsOf,
  isSupported,
  toolVersion,
} from "../../smith/compiled.ts";
import { resolved } from "../../smith/deployment.ts";
import { patience, runs } from "../../smith/runs.ts";
import { compileStory } from "../../support/story.ts";

const stories = join(import.meta.dirname, "../../../fixtures/valid");

// biome-ignore lint/suspicious/noExplicitAny: tests reach into the tree as into JSON
type Tree = any;

function only(text: string): Resolved {
  const checked = compileProgram(text);
  expect(errorsOf(checked)).toBe("");
  return checked.resolved.at(-1) as Resolved;
}

function resourceOf(one: Resolved): Tree {
  return parse(emitted(one, operator)[0]?.text ?? "");
}

function limitsOf(text: string): readonly string[] {
  return operator
    .supports({ ...only(text), toolVersion })
    .map(({ severity, message }) => `${severity}: ${message}`);
}

/** apis/milvus.io/v1beta1/milvus_webhook.go @1.3.8, and what the operator deletes silently. */
function broken({ spec }: Tree): readonly string[] {
  const { mode, components, dependencies, config } = spec;
  const { etcd, storage, msgStreamType } = dependencies;
  const queue = dependencies[msgStreamType] ?? {};
  const rules: readonly (readonly [string, boolean])[] = [
    ["mode", ["standalone", "cluster"].includes(mode)],
    ["queue", /^(?:pulsar|kafka|woodpecker|rocksmq|natsmq)$/.test(msgStreamType)],
    ["rollingMode", [2, 3].includes(components.rollingMode)],
    [
      "enableRollingUpdate",
      !components.enableRollingUpdate ||
        mode === "cluster" ||
        ["kafka", "pulsar", "woodpecker"].includes(msgStreamType),
    ],
    ["etcd endpoints", !etcd.external || etcd.endpoints.length > 0],
    ["etcd inside and outside", !(etcd.external && etcd.inCluster)],
    ["storage endpoint", !storage.external || typeof storage.endpoint === "string"],
    ["storage inside and outside", !(storage.external && storage.inCluster)],
    [
      "queue endpoint",
      !queue.external || (queue.brokerList?.length ?? 0) > 0 || typeof queue.endpoint === "string",
    ],
    [
      "deleted keys",
      !config?.minio?.address && !config?.pulsar?.address && !config?.etcd?.endpoints,
    ],
    [
      "data is kept",
      [etcd, storage, queue].every(({ inCluster }) => inCluster?.pvcDeletion !== true),
    ],
  ];
  return rules.flatMap(([name, isKept]) => (isKept ? [] : [name]));
}

describe("the operator's own rules hold", () => {
  const all = readdirSync(stories).flatMap((story) =>
    compileStory(join(stories, story)).resolved.map(
      (one) => [`${story}/${one.deployment.name}`, one] as const,
    ),
  );
  test.each(all.filter(([, one]) => isSupported(operator, one)))("%s", (_name, one) => {
    expect(broken(resourceOf(one))).toEqual([]);
  });

  test("of random programs", patience, () => {
    fc.assert(
      fc.property(resolved, (one) => {
        fc.pre(isSupported(operator, one));
        expect(broken(resourceOf(one))).toEqual([]);
      }),
      runs(40),
    );
  });
});

test("the line that this project started from", () => {
  const one = only(
    "cluster prod distributed < querynode x2; proxy x2; storage pulsar,minio(4),etcd(3) >",
  );
  const { metadata, spec } = resourceOf(one);
  expect(metadata).toMatchObject({ name: "prod", namespace: "prod" });
  expect(spec.mode).toBe("cluster");
  expect(spec.components).toMatchObject({
    image: "milvusdb/milvus:v2.6.15",
    proxy: { replicas: 2, serviceType: "ClusterIP", port: 19530 },
    queryNode: { replicas: 2 },
    mixCoord: { replicas: 1 },
    streamingNode: { replicas: 1 },
  });
  expect(spec.components.indexNode).toBeUndefined();
  expect(spec.dependencies.msgStreamType).toBe("pulsar");
  expect(spec.dependencies.etcd.inCluster).toMatchObject({
    chartVersion: "etcd-v8",
    deletionPolicy: "Retain",
    values: { replicaCount: 3 },
  });
  expect(spec.dependencies.storage.inCluster.values).toMatchObject({
    mode: "distributed",
    replicas: 4,
    image: { repository: "quay.io/minio/minio" },
  });
});

test("separate coordinators: those that are not there are none", () => {
  const one = only("cluster a distributed < milvus 2.4.24; rootcoord; datacoord; querycoord >");
  const { components } = resourceOf(one).spec;
  expect(components.indexCoord).toEqual({ replicas: 0 });
  expect(components.mixCoord).toBeUndefined();
});

test("what the operator makes no Service for stands in a second file", () => {
  const one = only(
    "cluster a standalone < storage woodpecker, minio, etcd; expose minio.console 127.0.0.1:9001 >",
  );
  const [, services] = emitted(one, operator);
  expect(services?.path).toBe("services.yaml");
  expect(parse(services?.text ?? "").spec).toMatchObject({
    selector: { app: "minio", release: "a-minio" },
    ports: [{ port: 9001, targetPort: 9001 }],
  });
});

describe("what the resource cannot say", () => {
  test.each([
    ["cluster a standalone < attu >", "error: the operator cannot deploy attu"],
    [
      "cluster a standalone < milvus 2.5.27; storage embedded-etcd, local, rocksmq >",
      "error: the operator knows no embedded-etcd inside Milvus",
    ],
    [
      'cluster a distributed < storage pulsar, etcd, minio { credentials secret "other" } >',
      "error: the operator reads the keys of its MinIO from Secret a-minio: not from other",
    ],
    [
      "cluster a distributed < milvus 3.0.0; storage woodpecker(4) >",
      "error: the operator only takes a log service that exists: it deploys none",
    ],
  ])("%s", (text, expected) => {
    expect(limitsOf(text)).toContain(expected);
  });
});
