/** Which connections NetworkPolicies leave open between workloads: both ends have to agree. */
import { matches, type Tree, type Workload } from "./from-kubernetes.ts";

export function edgesBetween(
  policies: readonly Tree[],
  workloads: readonly Workload[],
): ReadonlySet<string> {
  const edges = new Set<string>();
  for (const from of workloads)
    for (const to of workloads) {
      if (from.component === undefined || to.component === undefined) continue;
      if (from.object.kind === "Job" || to.object.kind === "Job") continue;
      for (const port of portsBetween(policies, from, to))
        edges.add(`${from.component} > ${to.component}:${port}`);
    }
  return edges;
}

/** Every port number that a rule speaks of, where the rules of both ends allow it. */
function portsBetween(policies: readonly Tree[], from: Workload, to: Workload): readonly number[] {
  const incoming = rulesFor(policies, to, "Ingress");
  const outgoing = rulesFor(policies, from, "Egress");
  if (incoming === undefined || outgoing === undefined) return [];
  const numbers = new Set(
    [...incoming, ...outgoing].flatMap(({ ports = [] }) => ports.map(({ port }: Tree) => port)),
  );
  return [...numbers].filter(
    (port) => allows(incoming, "from", from, port) && allows(outgoing, "to", to, port),
  );
}

function rulesFor(
  policies: readonly Tree[],
  { labels }: Workload,
  type: "Ingress" | "Egress",
): readonly Tree[] | undefined {
  const own = policies.filter(
    ({ spec }) =>
      spec.policyTypes.includes(type) && matches(spec.podSelector.matchLabels ?? {}, labels),
  );
  if (own.length === 0) return undefined;
  return own.flatMap(({ spec }) => spec[type.toLowerCase()] ?? []);
}

function allows(rules: readonly Tree[], end: "from" | "to", peer: Workload, port: number): boolean {
  return rules.some((rule) => {
    const isPort = rule.ports === undefined || rule.ports.some((one: Tree) => one.port === port);
    const peers: readonly Tree[] | undefined = rule[end];
    const isPeer =
      peers === undefined ||
      peers.some(
        ({ podSelector, namespaceSelector, ipBlock }) =>
          ipBlock === undefined &&
          namespaceSelector === undefined &&
          matches(podSelector?.matchLabels ?? {}, peer.labels),
      );
    return isPort && isPeer;
  });
}
