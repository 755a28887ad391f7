/** Words of well-known keys are ones that Milvus knows. */
import { message } from "../../diagnostics/define.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { fixAt, replaced } from "../fixes.ts";
import { readSettings } from "../lookup.ts";
import { defineRule } from "../rule.ts";

const levels = ["debug", "info", "warn", "error", "panic", "fatal"];

/** milvus-io/milvus configs/milvus.yaml, where the comments list them. */
const words: Readonly<Record<string, readonly string[]>> = {
  "common.simdType": ["auto", "avx512", "avx2", "avx", "sse4_2"],
  "etcd.log.level": levels,
  "etcd.ssl.tlsMinVersion": ["1.0", "1.1", "1.2", "1.3"],
  "kafka.saslMechanisms": ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "GSSAPI", "OAUTHBEARER"],
  "kafka.securityProtocol": ["PLAINTEXT", "SASL_PLAINTEXT", "SSL", "SASL_SSL"],
  "log.format": ["text", "json"],
  "log.level": levels,
  "metastore.type": ["etcd", "tikv"],
  "minio.logLevel": ["fatal", "error", "warn", "info", "debug", "trace", "off"],
  "woodpecker.logstore.fencePolicy.conditionWrite": ["auto", "enable", "disable"],
};

export const knownValues = defineRule({
  code: "known-values",
  pass: "configuration",
  severity: "error",
  summary: "words of well-known keys are ones that Milvus knows",
  why:
    "With a word that it does not know, Milvus ends at its start or falls back to something " +
    "else.",
  help: "Write one of the words that the key takes.",
  source: "milvus-io/milvus configs/milvus.yaml",
  messages: { unknown: message`"${"key"}" takes ${"words"}, not "${"value"}"` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; config { log.level warn } >",
      'cluster a distributed < milvus 2.5.27; storage kafka; config { kafka.securityProtocol "" } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; config { log.level warning } >",
      "cluster a standalone < milvus 2.6.15; config { log.level eror } >",
    ],
  },
  check({ deployment, written, report }) {
    for (const { key, value } of readSettings(deployment)) {
      const known = words[key];
      if (known === undefined || typeof value !== "string" || value === "") continue;
      if (known.some((word) => word.toLowerCase() === value.toLowerCase())) continue;
      const at = `configuration/${key}`;
      const near = suggest(value, known);
      report("unknown", {
        at,
        facts: { key, words: `${known.slice(0, -1).join(", ")} or ${known.at(-1)}`, value },
        fixes:
          near === undefined
            ? []
            : fixAt(written(at), `write \`${key} ${near.name}\``, near.only, (span) =>
                replaced(span, `${key} ${near.name}`),
              ),
      });
    }
  },
});
