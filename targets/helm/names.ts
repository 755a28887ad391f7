/** The chart's words: where each kind of component has its keys, how its objects are named and labelled. */
import type { Chart } from "../../src/catalog/charts/index.ts";
import type { Component } from "../../src/model/schema.ts";

/** What a component is to the chart. */
export type Seat =
  /** A Milvus role: a section of its own with the same keys as its neighbours. */
  | { readonly kind: "role"; readonly section: string; readonly label: string }
  | Part<"metadata">
  | Part<"objects">
  | Part<"brokers">
  | Part<"log">
  | Part<"console">
  /** A process of Pulsar, or all of them in one, which the chart cannot run: then each of its own. */
  | { readonly kind: "messages"; readonly parts: readonly PulsarPart[] };

interface Part<K extends string> {
  readonly kind: K;
  readonly section: string;
}

export type PulsarPart = "zookeeper" | "bookkeeper" | "broker";

/** By product and role. What is absent here the chart cannot deploy. */
const seats: Readonly<Record<string, Seat>> = {
  "milvus/standalone": { kind: "role", section: "standalone", label: "standalone" },
  "milvus/proxy": { kind: "role", section: "proxy", label: "proxy" },
  "milvus/rootcoord": { kind: "role", section: "rootCoordinator", label: "rootcoord" },
  "milvus/datacoord": { kind: "role", section: "dataCoordinator", label: "datacoord" },
  "milvus/querycoord": { kind: "role", section: "queryCoordinator", label: "querycoord" },
  "milvus/indexcoord": { kind: "role", section: "indexCoordinator", label: "indexcoord" },
  "milvus/mixcoord": { kind: "role", section: "mixCoordinator", label: "mixcoord" },
  "milvus/querynode": { kind: "role", section: "queryNode", label: "querynode" },
  "milvus/datanode": { kind: "role", section: "dataNode", label: "datanode" },
  "milvus/indexnode": { kind: "role", section: "indexNode", label: "indexnode" },
  "milvus/streamingnode": { kind: "role", section: "streamingNode", label: "streamingnode" },
  "etcd/etcd": { kind: "metadata", section: "etcd" },
  "minio/minio": { kind: "objects", section: "minio" },
  "kafka/kafka": { kind: "brokers", section: "kafka" },
  "woodpecker/woodpecker": { kind: "log", section: "woodpecker" },
  "attu/attu": { kind: "console", section: "attu" },
  "pulsar/zookeeper": { kind: "messages", parts: ["zookeeper"] },
  "pulsar/bookie": { kind: "messages", parts: ["bookkeeper"] },
  "pulsar/broker": { kind: "messages", parts: ["broker"] },
  "pulsar/standalone": { kind: "messages", parts: ["zookeeper", "bookkeeper", "broker"] },
};

export function seatOf({ product, role }: Component): Seat | undefined {
  return seats[`${product}/${role}`];
}

/** Whether the chart deploys a product at all. */
export function isSeated(product: string): boolean {
  return Object.keys(seats).some((key) => key.startsWith(`${product}/`));
}

/** Sections of Milvus roles; which of them run is decided by `enabled`, or by `streaming.enabled`. */
export const roleSections: readonly string[] = Object.values(seats).flatMap((seat) =>
  seat.kind === "role" ? [seat.section] : [],
);
/** It has no switch: it is what runs without a cluster. */
export const singleSection = "standalone";
export const streamingSection = "streamingNode";
export const mixedSection = "mixCoordinator";
export const accessSection = "proxy";
export const etcdSection = "etcd";
export const objectSection = "minio";
export const kafkaSection = "kafka";
export const logSection = "woodpecker";
export const consoleSection = "attu";

/** Both kinds of Pulsar that charts have, the older one first. */
export const pulsarSections = ["pulsar", "pulsarv3"] as const;

/** Which of them a chart of this version starts well: the second where there is one. */
export function pulsarSection(chart: Chart): (typeof pulsarSections)[number] {
  const [older, newer] = pulsarSections;
  return chart.reads(newer, "enabled") ? newer : older;
}

/** Everything beside Milvus that a chart starts by itself unless told not to. */
export const extraSections: readonly string[] = [
  etcdSection,
  objectSection,
  ...pulsarSections,
  kafkaSection,
  logSection,
  consoleSection,
  "cdc",
];

/** Products that `dependencies` names, by what the chart's keys call them outside. */
export const externalSections: Readonly<Record<string, string>> = {
  etcd: "externalEtcd",
  s3: "externalS3",
  gcs: "externalS3",
  azure: "externalS3",
  pulsar: "externalPulsar",
  kafka: "externalKafka",
};

/** Queues that a standalone has inside, in the words of `standalone.messageQueue`, which are Milvus' own. */
export const messageQueueOf: Readonly<Record<string, string>> = {
  rocksmq: "rocksmq",
  natsmq: "natsmq",
  woodpecker: "woodpecker",
  pulsar: "pulsar",
  kafka: "kafka",
};

/** Queues for which a key of their own is on in a cluster although nothing is deployed. */
export const embeddedLog = "woodpecker";

/** Keys in a Secret that the chart's MinIO takes, whatever else would do elsewhere (minio templates/_helpers.tpl). */
export const objectKeys = { user: "accesskey", password: "secretkey" } as const;

const longestName = 63;
/** A StatefulSet puts its name and a hash into a label of its pods. */
export const longestStatefulName = 52;
/** Helm takes no longer name of a release. */
export const longestRelease = 53;

/** templates/_helpers.tpl, milvus.fullname. */
export function fullName(release: string): string {
  return release.includes("milvus") ? release : cut(`${release}-milvus`);
}

/** Sub-charts name their objects so; a release that has the word in it is not given it twice. */
export function partName(release: string, part: string): string {
  return release.includes(part) ? cut(release) : cut(`${release}-${part}`);
}

function cut(name: string): string {
  return name.slice(0, longestName).replace(/-$/, "");
}

/**
 * A release that starts so names the Service of MinIO, and Kubernetes gives `MINIO_…` variables to every pod beside
 * it: Milvus takes `MINIO_PORT` for a setting, and MinIO stops at what it does not know (zilliztech/milvus-helm #99).
 */
export const misreadStart = "minio";

/** Ports of Pulsar's proxy, which Milvus dials in place of a broker. */
export const pulsarProxyPorts = [6650, 8080] as const;

export const pulsarRecovery = "autorecovery";
export const pulsarProcesses = [
  "zookeeper",
  "bookkeeper",
  "autorecovery",
  "broker",
  "proxy",
] as const;

/** Pods of the Pulsar charts by their label `component`; tasks have none but their Job's name. */
export const pulsarPods: readonly {
  readonly label: string;
  readonly part?: PulsarPart;
  readonly isTask?: true;
}[] = [
  { label: "zookeeper", part: "zookeeper" },
  { label: "bookie", part: "bookkeeper" },
  { label: "broker", part: "broker" },
  { label: "proxy" },
  { label: "recovery" },
  { label: "bookie-init", isTask: true },
  { label: "pulsar-init", isTask: true },
];

/** Who dials whom among them, with ports (templates of pulsar 2.7.8 and 3.3.0). */
export const pulsarCalls: readonly (readonly [from: string, to: string, ...ports: number[]])[] = [
  ["zookeeper", "zookeeper", 2888, 3888],
  ["bookie", "zookeeper", 2181],
  ["bookie", "bookie", 3181],
  ["broker", "zookeeper", 2181],
  ["broker", "bookie", 3181],
  ["broker", "broker", 6650, 8080],
  ["proxy", "zookeeper", 2181],
  ["proxy", "broker", 6650, 8080],
  ["recovery", "zookeeper", 2181],
  ["recovery", "bookie", 3181, 8000],
  ["bookie-init", "zookeeper", 2181],
  ["pulsar-init", "zookeeper", 2181],
  ["pulsar-init", "bookie", 3181],
];

/** Kafka's chart brings ZooKeeper; brokers talk to each other on a port of their own. */
export const kafkaCalls = {
  keeper: "zookeeper",
  client: 2181,
  keepers: [2888, 3888],
  brokers: [9092, 9093],
} as const;

/** A name that every kind of object may have. */
export function limited(name: string): string {
  return name.slice(0, longestName).replace(/[^a-z0-9]+$/, "");
}

/** Where a log inside Milvus lies: with the objects, or on the own disk where they are. */
export const logStorage = { objects: "minio", disk: "local" } as const;

/** Sections whose texts the chart puts between its own words without quotes (templates/config.tpl). */
export const unquotedTexts: readonly (readonly [section: string, keys: readonly string[]])[] = [
  ["minio", ["accessKey", "secretKey", "bucketName", "rootPath", "region"]],
  ["externalS3", ["host", "bucketName", "rootPath", "cloudProvider", "region"]],
  ["externalPulsar", ["host", "namespace", "tenant"]],
  ["externalKafka", ["brokerList", "securityProtocol", "mechanisms"]],
  ["externalEtcd", ["endpoints"]],
];

/** What Kubernetes takes for the name of a Service. */
export function isServiceName(name: string): boolean {
  return /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name);
}
