/** A network lets somebody do what they could not do without it. */
import { message } from "../../diagnostics/define.ts";
import type { Deployment } from "../../model/schema.ts";
import { fixAt, removed } from "../fixes.ts";
import { cutNeeds, networksOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const usefulNetworks = defineRule({
  code: "useful-networks",
  pass: "networks",
  severity: "warning",
  summary: "every network makes a needed connection possible, or a way in or out",
  why: "A network that nobody needs only lets people believe that it separates something.",
  help: "Remove it.",
  source: "language reference, `network`",
  messages: {
    idle: message`network ${"network"} makes nothing possible that others do not`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; network front { members proxy }; network back " +
        "internal { members all } >",
      "cluster a standalone < milvus 2.6.15; storage embedded-etcd, local, rocksmq >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; network one { members all }; network two { " +
        "members etcd, minio } >",
    ],
  },
  check({ deployment, origins, written, report }) {
    // Until everybody reaches whom they need, nobody knows what is superfluous.
    if (cutNeeds(deployment).length > 0) return;
    const useful = usefulNames(deployment);
    for (const { name } of deployment.networks) {
      const at = `networks/${name}`;
      // Those that nobody wrote are there for whatever is added later.
      if (useful.has(name) || origins.get(at)?.kind === "default") continue;
      const fixes = fixAt(written(at), `remove network ${name}`, false, removed);
      report("idle", { at, facts: { network: name }, fixes });
    }
  },
});

/** Each connection, way in and way out is credited to the largest network that gives it. */
function usefulNames(deployment: Deployment): ReadonlySet<string> {
  const { networks, needs, publications } = deployment;
  const bySize = [...networks].sort((a, b) => b.members.length - a.members.length);
  const rank = new Map(bySize.map(({ name }, index) => [name, index]));
  const open = new Set(networks.filter(({ internal }) => !internal).map(({ name }) => name));
  const attached = networksOf(deployment);
  const useful = new Set<string>();
  const credit = (names: readonly string[]): void => {
    let best = names[0];
    for (const name of names) if ((rank.get(name) ?? 0) < (rank.get(best ?? "") ?? 0)) best = name;
    if (best !== undefined) useful.add(best);
  };
  const of = (name: string) => attached.get(name) ?? [];
  // An external is reached by any network with a way out.
  for (const { from, to } of needs)
    credit(attached.has(to) ? of(from).filter((name) => of(to).includes(name)) : waysOut(of(from)));
  for (const { component } of publications) credit(waysOut(of(component)));
  return useful;

  function waysOut(names: readonly string[]): readonly string[] {
    const ways = names.filter((name) => open.has(name));
    return ways.length > 0 ? ways : names;
  }
}
