/** Milvus speaks TLS to no dependency that does not. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { valueOfKey } from "../lookup.ts";
import { defineRule } from "../rule.ts";

/** Keys that turn TLS or a login on, by the kind of dependency that they are about. */
const keys = [
  { kind: "metadata", key: "etcd.ssl.enabled", on: /^true$/ },
  { kind: "objects", key: "minio.useSSL", on: /^true$/ },
  { kind: "queue", key: "kafka.ssl.enabled", on: /^true$/ },
  { kind: "queue", key: "kafka.securityProtocol", on: /^(?:S|s)/ },
] as const;

export const encryptedBothSides = defineRule({
  code: "encrypted-both-sides",
  pass: "configuration",
  severity: "error",
  summary: "Milvus speaks TLS only to dependencies that do",
  why:
    "What the compiler deploys speaks plain text inside the cluster's network, so no " +
    "connection comes about.",
  help: "Remove the key; for a dependency elsewhere write `tls on` in its `external`.",
  source: "milvus-io/milvus#24864; configs/milvus.yaml (etcd.ssl, minio.useSSL, kafka.ssl)",
  messages: {
    plain: message`"${"key"}" is ${"value"}, but the deployed ${"product"} speaks plain text`,
  },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.5.27; external etcd "e:2379"; config { etcd.ssl.enabled true } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.5.27; config { minio.useSSL true } >",
      "cluster a distributed < milvus 2.5.27; storage kafka; config { kafka.securityProtocol SASL_SSL } >",
    ],
  },
  check({ deployment, written, report }) {
    for (const { kind, key, on } of keys) {
      const value = valueOfKey(deployment, key) ?? "";
      const dependency = deployment.dependencies.find((one) => one.kind === kind);
      const isOther = key.startsWith("kafka.") && dependency?.product !== "kafka";
      if (dependency?.placement !== "deployed" || isOther || !on.test(value)) continue;
      const at = `configuration/${key}`;
      report("plain", {
        at,
        facts: { key, value, product: dependency.product },
        fixes: fixAt(written(at), "remove the key", true, removed),
      });
    }
  },
});
