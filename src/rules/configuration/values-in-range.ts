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
    valid: [
      "cluster a standalone < milvus 2.6.15; config { common.session.ttl 30 } >",
      "cluster a standalone < milvus 2.6.15; config { common.session.ttl 1; " +
        "queryNode.maxDiskUsagePercentage 100 } >",
      "cluster a standalone < milvus 2.6.15; authorization on; config { " +
        `common.security.defaultRootPassword "${"0".repeat(72)}" } >`,
      "cluster a standalone < milvus 2.6.15; config { proxy.accessLog.enable true; " +
        'proxy.accessLog.formatters.base.format "[$time_now] <$user_name: $user_addr> ' +
        '$method_name [status: $method_status] [code: $error_code]" } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; config { common.session.ttl 0 } >",
      "cluster a standalone < milvus 2.6.15; config { queryNode.maxDiskUsagePercentage 950 } >",
      "cluster a standalone < milvus 2.6.15; authorization on; config { " +
        `common.security.defaultRootPassword "${"0".repeat(73)}" } >`,
    ],
  },
  check({ deployment, written, report }) {
    for (const { key, value } of readSettings(deployment)) {
      const at = `configuration/${key}`;
      const { length } = String(value);
      if (key === "common.security.defaultRootPassword" && length > 72)
        report("long", { at, facts: { key, value: length }, help: "Write a shorter password." });
      const range = ranges[key];
      if (range === undefined || typeof value !== "number") continue;
      const [least, most] = range;
      if (value >= least && value <= most) continue;
      const near = Math.min(Math.max(value, least), most);
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
