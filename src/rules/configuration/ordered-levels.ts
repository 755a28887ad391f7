/** A low level lies below the high one that belongs to it. */
import { findKey } from "../../catalog/configuration.ts";
import { lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { laterFirst, readSettings, valueOfKey } from "../lookup.ts";
import { defineRule } from "../rule.ts";

const sides = /(?:low|high)(?=WaterLevel$)/i;
const opposites: Readonly<Record<string, string>> = {
  High: "Low",
  Low: "High",
  high: "low",
  low: "high",
};

export const orderedLevels = defineRule({
  code: "ordered-levels",
  pass: "configuration",
  severity: "warning",
  summary: "a low water level lies below the high one that belongs to it",
  why:
    "Writing is slowed down between the two and stopped above the high one; the other way " +
    "round it is stopped at once or never.",
  help: "Write both levels, the low one below the high one.",
  source: "milvus-io/milvus configs/milvus.yaml (quotaAndLimits.limitWriting)",
  messages: {
    order: message`"${"lowKey"}" is ${"low"}, not below "${"highKey"}", which is ${"high"}`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; config { " +
        "quotaAndLimits.limitWriting.memProtection.queryNodeMemoryLowWaterLevel 0.7 } >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; config { " +
        "quotaAndLimits.limitWriting.memProtection.queryNodeMemoryLowWaterLevel 0.98 } >",
      "cluster a standalone < milvus 2.6.15; config { " +
        "quotaAndLimits.limitWriting.growingSegmentsSizeProtection.enabled true; " +
        "quotaAndLimits.limitWriting.growingSegmentsSizeProtection.lowWaterLevel 0.4 } >",
      "cluster a standalone < milvus 2.6.15; config { " +
        "quotaAndLimits.limitWriting.growingSegmentsSizeProtection.enabled true; " +
        "quotaAndLimits.limitWriting.growingSegmentsSizeProtection.highWaterLevel 0.1 } >",
    ],
  },
  check({ deployment, written, report }) {
    const line = lineName(deployment.milvusVersion);
    const seen = new Set<string>();
    for (const { key, value } of readSettings(deployment)) {
      const side = sides.exec(key)?.[0];
      const other = key.replace(sides, (one) => opposites[one] ?? one);
      if (side === undefined || seen.has(other)) continue;
      seen.add(key);
      const level = Number(valueOfKey(deployment, other) ?? findKey(line, other)?.key.default);
      const isLow = side.toLowerCase() === "low";
      const [low, high] = isLow ? [Number(value), level] : [level, Number(value)];
      if (!(low >= high)) continue;
      const [own, theirs] = [`configuration/${key}`, `configuration/${other}`];
      const isSet = written(theirs) !== undefined;
      const [at, earlier] = isSet ? laterFirst(written, theirs, own) : [own, own];
      const [lowKey, highKey] = isLow ? [key, other] : [other, key];
      report("order", {
        at,
        facts: { lowKey, low, highKey, high },
        see: isSet ? [{ at: earlier, message: "and here" }] : [],
      });
    }
  },
});
