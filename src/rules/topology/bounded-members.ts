/** A dependency has no more members than it gains from. */
import { productOf } from "../../catalog/names.ts";
import { message } from "../../diagnostics/define.ts";
import { replacedWithin } from "../fixes.ts";
import { defineRule } from "../rule.ts";

export const boundedMembers = defineRule({
  code: "bounded-members",
  pass: "topology",
  severity: "warning",
  summary: "a dependency has at most as many members as are described for it",
  why: "Every member takes part in every write, so more of them make it slower and not safer.",
  help: "Write fewer members.",
  source: "etcd.io/docs faq, maximum cluster size: seven",
  messages: {
    many: message`${"count"} members of ${"product"} are more than the ${"most"} that make sense`,
  },
  examples: {
    valid: ["cluster a distributed < milvus 2.6.15; storage etcd(7) >"],
    invalid: ["cluster a distributed < milvus 2.6.15; storage etcd(9) >"],
  },
  check({ deployment, written, report }) {
    for (const { kind, product, members } of deployment.dependencies) {
      const most = productOf(product)?.members.most ?? members;
      if (members <= most) continue;
      const at = `dependencies/${kind}`;
      report("many", {
        at,
        component: product,
        facts: { count: members, product, most },
        fixes: replacedWithin(
          `write \`${product}(${most})\``,
          written(at),
          `(${members})`,
          `(${most})`,
        ),
      });
    }
  },
});
