/** Production keeps its data when a container is replaced. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { defineRule } from "../rule.ts";
import { lossesOf } from "./losses.ts";

export const keptData = defineRule({
  code: "kept-data",
  pass: "storage",
  severity: { development: "off", test: "off", production: "error" },
  summary: "production keeps its data when a container is replaced",
  why: "Every update replaces containers, and what they held outside a volume goes with them.",
  help: "Write the size of a disk in place of `off`, or leave `disk` out.",
  source: "zilliztech/milvus-helm#156; milvus-io/milvus#36648, #40418",
  messages: { lost: message`${"component"} keeps nothing: ${"what"} would be lost with it` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; storage etcd { disk off }, minio { disk off }, woodpecker >",
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { " +
        'root secret "root" }; storage woodpecker; standalone { disk off } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { " +
        'root secret "root" }; storage etcd { disk off }, woodpecker >',
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { " +
        'root secret "root" }; storage rocksmq; standalone { disk off } >',
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { " +
        'root secret "root" }; storage rocksmq, embedded-etcd; standalone { disk off } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const { group, component, what } of lossesOf(deployment)) {
      const at = `components/${group}/volumes`;
      report("lost", {
        at,
        component,
        facts: { component: group, what },
        fixes: fixAt(written(at), "remove `disk off`", false, removed),
      });
    }
  },
});
