/** Keys of a message queue are those of the one in use. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { readSettings } from "../lookup.ts";
import { dependencyOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

const queues = ["pulsar", "kafka", "rocksmq", "natsmq", "woodpecker"];
/** Read whatever the queue is (milvus-io/milvus#51095). */
const shared = ["pulsar.maxMessageSize"];

export const keysOfProducts = defineRule({
  code: "keys-of-products",
  pass: "configuration",
  severity: "warning",
  summary: "keys of a message queue are those of the one in use",
  why: "They are read and mean nothing, or make Milvus take a queue that is not there.",
  help: "Remove the key.",
  source: "milvus-io/milvus configs/milvus.yaml; milvus-io/milvus#18493",
  messages: { unused: message`"${"key"}" has no effect: the message queue is ${"queue"}` },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.5.27; storage kafka; config { kafka.readTimeout 20 } >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.5.27; storage pulsar; config { kafka.readTimeout 20 } >",
    ],
  },
  check({ deployment, written, report }) {
    const queue = dependencyOf(deployment, "queue")?.product;
    if (queue === undefined) return;
    for (const { key } of readSettings(deployment)) {
      const other = queues.find((name) => name !== queue && key.startsWith(`${name}.`));
      if (other === undefined || shared.includes(key)) continue;
      const at = `configuration/${key}`;
      const fixes = fixAt(written(at), "remove the key", false, removed);
      report("unused", { at, facts: { key, queue }, fixes });
    }
  },
});
