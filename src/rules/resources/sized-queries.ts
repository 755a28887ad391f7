/** Says that queries a second are recorded and size nothing. */
import { message } from "../../diagnostics/define.ts";
import { defineRule } from "../rule.ts";

export const sizedQueries = defineRule({
  code: "sized-queries",
  pass: "resources",
  severity: "note",
  summary: "the number of queries a second sizes nothing",
  why: "What so many queries take depends on filters, limits and recall.",
  help: "Measure with queries of your own, and write replicas of `querynode` and `proxy` by hand.",
  source: "milvus-io/milvus.io src/utils/sizingTool.ts: it has no such input",
  messages: { unused: message`no published rule sizes by ${"qps"} queries a second` },
  examples: {
    valid: ["cluster a distributed < milvus 2.6.15; workload { vectors 1M; dim 768 } >"],
    invalid: [
      "cluster a distributed < milvus 2.6.15; workload { vectors 1M; dim 768; qps 2000 } >",
    ],
  },
  check({ deployment, report }) {
    const qps = deployment.workload?.queriesPerSecond;
    if (qps !== undefined) report("unused", { at: "workload/qps", facts: { qps } });
  },
});
