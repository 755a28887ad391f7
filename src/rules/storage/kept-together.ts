/** Metadata, objects and messages are kept together or not at all. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { listed } from "../questions.ts";
import { defineRule } from "../rule.ts";
import { keepersOf, lossesOf } from "./losses.ts";

export const keptTogether = defineRule({
  code: "kept-together",
  pass: "storage",
  // In production each of them is an error of its own.
  severity: { development: "warning", test: "warning", production: "off" },
  summary: "metadata, objects and messages are kept together or not at all",
  why:
    "After a restart one of them speaks of data that the other no longer has, and Milvus " +
    "does not start or shows empty collections.",
  help: "Switch `disk` off for all of them, or for none.",
  source: "milvus-io/milvus#36648, #40418",
  messages: { half: message`${"lost"} keeps nothing, but the data of ${"kept"} is kept` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; storage etcd { disk off }, minio { disk off }, woodpecker >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; storage etcd { disk off } >",
      "cluster a distributed < milvus 2.6.15; storage kafka, etcd { disk off } >",
    ],
  },
  check({ deployment, written, report }) {
    const lost = lossesOf(deployment);
    const groups = lost.map(({ group }) => group);
    const kept = keepersOf(deployment).filter((group) => !groups.includes(group));
    if (kept.length === 0) return;
    for (const { group, component } of lost) {
      const at = `components/${group}/volumes`;
      report("half", {
        at,
        component,
        facts: { lost: group, kept: listed(kept) },
        fixes: fixAt(written(at), "remove `disk off`", false, removed),
      });
    }
  },
});
