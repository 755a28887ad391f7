/** What sets one cluster's data apart from another's in a service that both use. */
import type { Deployment } from "../../model/schema.ts";
import { valueOfKey } from "../lookup.ts";

/** Defaults: milvus-io/milvus configs/milvus.yaml. */
export function metadataPrefix(deployment: Deployment): string {
  return valueOfKey(deployment, "etcd.rootPath") ?? "by-dev";
}

export function bucketOf(deployment: Deployment): string {
  return valueOfKey(deployment, "minio.bucketName") ?? "a-bucket";
}

export function objectPrefix(deployment: Deployment): string {
  return valueOfKey(deployment, "minio.rootPath") ?? "files";
}

export function channelPrefix(deployment: Deployment): string {
  const current = valueOfKey(deployment, "msgChannel.chanNamePrefix.cluster");
  const prefix = current ?? valueOfKey(deployment, "common.chanNamePrefix.cluster") ?? "by-dev";
  const tenant = valueOfKey(deployment, "pulsar.tenant") ?? "public";
  const namespace = valueOfKey(deployment, "pulsar.namespace") ?? "default";
  return `${tenant}/${namespace}/${prefix}`;
}
