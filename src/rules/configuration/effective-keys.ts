/** What a key sets has been switched on. */
import { findKey, hasKeyAt } from "../../catalog/configuration.ts";
import { lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, prefixed, replaced } from "../fixes.ts";
import { readSettings, valueOfKey } from "../lookup.ts";
import { defineRule } from "../rule.ts";

interface Switch {
  /** Keys that mean something only while the switch is on, each as a whole. */
  readonly keys: RegExp;
  readonly by: string;
}

/** milvus-io/milvus configs/milvus.yaml; the first that fits counts. */
const switches: readonly Switch[] = [
  {
    keys: /^(quotaAndLimits\.(?:ddl|dml|dql|indexRate|flushRate|compactionRate|dbRate))\.(?!enabled$).*/,
    by: "$1.enabled",
  },
  { keys: /^(quotaAndLimits\.limitWriting\.\w+Protection)\.(?!enabled$).*/, by: "$1.enabled" },
  { keys: /^proxy\.accessLog\.(?!enable$).*/, by: "proxy.accessLog.enable" },
  { keys: /^etcd\.ssl\.(?!enabled$).*/, by: "etcd.ssl.enabled" },
  { keys: /^internaltls\..*/, by: "common.security.internaltlsEnabled" },
  {
    keys: /^common\.security\.(?:superUsers|defaultRootPassword|rootShouldBindRole)$/,
    by: "common.security.authorizationEnabled",
  },
];

export const effectiveKeys = defineRule({
  code: "effective-keys",
  pass: "configuration",
  severity: "warning",
  summary: "what a key sets has been switched on",
  why:
    "Milvus reads the value and does nothing with it: a limit or login that is believed in " +
    "does not hold.",
  help: "Switch it on as well, or remove the key.",
  source: "milvus-io/milvus configs/milvus.yaml",
  messages: {
    off: message`"${"key"}" has no effect: "${"by"}" is false`,
    statement: message`"${"key"}" has no effect: there is no "authorization on"`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; config { quotaAndLimits.dml.enabled true; " +
        "quotaAndLimits.dml.insertRate.max 8 } >",
      "cluster a standalone < milvus 2.2.8; config { " +
        "quotaAndLimits.limitWriting.growingSegmentsSizeProtection.minRateRatio 0.5 } >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; config { quotaAndLimits.dml.insertRate.max 8 } >",
      "cluster a standalone < milvus 2.6.15; config { common.security.superUsers root } >",
      "cluster a standalone < milvus 2.6.15; config { quotaAndLimits.dml.enabled false; " +
        "quotaAndLimits.dml.insertRate.max 8 } >",
    ],
  },
  check({ deployment, written, report }) {
    const line = lineName(deployment.milvusVersion);
    const seen = new Set<string>();
    for (const { key } of readSettings(deployment)) {
      const found = switches.find(({ keys }) => keys.test(key));
      if (found === undefined) continue;
      const by = key.replace(found.keys, found.by);
      const known = findKey(line, by)?.key;
      // Before there was a switch, nothing was off.
      if (known === undefined || !hasKeyAt(known, deployment.milvusVersion)) continue;
      const value = valueOfKey(deployment, by) ?? String(known.default);
      // Several keys below one switch are one mistake.
      if (value !== "false" || seen.has(by)) continue;
      seen.add(by);
      const at = `configuration/${key}`;
      const off = written(`configuration/${by}`);
      if (by === "common.security.authorizationEnabled")
        report("statement", {
          at,
          facts: { key },
          help: "Write `authorization on`, or remove the key.",
        });
      else
        report("off", {
          at,
          facts: { key, by },
          see: off === undefined ? [] : [{ at: off, message: "switched off here" }],
          fixes: fixAt(off ?? written(at), `write \`${by} true\``, false, (span) =>
            off === undefined ? prefixed(span, `${by} true; `) : replaced(span, `${by} true`),
          ),
        });
    }
  },
});
