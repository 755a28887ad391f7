/** Spreading needs at least two. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { defineRule } from "../rule.ts";

export const usefulSpread = defineRule({
  code: "useful-spread",
  pass: "topology",
  severity: "warning",
  summary: "what is spread over zones or hosts has several replicas or members",
  why: "One process stands in one zone, whatever is written: its loss is not survived.",
  help: "Write more replicas or members, or leave `spread` out.",
  source: "kubernetes.io/docs concepts/scheduling-eviction/topology-spread-constraints",
  messages: { single: message`there is one ${"component"}: "spread ${"what"}" does nothing` },
  examples: {
    valid: ["cluster a distributed < milvus 2.6.15; querynode x2 { spread zone } >"],
    invalid: ["cluster a distributed < milvus 2.6.15; querynode { spread zone } >"],
  },
  check({ deployment, written, report }) {
    const groups = new Set<string>();
    for (const { name, group, count, spread } of deployment.components) {
      if (spread === undefined || count > 1 || groups.has(group)) continue;
      groups.add(group);
      const at = `components/${name}/spread`;
      const fixes = fixAt(written(at), "remove the setting", false, removed);
      report("single", { at, facts: { component: group, what: spread }, fixes });
    }
  },
});
