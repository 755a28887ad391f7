/** Production says which message queue holds its data. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, withStatement } from "../fixes.ts";
import { dependencyOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const pinnedQueue = defineRule({
  code: "pinned-queue",
  pass: "versions",
  severity: { development: "off", test: "off", production: "warning" },
  summary: "a cluster in production writes its message queue",
  why:
    "The default differs by version, and what an upgrade to another queue has not flushed is " +
    "lost.",
  help: "Write the queue that the cluster has.",
  source: "milvus-io/milvus#52475, #50217, #49584",
  messages: { open: message`no message queue is written; ${"queue"} is taken` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { " +
        'root secret "root" }; storage woodpecker >',
      "cluster a standalone < milvus 2.6.15 >",
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; environment production; authorization on { root secret "root" } >',
      'cluster a distributed < milvus 2.5.27; environment production; authorization on { root secret "root" } >',
    ],
  },
  check({ deployment, origins, place, report }) {
    const queue = dependencyOf(deployment, "queue");
    if (queue === undefined || origins.get("dependencies/queue")?.kind !== "default") return;
    const members = queue.members > 1 ? `(${queue.members})` : "";
    const statement = `storage ${queue.product}${members}`;
    report("open", {
      at: place("dependencies/queue"),
      facts: { queue: queue.product },
      fixes: fixAt(place(""), `write \`${statement}\``, false, (name) =>
        withStatement(name, statement),
      ),
    });
  },
});
