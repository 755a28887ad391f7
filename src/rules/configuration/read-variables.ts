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
    valid: ['cluster a standalone < milvus 2.6.15; standalone { variables { GOGC "200" } } >'],
    invalid: [
      'cluster a standalone < milvus 2.6.15; standalone { variables { MINIO_ACCESS_KEY "me" } } >',
      'cluster a distributed < milvus 2.4.24; proxy { variables { ROOT_COORD_ADDRESS "rootcoord:53100" } } >',
      'cluster a standalone < milvus 2.5.27; standalone { variables { MILVUS_LOG_LEVEL "debug" } } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const { name: component, variables } of milvusComponents(deployment))
      for (const { name: variable } of variables) {
        const because = reasonFor(variable, deployment.milvusVersion);
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
  // Most are named otherwise, and every deployment has some hundred.
  if (!/^MI|COORD/.test(variable)) return undefined;
  const isKey = (name: string) => keysOf(lineName(version))?.has(reducedName(name)) === true;
  if (/^MINIO_(?:ACCESS|SECRET)_KEY$/.test(variable))
    return "it configures MinIO's server; Milvus gets its keys from `credentials`";
  // The file of 2.2 still has keys of this name.
  if (/^(?:ROOT|DATA|QUERY|INDEX)_?COORD_ADDRESS$/.test(variable) && !isKey(variable))
    return "roles find each other through etcd since 2.2";
  if (variable === "MILVUS_STREAMING_SERVICE_ENABLED" && lineName(version) !== "2.5")
    return "only 2.5 knew it";
  const [, prefix, key] = /^MILVUS_(CONF_)?(.+)$/.exec(variable) ?? [];
  if (key === undefined || !isKey(key)) return undefined;
  if (prefix === undefined) return "only `MILVUS.` in front of a key is taken off, not `MILVUS_`";
  return isAtLeast(version, "2.6.0") ? undefined : "the prefix MILVUS_CONF_ came with 2.6";
}
