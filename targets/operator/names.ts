/** The operator's words: fields of its resource by role, kinds of dependencies, labels. */
import type { Component, Dependency } from "../../src/model/schema.ts";

/** Fields of `spec.components`, by product and role. What is absent here the operator cannot run. */
const fields: Readonly<Record<string, string>> = {
  "milvus/standalone": "standalone",
  "milvus/proxy": "proxy",
  "milvus/rootcoord": "rootCoord",
  "milvus/datacoord": "dataCoord",
  "milvus/querycoord": "queryCoord",
  "milvus/indexcoord": "indexCoord",
  "milvus/mixcoord": "mixCoord",
  "milvus/querynode": "queryNode",
  "milvus/datanode": "dataNode",
  "milvus/indexnode": "indexNode",
  "milvus/streamingnode": "streamingNode",
};

export function fieldOf({ product, role }: Component): string | undefined {
  return fields[`${product}/${role}`];
}

/** Where one of the separate coordinators is there, the operator starts all (DefaultComponents). */
export const coordinatorFields = ["rootCoord", "dataCoord", "queryCoord", "indexCoord"] as const;

/** Charts that the operator brings, by product; parts of Pulsar by role. */
export type Brought = "etcd" | "minio" | "kafka" | "pulsar";
const brought: Readonly<Record<string, Brought>> = {
  etcd: "etcd",
  minio: "minio",
  kafka: "kafka",
  pulsar: "pulsar",
};

export function broughtBy(product: string): Brought | undefined {
  return brought[product];
}

export type PulsarPart = "zookeeper" | "bookkeeper" | "broker";
const pulsarParts: Readonly<Record<string, readonly PulsarPart[]>> = {
  zookeeper: ["zookeeper"],
  bookie: ["bookkeeper"],
  broker: ["broker"],
  standalone: ["zookeeper", "bookkeeper", "broker"],
};

export function pulsarPartsOf({ role }: Component): readonly PulsarPart[] {
  return pulsarParts[role] ?? [];
}

/** Field of `spec.dependencies` for each product; the queue's is its `msgStreamType` too. */
export const dependencyFields: Readonly<Record<string, string>> = {
  etcd: "etcd",
  minio: "storage",
  s3: "storage",
  gcs: "storage",
  azure: "storage",
  pulsar: "pulsar",
  kafka: "kafka",
  rocksmq: "rocksmq",
  natsmq: "natsmq",
  woodpecker: "woodpecker",
};

/** `spec.dependencies.storage.type`; what speaks S3 and is no MinIO of its own is S3. */
export const storageTypes: Readonly<Record<string, string>> = {
  minio: "MinIO",
  s3: "S3",
  gcs: "S3",
  azure: "Azure",
};

/** Of queues inside Milvus, what is kept has a volume of its own here. */
export function keepsQueue({ product, placement }: Dependency): boolean {
  return placement === "inside" && dependencyFields[product] !== undefined;
}

/** The Secret that the operator reads for the MinIO that it deploys, whatever `secretRef` says. */
export function objectSecret(resource: string): string {
  return `${resource}-minio`;
}
export const secretKeys = { user: "accesskey", password: "secretkey" } as const;

/** Variables of MinIO's own user and password. */
export const objectUser = "MINIO_ROOT_USER";
export const objectPassword = "MINIO_ROOT_PASSWORD";

/** Kafka's heap as its chart has it, and the sizes of its messages. */
export const kafkaValues: Readonly<Record<string, string>> = {
  KAFKA_HEAP_OPTS: "heapOpts",
  KAFKA_DEFAULT_REPLICATION_FACTOR: "defaultReplicationFactor",
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "offsetsTopicReplicationFactor",
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "transactionStateLogReplicationFactor",
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "transactionStateLogMinIsr",
};

export const labelKeys = {
  instance: "app.kubernetes.io/instance",
  name: "app.kubernetes.io/name",
  component: "app.kubernetes.io/component",
} as const;

/** Milvus pods by role, as the operator labels them (pkg/controllers/utils.go). */
export function podLabels(resource: string, field: string): Readonly<Record<string, string>> {
  return {
    [labelKeys.instance]: resource,
    [labelKeys.name]: "milvus",
    [labelKeys.component]: field.toLowerCase(),
  };
}

/** `mode` of the chart of MinIO. */
export const objectModes = { one: "standalone", several: "distributed" } as const;

/** Keys of `spec.config` that the operator takes away again (milvus_webhook.go, deleteUnsettableConf). */
export const removedKeys: readonly string[] = [
  "minio.address",
  "minio.port",
  "pulsar.address",
  "pulsar.port",
  "etcd.endpoints",
];

/** minio.bucketName and minio.rootPath of configs/milvus.yaml: the operator's are others. */
export const milvusBucket = "a-bucket";
export const milvusRootPath = "files";

/** What a section of the Milvus chart is called whose image a product's chart has. */
export const imageSections: Readonly<Record<Brought, string>> = {
  etcd: "etcd",
  minio: "minio",
  kafka: "kafka",
  pulsar: "pulsar",
};

/** Charts whose scripts start the image: only one that was made for them does. */
export function startsByScripts(product: string): boolean {
  const chart = broughtBy(product);
  return chart === "etcd" || chart === "kafka";
}

export function isPulsar(product: string): boolean {
  return broughtBy(product) === "pulsar";
}

export function isKafka(product: string): boolean {
  return broughtBy(product) === "kafka";
}

/** Variables that say on which port a dependency answers, by its kind. */
export const dependencyPorts: Readonly<Record<string, Dependency["kind"]>> = {
  MINIO_PORT: "objects",
  PULSAR_WEBPORT: "queue",
};

/** Pods of a chart that the operator brings: each is a release named after the resource. */
export function releaseLabels(
  { product }: Component,
  resource: string,
): Readonly<Record<string, string>> {
  const chart = broughtBy(product) ?? product;
  const release = `${resource}-${chart}`;
  switch (chart) {
    case "minio":
      return { app: chart, release };
    case "pulsar":
      // Brokers answer through the chart's proxy.
      return { release, component: "proxy" };
    default:
      return { [labelKeys.name]: chart, [labelKeys.instance]: release };
  }
}

/** A name that every kind of object may have. */
export function limited(name: string): string {
  return name.slice(0, 63).replace(/[^a-z0-9]+$/, "");
}

/** What Kubernetes takes for the name of a Service. */
export function isServiceName(name: string): boolean {
  return /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name);
}
