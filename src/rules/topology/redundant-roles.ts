/** Where some roles are there to survive a loss, no other single one stops everybody. */
import { lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { replacedWithin } from "../fixes.ts";
import { mayBeSeveral } from "../ports/single-published-members.ts";
import { isRole, milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** What stops with the last of them, until it is started again. */
const stops: Readonly<Record<string, string>> = {
  proxy: "every client loses its connection",
  querynode: "every search fails until its segments are loaded again",
  streamingnode: "inserts, deletes and searches of fresh data wait",
};

export const redundantRoles = defineRule({
  code: "redundant-roles",
  pass: "topology",
  severity: { development: "off", test: "off", production: "warning" },
  summary:
    "where one role has replicas in production, those that everything passes through have them",
  why: "The replicas of one role do not help when another, of which there is one, is lost.",
  help: "Write `x2`.",
  source:
    "milvus-io/milvus.io docs, High availability; measured: one proxy of two killed, clients " +
    "go on",
  messages: { single: message`there is one ${"role"}: when it is lost, ${"what"}` },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; environment production; proxy x2; querynode x2; " +
        'streamingnode x2; storage woodpecker; authorization on { root secret "r" } >',
      "cluster a distributed < milvus 2.6.15; environment production; storage woodpecker; " +
        'authorization on { root secret "r" } >',
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; environment production; proxy x1; querynode x4; " +
        'streamingnode x2; storage woodpecker; authorization on { root secret "r" } >',
    ],
  },
  check({ deployment, written, report }) {
    const { milvusVersion, mode } = deployment;
    const known = lineOf(milvusVersion)?.roles[mode] ?? [];
    // A role that this version does not have is another law's business.
    const roles = milvusComponents(deployment).filter(
      ({ role }) => isRole(role) && known.includes(role),
    );
    if (!roles.some(({ role, count }) => role in stops && count > 1)) return;
    for (const { name, role, count } of roles) {
      const what = stops[role];
      if (what === undefined || count > 1) continue;
      const at = `components/${name}/count`;
      const fixes = !mayBeSeveral(deployment, name)
        ? []
        : replacedWithin(`write \`${role} x2\``, written(at), "x1", "x2");
      report("single", { at, facts: { role, what }, fixes });
    }
  },
});
