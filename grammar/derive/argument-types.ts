/**
 * What people read about each kind of argument; how it is judged lives in src/resolve/evaluate.ts.
 */
import type { ArgumentType } from "../entry.ts";

interface Explanation {
  readonly meaning: string;
  readonly example: string;
}

export const argumentTypes: Readonly<Record<ArgumentType, Explanation>> = {
  amount: {
    meaning: "a count, with `k`, `M` or `G` for thousand, million, billion",
    example: "50M",
  },
  bucket: { meaning: "the name of a bucket, as object stores allow it", example: "milvus" },
  "byte-size": { meaning: "bytes, with `B` or a unit", example: "256B" },
  code: {
    meaning: "the code of a diagnostic; `milvusc explain` lists them",
    example: "pinned-milvus-version",
  },
  "config-value": { meaning: "a value as in milvus.yaml", example: "true" },
  "cpu-range": {
    meaning:
      "cores as Kubernetes writes them: one value, `request..limit`, `request..` or `..limit`",
    example: "500m..2",
  },
  duration: { meaning: "a time as Go writes it", example: "1m30s" },
  endpoint: { meaning: "host name or address with a port", example: '"etcd-0.infra:2379"' },
  "endpoint-name": {
    meaning: "`client`, a component, or a component and one of its endpoints",
    example: "minio.console",
  },
  "external-kind": { meaning: "`etcd`, `s3`, `pulsar`, `kafka`, …", example: "s3" },
  "host-name": { meaning: "a DNS name", example: '"milvus.example.com"' },
  "host-port": {
    meaning: "a port of the host, with or without an address",
    example: "127.0.0.1:19530",
  },
  image: {
    meaning: "a container image with its tag or digest",
    example: '"milvusdb/milvus:v2.6.15"',
  },
  index: { meaning: "a kind of vector index", example: "hnsw" },
  "label-key": {
    meaning: "the key of a Kubernetes label or annotation",
    example: '"example.com/pool"',
  },
  "label-name": {
    meaning: "lower-case letters, digits and `-`, at most 63",
    example: "milvus",
  },
  "log-size": { meaning: "a size as Docker writes it", example: "100m" },
  member: { meaning: "a component, or `all` where a statement allows it", example: "querynode" },
  "memory-range": {
    meaning:
      "bytes as Kubernetes writes them: one value, `request..limit`, `request..` or `..limit`",
    example: "2Gi..4Gi",
  },
  "minor-version": { meaning: "a Kubernetes version", example: "1.34" },
  mtu: { meaning: "bytes of a packet", example: "9000" },
  name: {
    meaning: "at most 40 lower-case letters, digits and `-`, from a letter to a letter or digit",
    example: "backend",
  },
  "node-port": { meaning: "30000 to 32767", example: "30530" },
  "object-name": { meaning: "the name of a Kubernetes object", example: '"milvus-root"' },
  path: { meaning: "a path, or the name of a volume", example: '"./volumes"' },
  port: { meaning: "1 to 65535", example: "19530" },
  positive: { meaning: "a whole number from 1", example: "3" },
  product: {
    meaning: "a dependency, with the number of its members in parentheses",
    example: "minio(4)",
  },
  project: { meaning: "the name of a Compose project", example: "demo" },
  quantity: { meaning: "bytes as Kubernetes writes them", example: "200Gi" },
  registry: { meaning: "a registry's host, with a path", example: '"registry.example.com/mirror"' },
  replicas: { meaning: "`x` and a number", example: "x4" },
  target: { meaning: "an output format", example: "compose" },
  text: { meaning: "any text", example: '"laptop"' },
  variable: { meaning: "the name of an environment variable", example: "MILVUS_HOST" },
  version: { meaning: "a full version", example: "2.6.15" },
};
