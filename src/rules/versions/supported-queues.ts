/** The message queue works with this Milvus version and mode. */
import { productOf } from "../../catalog/names.ts";
import { lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, renamed } from "../fixes.ts";
import { dependencyOf, listed } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const supportedQueues = defineRule({
  code: "supported-queues",
  pass: "versions",
  severity: "error",
  summary: "the message queue works with this Milvus version and mode",
  why: "Milvus panics at its start when it cannot use the queue that it is told to use.",
  help: "Take one of the queues that it supports.",
  source:
    "milvus-io/milvus internal/util/dependency/factory.go @2.4.0, " +
    "internal/util/streamingutil/util/wal_selector.go @2.6.0",
  messages: {
    unsupported: message`${"queue"} does not work with a ${"mode"} Milvus ${"line"}; ${"legal"} do`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; storage rocksmq >",
      "cluster a distributed < milvus 2.5.27; storage kafka >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.5.27; storage rocksmq >",
      "cluster a standalone < milvus 2.6.15; storage natsmq >",
      "cluster a standalone < milvus 2.5.27; storage woodpecker >",
    ],
  },
  check({ deployment, written, report }) {
    const { milvusVersion, mode } = deployment;
    const line = lineOf(milvusVersion);
    const queue = dependencyOf(deployment, "queue");
    if (line === undefined || queue === undefined) return;
    const product = productOf(queue.product);
    // The number of woodpecker's members is a matter of its own.
    if (product?.supports(line.name, mode, milvusVersion, product.inside ? 0 : 1) !== false) return;
    const legal = line.queues[mode];
    report("unsupported", {
      at: "dependencies/queue",
      facts: { queue: queue.product, line: line.name, mode, legal: listed(legal) },
      fixes: legal.flatMap((name) =>
        fixAt(written("dependencies/queue"), `write \`${name}\``, false, (span) =>
          renamed(span, name),
        ),
      ),
    });
  },
});
