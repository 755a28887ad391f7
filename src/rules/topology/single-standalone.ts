/** A standalone is one process. */
import { message } from "../../diagnostics/define.ts";
import { replacedWithin } from "../fixes.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const singleStandalone = defineRule({
  code: "single-standalone",
  pass: "topology",
  severity: "error",
  summary: "a standalone runs once",
  why:
    "Each would take itself for the only coordinator of the same metadata: all but one exit, " +
    "or both write.",
  help: "Write a `distributed` cluster to have several processes.",
  source: "milvus-io/milvus#28063; zilliztech/milvus-helm templates: strategy Recreate",
  messages: { several: message`a standalone cannot run ${"count"} times` },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; standalone x1 >"],
    invalid: ["cluster a standalone < milvus 2.6.15; expose client off; standalone x2 >"],
  },
  check({ deployment, written, report }) {
    for (const { name, role, count } of milvusComponents(deployment)) {
      if (role !== "standalone" || count === 1) continue;
      const at = `components/${name}/count`;
      const fixes = replacedWithin("run it once", written(at), ` x${count}`, "");
      report("several", { at, facts: { count }, fixes });
    }
  },
});
