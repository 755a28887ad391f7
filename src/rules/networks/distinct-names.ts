/** A name leads to one component, inside a cluster and on networks that clusters of one machine join. */
import { message } from "../../diagnostics/define.ts";
import type { Resolved } from "../../model/resolved.ts";
import type { Component, Deployment } from "../../model/schema.ts";
import { fixAt, removed } from "../fixes.ts";
import { defineWorkspaceRule, type RuleReport } from "../rule.ts";
import { type Join, joinsOf } from "./joins.ts";

const messages = {
  component: message`${"component"} and ${"other"} both answer to "${"name"}"`,
  external: message`${"component"} answers to "${"name"}", the address of external ${"other"}`,
  joined: message`"${"later"}" and "${"earlier"}" both answer to "${"name"}" on network "${"network"}"`,
  dialled: message`${"caller"} of "${"own"}" may reach ${"name"} of "${"other"}" on network "${"network"}"`,
};

type Report = RuleReport<typeof messages>;

const joined = (
  alias: (cluster: string) => string,
  host: (cluster: string) => string = () => 'host "one"; ',
  network = '"web"',
) =>
  ["a", "b"]
    .map(
      (name, index) =>
        `cluster ${name} standalone < milvus 2.6.15; ${host(name)}expose client ${19530 + index}; ` +
        `${alias(name)}target compose { join ${network} { members standalone } } >`,
    )
    .join("\n");

/** Nobody stands on a network with both consoles. */
const apart =
  'attu { alias "console" }; storage minio { alias "console" }; ' +
  "network front { members proxy, attu }; network back { members all except attu, minio }; " +
  "network objects { members mixcoord, querynode, datanode, streamingnode, minio }";

export const distinctNames = defineWorkspaceRule({
  code: "distinct-names",
  pass: "networks",
  severity: "error",
  summary: "a name leads to one component",
  why:
    "Docker answers with any container that has the name, and Kubernetes with one of them: who " +
    "asks for it reaches the wrong process.",
  help: "Choose a name that nobody else has.",
  source: "compose-spec/compose-spec 05-services.md, networks and aliases",
  messages,
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; standalone { alias "milvus" }; storage minio { alias "objects" } >',
      'cluster a distributed < milvus 2.5.27; storage pulsar(3) { alias "queue" } >',
      joined((name) => `standalone { alias "milvus-${name}" }; `),
      joined(
        () => "",
        (name) => `host "${name}"; `,
      ),
      joined(
        () => "",
        () => "",
      ),
      joined(
        () => "",
        () => 'host "one"; ',
        "env WEB",
      ),
      'cluster a standalone < milvus 2.6.15; storage minio { alias "minio" } >',
      'cluster a distributed < milvus 2.6.15; proxy x2; querynode { alias "proxy-1" } >',
      'cluster a distributed < milvus 2.6.15; storage etcd(1); proxy { alias "etcd-0" } >',
      `cluster a distributed < milvus 2.6.15; ${apart} >`,
    ],
    invalid: [
      'cluster a distributed < milvus 2.6.15; proxy { alias "minio" } >',
      'cluster a distributed < milvus 2.6.15; proxy { alias "milvus" }; querynode { alias "milvus" } >',
      'cluster a standalone < milvus 2.6.15; standalone { alias "kafka" }; external kafka "kafka:9092" >',
      joined(() => ""),
      joined((name) => (name === "a" ? 'standalone { alias "milvus" }; ' : "")),
      'cluster a distributed < milvus 2.6.15; storage etcd(3); proxy { alias "etcd-1" } >',
      `cluster a distributed < milvus 2.6.15; ${apart}; target k8s { namespace milvus } >`,
      'cluster a distributed < milvus 2.6.15; attu { alias "console" }; storage minio { alias ' +
        '"console" }; network front { members proxy, attu }; network back { members all except attu } >',
    ],
  },
  check({ resolved, report }) {
    for (const one of resolved) judgeAliases(one, report);
    for (const pair of joinedPairs(resolved)) judgeJoined(pair, report);
  },
});

/** Names that a component has without an alias: its own, and one for each member. */
function ownNames({ name, identity, count }: Component): readonly string[] {
  if (identity === "replicas" || count === 1) return [name];
  return [name, ...Array.from({ length: count }, (_, member) => `${name}-${member}`)];
}

interface Holder {
  readonly component: Component;
  readonly path: string;
}

/** What nobody wrote is shown at the cluster's name. */
function heldBy({ origins }: Resolved, { component: { name }, path }: Holder): string {
  return origins.get(path)?.kind === "written" ? `${name} has it` : `${name} is part of it`;
}

function judgeAliases(one: Resolved, report: Report): void {
  const { components, externals } = one.deployment;
  const holders = new Map<string, Holder>();
  for (const component of components)
    for (const name of ownNames(component))
      holders.set(name.toLowerCase(), { component, path: `components/${component.name}` });
  const hosts = new Map(
    externals.flatMap(({ name, addresses }) =>
      addresses.map(({ host }) => [host.toLowerCase(), name] as const),
    ),
  );
  for (const component of components)
    for (const alias of component.aliases) {
      const at = `components/${component.name}/aliases/${alias}`;
      const name = alias.toLowerCase();
      const origin = one.origins.get(at);
      const place = {
        at,
        in: one,
        component: component.name,
        fixes: fixAt(
          origin?.kind === "written" ? origin.span : undefined,
          `remove \`alias "${alias}"\``,
          false,
          removed,
        ),
      };
      const holder = holders.get(name);
      const external = hosts.get(name);
      if (holder === undefined) holders.set(name, { component, path: at });
      else if (holder.component !== component && meet(one.deployment, component, holder.component))
        report("component", {
          ...place,
          facts: { component: component.name, other: holder.component.name, name: alias },
          see: [{ at: holder.path, in: one, message: heldBy(one, holder) }],
        });
      if (external !== undefined)
        report("external", {
          ...place,
          facts: { component: component.name, name: alias, other: external },
          see: [{ at: `externals/${external}`, in: one, message: "dialled here" }],
        });
    }
}

/** Somebody sees both: Docker's names are those of a network, and Kubernetes' those of all. */
function meet({ networks, targets }: Deployment, one: Component, other: Component): boolean {
  if (Object.keys(targets).some((target) => target !== "compose")) return true;
  const seen = (name: string) =>
    new Set(networks.filter(({ members }) => members.includes(name)).flatMap((net) => net.members));
  const theirs = seen(other.name);
  return [...seen(one.name)].some((name) => theirs.has(name));
}

/** By whom a network is joined. */
interface Joined extends Join {
  readonly one: Resolved;
}

interface Pair {
  readonly network: string;
  readonly earlier: Joined;
  readonly later: Joined;
}

/** Each cluster on a network with the first one of the same machine that joins it, too. */
function joinedPairs(resolved: readonly Resolved[]): readonly Pair[] {
  const byNetwork = new Map<string, Joined>();
  return resolved.flatMap((one) =>
    joinsOf(one.deployment).flatMap((join): Pair[] => {
      const { host } = one.deployment;
      const { network } = join;
      // What a variable holds is known where it runs.
      if (host === undefined || network === "") return [];
      const later = { ...join, one };
      const key = `${host}\n${network}`;
      const earlier = byNetwork.get(key);
      byNetwork.set(key, earlier ?? later);
      return earlier === undefined ? [] : [{ network, earlier, later }];
    }),
  );
}

function namesOn({ members }: Joined): ReadonlyMap<string, Component> {
  return new Map(
    members.flatMap((member) =>
      [...ownNames(member), ...member.aliases].map((name) => [name.toLowerCase(), member]),
    ),
  );
}

/**
 * Clusters of one machine have the same components, so most names meet. It does no harm where everybody outside can
 * dial an alias and nobody inside dials through the joined network.
 */
function judgeJoined({ network, earlier, later }: Pair, report: Report): void {
  const [before, after] = [namesOn(earlier), namesOn(later)];
  const common = [...after].flatMap(([name, component]) => {
    const other = before.get(name);
    return other === undefined ? [] : [{ name, component, other }];
  });
  const place = {
    in: later.one,
    see: [{ at: earlier.path, in: earlier.one, message: "joined here too" }],
  };
  for (const { name, component } of common)
    for (const [join, foreign] of [
      [later, earlier],
      [earlier, later],
    ] as const) {
      const caller = callerOf(name, join);
      if (caller === undefined) continue;
      const [own, other] = [join.one.deployment.name, foreign.one.deployment.name];
      report("dialled", {
        ...place,
        at: later.path,
        component: component.name,
        facts: { caller, own, name, other, network },
        help: `Leave ${name} out of one of the two, or let them join different networks.`,
      });
      return;
    }
  const lacksName = (component: Component, others: ReadonlyMap<string, Component>) =>
    component.aliases.every((alias) => others.has(alias.toLowerCase()));
  for (const { name, component, other } of common) {
    if (!lacksName(component, before) && !lacksName(other, after)) continue;
    const alias = component.aliases.find((one) => before.has(one.toLowerCase()));
    report("joined", {
      ...place,
      at: alias === undefined ? later.path : `components/${component.name}/aliases/${alias}`,
      component: component.name,
      facts: {
        later: later.one.deployment.name,
        earlier: earlier.one.deployment.name,
        name: alias ?? name,
        network,
      },
      help: "Give each an `alias` of its own to be dialled by, or let them join different networks.",
    });
    return;
  }
}

/** Who of the same cluster dials this name, and may look it up on the joined network. */
function callerOf(name: string, { one, members }: Joined): string | undefined {
  const need = one.deployment.needs.find(
    ({ from, to }) => to === name && from !== to && members.some((member) => member.name === from),
  );
  return need?.from;
}
