/** Where some roles are there to survive a loss, no other single one stops everybody. */
import { lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import type { Span } from "../../text/source.ts";
import { appended, fixAt, replacedWithin, withStatement } from "../fixes.ts";
import { mayBeSeveral } from "../ports/single-published-members.ts";
import { listed, milvusComponents } from "../questions.ts";
import { type DeploymentContext, defineRule } from "../rule.ts";

/** What stops with the last of them, until it is started again. */
const stops: Readonly<Record<string, string>> = {
  proxy: "every client loses its connection",
  querynode: "every search fails until its segments are loaded again",
  streamingnode: "inserts, deletes and searches of fresh data wait",
};

const messages = {
  single: message`there is one ${"role"}: when it is lost, ${"what"}`,
  several: message`there is one each of ${"roles"}: when one is lost, the cluster waits for it`,
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
  messages,
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; environment production; proxy x2; querynode x2; " +
        'streamingnode x2; storage woodpecker; authorization on { root secret "r" } >',
      "cluster a distributed < milvus 2.6.15; environment production; storage woodpecker; " +
        'authorization on { root secret "r" } >',
      "cluster a distributed < milvus 2.6.15; environment production; proxy x2; querynode x2; " +
        'storage woodpecker; authorization on { root secret "r" }; allow redundant-roles for ' +
        'streamingnode "inserts may wait" >',
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; environment production; proxy x1; querynode x4; " +
        'streamingnode x2; storage woodpecker; authorization on { root secret "r" } >',
      "cluster a distributed < milvus 2.6.15; environment production; proxy x1; querynode x4; " +
        'storage woodpecker; authorization on { root secret "r" } >',
    ],
  },
  check({ deployment, written, place, report }) {
    const { milvusVersion, mode } = deployment;
    const line = lineOf(milvusVersion);
    if (line === undefined) return;
    // A role that this version does not have is another law's business.
    const known: readonly string[] = line.roles[mode];
    const roles = milvusComponents(deployment).flatMap(({ name, role, count }) => {
      const what = known.includes(role) ? stops[role] : undefined;
      return what === undefined ? [] : [{ name, role, count, what }];
    });
    if (roles.every(({ count }) => count === 1)) return;
    const single = roles.filter(({ count }) => count === 1);
    for (const { name, role, what } of single) {
      const words = written(`components/${name}`);
      if (words === undefined) continue;
      const title = `write \`${role} x2\``;
      const counted = replacedWithin(title, words, "x1", "x2");
      const fixes = counted.length > 0 ? counted : appended(title, words, " x2");
      report("single", {
        at: `components/${name}`,
        facts: { role, what },
        fixes: mayBeSeveral(deployment, name) ? fixes : [],
      });
    }
    const unwritten = single.filter(({ name }) => written(`components/${name}`) === undefined);
    reportUnwritten(
      unwritten,
      unwritten.every(({ name }) => mayBeSeveral(deployment, name)) ? place("") : undefined,
      report,
    );
  },
});

/** What nobody wrote has no words of its own: one place, one diagnostic. */
function reportUnwritten(
  roles: readonly { readonly role: string; readonly what: string }[],
  cluster: Span | undefined,
  report: DeploymentContext<typeof messages>["report"],
): void {
  const [first, other] = roles;
  if (first === undefined) return;
  const statements = roles.map(({ role }) => `${role} x2`).join("; ");
  const fixes = fixAt(cluster, `write \`${statements}\``, false, (name) =>
    withStatement(name, statements),
  );
  const where = { at: `components/${first.role}`, help: `Write \`${statements}\`.`, fixes };
  if (other === undefined) report("single", { ...where, facts: { ...first } });
  else report("several", { ...where, facts: { roles: listed(roles.map(({ role }) => role)) } });
}
