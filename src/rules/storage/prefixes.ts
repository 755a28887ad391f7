/** What sets one cluster's data apart from another's in a service that both use. */
import type { Deployment } from "../../model/schema.ts";
import { valueOfKey } from "../lookup.ts";
import { dependencyOf } from "../questions.ts";

/** Defaults: milvus-io/milvus configs/milvus.yaml. */
export function metadataPrefix(deployment: Deployment): string {
  const written = dependencyOf(deployment, "metadata")?.rootPath;
  return written ?? valueOfKey(deployment, "etcd.rootPath") ?? "by-dev";
}

export function objectPrefix(deployment: Deployment): string {
  const written = dependencyOf(deployment, "objects")?.rootPath;
  return written ?? valueOfKey(deployment, "minio.rootPath") ?? "files";
}

export function channelPrefix(deployment: Deployment): string {
  const current = valueOfKey(deployment, "msgChannel.chanNamePrefix.cluster");
  const prefix = current ?? valueOfKey(deployment, "common.chanNamePrefix.cluster") ?? "by-dev";
  const place = ["pulsar.tenant", "pulsar.namespace"].map((key) => valueOfKey(deployment, key));
  return [...place.map((one) => one ?? ""), prefix].join("/");
}
