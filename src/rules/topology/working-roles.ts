/** Every role that is written does something in this version. */
import { lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { isRole, milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const workingRoles = defineRule({
  code: "working-roles",
  pass: "topology",
  severity: "warning",
  summary: "every role does something in this Milvus version",
  why: "The process starts, says that it is healthy, opens no port and does nothing.",
  help: "Remove it.",
  source: "milvus-io/milvus cmd/components/index_coord.go @2.4.0",
  messages: { idle: message`${"role"} does nothing in Milvus ${"line"}: ${"instead"}` },
  examples: {
    valid: ["cluster a distributed < milvus 2.4.24 >"],
    invalid: ["cluster a distributed < milvus 2.4.24; indexcoord >"],
  },
  check({ deployment, written, report }) {
    const line = lineOf(deployment.milvusVersion);
    if (line === undefined) return;
    for (const { name, role } of milvusComponents(deployment)) {
      const instead = isRole(role) ? line.idleRoles[role] : undefined;
      if (instead === undefined) continue;
      const at = `components/${name}`;
      const fixes = fixAt(written(at), `remove \`${role}\``, true, removed);
      report("idle", { at, facts: { role, line: line.name, instead }, fixes });
    }
  },
});
