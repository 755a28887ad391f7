/** Variables of Milvus are ones that something reads. */
import { keysOf, reducedName } from "../../catalog/configuration.ts";
import { isAtLeast, lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../text/source.ts";
import { fixAt, removed } from "../fixes.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const readVariables = defineRule({
  code: "read-variables",
  pass: "configuration",
  severity: "warning",
  summary: "variables of Milvus are ones that something reads",
  why:
    "They look as if they set something, and do not: what is believed to be changed stays as " +
    "it was.",
  help:
    "Remove the variable; what it was meant for follows from the statements, or stands in " +
    "`config`.",
  source:
    "milvus-io/milvus pkg/config/env_source.go; milvus-io/milvus-docs#2251; milvus-io/milvus#22177",
  messages: { unread: message`${"variable"} is read by nothing: ${"because"}` },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; standalone { variables { GOGC "200" } } >',
      "cluster a distributed < milvus 2.6.15; querynode { variables { " +
        'MILVUS_SERVER_LABEL_RESOURCE_GROUP "rg1" } } >',
      "cluster a standalone < milvus 2.5.27; standalone { variables { " +
        'MILVUS_STREAMING_SERVICE_ENABLED "1" } } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; standalone { variables { MINIO_ACCESS_KEY "me" } } >',
      'cluster a distributed < milvus 2.4.24; proxy { variables { ROOT_COORD_ADDRESS "rootcoord:53100" } } >',
      'cluster a standalone < milvus 2.5.27; standalone { variables { MILVUS_LOG_LEVEL "debug" } } >',
      "cluster a standalone < milvus 2.6.15; standalone { variables { " +
        'MILVUS_STREAMING_SERVICE_ENABLED "1" } } >',
    ],
  },
  check({ deployment, written, report }) {
    // Every role has the same ones.
    const reasons = new Map<string, string | undefined>();
    for (const { name: component, variables } of milvusComponents(deployment))
      for (const { name: variable } of variables) {
        if (!reasons.has(variable))
          reasons.set(variable, reasonFor(variable, deployment.milvusVersion));
        const because = reasons.get(variable);
        if (because === undefined) continue;
        const at = `components/${component}/variables/${variable}`;
        report("unread", {
          at,
          facts: { variable, because },
          fixes: fixFor(written(at), variable),
        });
      }
  },
});

function fixFor(at: Span | undefined, variable: string): Fix[] {
  return fixAt(at, `remove \`${variable}\``, true, removed);
}

function reasonFor(variable: string, version: string): string | undefined {
  const isKey = (name: string) => keysOf(lineName(version))?.has(reducedName(name)) === true;
  if (keysOfServer.includes(variable))
    return "it configures MinIO's server; Milvus gets its keys from `credentials`";
  // The file of 2.2 still has keys of this name.
  if (addressesOfCoordinators.includes(variable.replaceAll("_", "")) && !isKey(variable))
    return "roles find each other through etcd since 2.2";
  if (variable === "MILVUS_STREAMING_SERVICE_ENABLED" && lineName(version) !== "2.5")
    return "only 2.5 knew it";
  const [, isOf26, name] = prefixed.exec(variable) ?? [];
  if (name === undefined || !isKey(name)) return undefined;
  if (isOf26 === undefined) return "only `MILVUS.` in front of a key is taken off, not `MILVUS_`";
  return isAtLeast(version, "2.6.0") ? undefined : "the prefix MILVUS_CONF_ came with 2.6";
}

const prefixed = /^MILVUS_(CONF_)?(.+)/;

const keysOfServer = ["MINIO_ACCESS_KEY", "MINIO_SECRET_KEY"];

const addressesOfCoordinators = ["ROOT", "DATA", "QUERY", "INDEX"].map(
  (name) => `${name}COORDADDRESS`,
);
