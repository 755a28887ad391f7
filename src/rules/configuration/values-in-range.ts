/** Numbers of well-known keys are ones that Milvus can work with. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { readSettings } from "../lookup.ts";
import { defineRule } from "../rule.ts";

type Range = readonly [least: number, most: number];

const anyCount: Range = [1, 2 ** 31 - 1];
const share: Range = [0, 1];
const levels = "quotaAndLimits.limitWriting.memProtection.";

/** milvus-io/milvus configs/milvus.yaml, and what the type behind a key can hold. */
const ranges: Readonly<Record<string, Range>> = {
  "common.session.ttl": anyCount,
  "common.session.retryTimes": anyCount,
  "dataCoord.segment.maxSize": anyCount,
  "proxy.grpc.serverMaxRecvSize": anyCount,
  "proxy.grpc.serverMaxSendSize": anyCount,
  "proxy.http.port": [1, 65535],
  "queryNode.maxDiskUsagePercentage": [1, 100],
  "quotaAndLimits.limits.topK": anyCount,
  "rootCoord.maxPartitionNum": anyCount,
  [`${levels}dataNodeMemoryHighWaterLevel`]: share,
  [`${levels}dataNodeMemoryLowWaterLevel`]: share,
  [`${levels}queryNodeMemoryHighWaterLevel`]: share,
  [`${levels}queryNodeMemoryLowWaterLevel`]: share,
};

export const valuesInRange = defineRule({
  code: "values-in-range",
  pass: "configuration",
  severity: "error",
  summary: "numbers of well-known keys are ones that Milvus can work with",
  why:
    "Milvus takes the number without a word: sessions that end at once, segments of no size, " +
    "limits that never hold.",
  help: "Write a number within the range.",
  source: "milvus-io/milvus configs/milvus.yaml, pkg/util/paramtable",
  messages: {
    outside: message`"${"key"}" takes ${"least"} to ${"most"}, not ${"value"}`,
    long: message`"${"key"}" takes at most 72 characters, not ${"value"}`,
  },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; config { common.session.ttl 30 } >"],
    invalid: [
      "cluster a standalone < milvus 2.6.15; config { common.session.ttl 0 } >",
      "cluster a standalone < milvus 2.6.15; config { queryNode.maxDiskUsagePercentage 950 } >",
    ],
  },
  check({ deployment, written, report }) {
    for (const { key, value } of readSettings(deployment)) {
      const at = `configuration/${key}`;
      const password = "common.security.defaultRootPassword";
      if (key === password && typeof value === "string" && value.length > 72)
        report("long", { at, facts: { key, value: value.length } });
      const range = ranges[key];
      if (range === undefined || typeof value !== "number") continue;
      const [least, most] = range;
      if (value >= least && value <= most) continue;
      const near = value < least ? least : most;
      report("outside", {
        at,
        facts: { key, least, most, value },
        fixes: fixAt(written(at), `write \`${key} ${near}\``, false, (span) =>
          replaced(span, `${key} ${near}`),
        ),
      });
    }
  },
});
