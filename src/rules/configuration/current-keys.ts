/** Keys are written by the name that this Milvus version has for them. */
import { findKey, hasKeyAt } from "../../catalog/configuration.ts";
import { lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, renamed } from "../fixes.ts";
import { defineRule } from "../rule.ts";

export const currentKeys = defineRule({
  code: "current-keys",
  pass: "configuration",
  severity: "warning",
  summary: "keys are written by their current name",
  why: "An old name is only read where the new one is not set, and not for ever.",
  help: "Write the new name; the value stays.",
  source: "milvus-io/milvus pkg/util/paramtable (FallbackKeys)",
  messages: { old: message`"${"key"}" is called "${"current"}" in Milvus ${"line"}` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.5.27; config { quotaAndLimits.limits.topK 8192 } >",
      "cluster a standalone < milvus 2.4.6; config { queryNode.gcenabled true } >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.5.27; config { common.topKLimit 8192 } >",
      "cluster a standalone < milvus 2.5.27; config { common.topKLimit 8192; " +
        "quotaAndLimits.limits.topK 16384 } >",
    ],
  },
  check({ deployment, written, report }) {
    const line = lineName(deployment.milvusVersion);
    const { settings } = deployment.configuration;
    for (const { key } of settings) {
      const replacedBy = findKey(line, key)?.key.replacedBy;
      const known = replacedBy === undefined ? undefined : findKey(line, replacedBy)?.key;
      if (known === undefined || !hasKeyAt(known, deployment.milvusVersion)) continue;
      const current = known.name;
      const at = `configuration/${key}`;
      const isFree = !settings.some((one) => one.key === current);
      report("old", {
        at,
        facts: { key, current, line },
        fixes: isFree
          ? fixAt(written(at), `write \`${current}\``, true, (span) => renamed(span, current))
          : [],
      });
    }
  },
});
