/** The broker takes messages as large as Milvus sends. */
import { findKey } from "../../catalog/configuration.ts";
import { lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed, replaced } from "../fixes.ts";
import { formatAmount, valueOfKey } from "../lookup.ts";
import { literalOf, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

const key = "pulsar.maxMessageSize";
/** Of all releases (configs/milvus.yaml @2.4.0): only below it the table of keys is asked. */
const largestDefault = 5242880;
/** Where a deployed broker is told its limit. */
const limits: Readonly<Record<string, string>> = {
  kafka: "KAFKA_MESSAGE_MAX_BYTES",
  pulsar: "PULSAR_PREFIX_maxMessageSize",
};

export const messageSizes = defineRule({
  code: "message-sizes",
  pass: "storage",
  severity: "error",
  summary: "the broker takes messages as large as Milvus sends",
  why:
    "The broker refuses larger ones, and the inserts in them never arrive. The key of Pulsar " +
    "bounds messages to Kafka too.",
  help: "Lower `pulsar.maxMessageSize`, or raise the broker's limit.",
  source:
    "milvus-io/milvus#51095; zilliztech/milvus-helm values.yaml (maxMessageSize, maxMessageBytes)",
  messages: {
    large: message`Milvus sends up to ${"sent"} in a message, ${"broker"} takes ${"taken"}`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.5.27; storage kafka; config { pulsar.maxMessageSize 10485760 } >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.5.27; storage kafka; config { pulsar.maxMessageSize 20971520 } >",
      "cluster a distributed < milvus 2.5.27; storage kafka { variables { " +
        'KAFKA_MESSAGE_MAX_BYTES "1000000" } } >',
    ],
  },
  check({ deployment, written, report }) {
    const set = valueOfKey(deployment, key);
    for (const component of deployment.components) {
      const variable = limits[component.product];
      if (variable === undefined) continue;
      const taken = Number(literalOf(variableOf(component, variable)));
      // Nothing, or no number: what it takes is not known.
      if (!(taken > 0)) continue;
      if (set === undefined && taken >= largestDefault) continue;
      const own = findKey(lineName(deployment.milvusVersion), key)?.key.default;
      const sent = Number(set ?? own ?? 0);
      if (sent <= taken) continue;
      const limitAt = `components/${component.name}/variables/${variable}`;
      const keyAt = `configuration/${key}`;
      const limit = written(limitAt);
      report("large", {
        at: limit === undefined ? keyAt : limitAt,
        facts: {
          sent: formatAmount(sent),
          broker: component.name,
          taken: formatAmount(taken),
        },
        fixes: [
          ...fixAt(limit, `remove \`${variable}\``, false, removed),
          ...fixAt(written(keyAt), `write \`${key} ${taken}\``, false, (span) =>
            replaced(span, `${key} ${taken}`),
          ),
        ],
      });
    }
  },
});
