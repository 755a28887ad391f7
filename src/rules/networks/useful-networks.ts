/** A network lets somebody do what they could not do without it. */
import { message } from "../../diagnostics/define.ts";
import type { Deployment } from "../../model/schema.ts";
import { fixAt, removed } from "../fixes.ts";
import { cutNeeds } from "../questions.ts";
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
      "cluster a standalone < milvus 2.6.15; attu; network web { members standalone, attu, " +
        "minio }; network meta internal { members standalone, etcd } >",
      'cluster a standalone < milvus 2.6.15; external etcd "e:2379"; expose client off; network ' +
        "out { members standalone }; network objects internal { members standalone, minio } >",
      "cluster a distributed < milvus 2.6.15; expose client off; network front { members proxy, " +
        "mixcoord, querynode, streamingnode, etcd }; network back internal { members all except " +
        "proxy } >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; network one { members all }; network two { " +
        "members etcd, minio } >",
      "cluster a standalone < milvus 2.6.15; network a { members standalone, etcd }; network b { " +
        "members all } >",
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
function usefulNames(deployment: Deployment): ReadonlySet<string | undefined> {
  const { networks, needs, publications } = deployment;
  const bySize = [...networks].sort((a, b) => b.members.length - a.members.length);
  const holding = (name: string) => bySize.filter(({ members }) => members.includes(name));
  // Where there is none, another law says so, and one of these is to become it.
  const waysOut = (name: string) => {
    const open = holding(name).filter(({ internal }) => !internal);
    return open.length > 0 ? open : holding(name);
  };
  // An external is reached by any network with a way out.
  const externals = new Set(deployment.externals.map(({ name }) => name));
  const credited = [
    ...needs.map(({ from, to }) =>
      externals.has(to)
        ? waysOut(from)
        : holding(from).filter(({ members }) => members.includes(to)),
    ),
    ...publications.map(({ component }) => waysOut(component)),
  ];
  return new Set(credited.map(([largest]) => largest?.name));
}
