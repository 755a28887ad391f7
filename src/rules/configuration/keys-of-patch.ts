/** Keys exist in the patch that runs, not only in a later one of its line. */
import { findKey, hasKeyAt } from "../../catalog/configuration.ts";
import { lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { onVersion } from "../fixes.ts";
import { defineRule } from "../rule.ts";

export const keysOfPatch = defineRule({
  code: "keys-of-patch",
  pass: "configuration",
  severity: "error",
  summary: "keys exist in the patch that runs, not only in a later one",
  why:
    "Milvus reads over keys that it does not know: the setting would have no effect, without " +
    "a word.",
  help: "Take a patch that has the key, or remove it.",
  source: "milvus-io/milvus configs/milvus.yaml and pkg/util/paramtable of each release",
  messages: { later: message`"${"key"}" exists from Milvus ${"since"}, this is ${"version"}` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; config { quotaAndLimits.limits.bigTopK 500000 } >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.10; config { quotaAndLimits.limits.bigTopK 500000 } >",
    ],
  },
  check({ deployment, written, report }) {
    const { milvusVersion: version, configuration } = deployment;
    for (const { key } of configuration.settings) {
      const known = findKey(lineName(version), key)?.key;
      if (known?.since === undefined || hasKeyAt(known, version)) continue;
      const { since } = known;
      report("later", {
        at: `configuration/${key}`,
        facts: { key, since, version },
        see: [{ at: "milvusVersion", message: `${version} here` }],
        fixes: onVersion(deployment, written, since),
      });
    }
  },
});
