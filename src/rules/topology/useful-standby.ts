/** One coordinator works and one stands by; more do nothing. */
import { roleNamed } from "../../catalog/roles.ts";
import { message } from "../../diagnostics/define.ts";
import { replacedWithin } from "../fixes.ts";
import { isRole, milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const usefulStandby = defineRule({
  code: "useful-standby",
  pass: "topology",
  severity: "warning",
  summary: "a coordinator has at most one standby",
  why:
    "Only one coordinator works at a time. One that stands by takes over; others wait behind " +
    "it.",
  help: "Write `x2`.",
  source: "milvus-io/milvus configs/milvus.yaml, enableActiveStandby; milvus-io/milvus#28063",
  messages: { idle: message`of ${"count"} ${"role"} one works and one stands by: more do nothing` },
  examples: {
    valid: ["cluster a distributed < milvus 2.6.15; mixcoord x2 >"],
    invalid: ["cluster a distributed < milvus 2.6.15; mixcoord x3 >"],
  },
  check({ deployment, written, report }) {
    for (const { name, role, count } of milvusComponents(deployment)) {
      if (count < 3 || !isRole(role) || roleNamed(role).kind !== "coordinator") continue;
      const at = `components/${name}/count`;
      const fixes = replacedWithin(`write \`${role} x2\``, written(at), `x${count}`, "x2");
      report("idle", { at, facts: { count, role }, fixes });
    }
  },
});
