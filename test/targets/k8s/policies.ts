/** Who may reach whom by the emitted objects alone: the rules of NetworkPolicy, and nothing of the IR. */
import type { Tree } from "./manifests.ts";

export interface Pod {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Port {
  readonly port: number;
  readonly protocol: string;
}

type Direction = "ingress" | "egress";

export function podsOf(objects: readonly Tree[]): readonly Pod[] {
  return objects
    .filter(({ spec }) => spec?.template !== undefined)
    .map(({ metadata, spec }) => ({ name: metadata.name, labels: spec.template.metadata.labels }));
}

export function mayReach(objects: readonly Tree[], from: Pod, to: Pod, port: Port): boolean {
  return isOpen(objects, "egress", from, to, port) && isOpen(objects, "ingress", to, from, port);
}

/** A pod that no policy of the direction selects is open; else one rule must match. */
function isOpen(
  objects: readonly Tree[],
  direction: Direction,
  pod: Pod,
  other: Pod,
  port: Port,
): boolean {
  const own = policiesOf(objects, direction, pod);
  if (own.length === 0) return true;
  return own
    .flatMap(({ spec }) => spec[direction] ?? [])
    .some(
      (rule) =>
        matchesPort(rule, port) && peersOf(rule, direction, (peer: Tree) => isPeer(peer, other)),
    );
}

function policiesOf(objects: readonly Tree[], direction: Direction, pod: Pod): readonly Tree[] {
  const type = direction === "ingress" ? "Ingress" : "Egress";
  return objects.filter(
    ({ kind, spec }) =>
      kind === "NetworkPolicy" &&
      spec.policyTypes.includes(type) &&
      selects(spec.podSelector, pod.labels),
  );
}

export function selects(selector: Tree, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}

function matchesPort({ ports }: Tree, { port, protocol }: Port): boolean {
  return (
    ports === undefined ||
    ports.some((one: Tree) => one.port === port && (one.protocol ?? "TCP") === protocol)
  );
}

function peersOf(rule: Tree, direction: Direction, matches: (peer: Tree) => boolean): boolean {
  const peers = direction === "ingress" ? rule.from : rule.to;
  return peers === undefined || peers.some(matches);
}

/** Without a namespace of its own a peer is in this one. */
function isPeer(peer: Tree, pod: Pod): boolean {
  return (
    peer.ipBlock === undefined &&
    peer.namespaceSelector === undefined &&
    selects(peer.podSelector, pod.labels)
  );
}

/** Ports on which anybody at all is let in. */
export function openToEverybody(objects: readonly Tree[], pod: Pod): readonly string[] {
  return portsWhere(objects, "ingress", pod, ({ from }) => from === undefined);
}

/** Peers that stand elsewhere: other namespaces, addresses. */
export function strangers(objects: readonly Tree[], pod: Pod): readonly Tree[] {
  return policiesOf(objects, "ingress", pod)
    .flatMap(({ spec }) => spec.ingress ?? [])
    .flatMap(({ from = [] }: Tree) => from)
    .filter(({ namespaceSelector, ipBlock }: Tree) => namespaceSelector ?? ipBlock);
}

/** Ports on which everything in the namespace is let in. */
export function openToNamespace(objects: readonly Tree[], pod: Pod): readonly string[] {
  return portsWhere(objects, "ingress", pod, ({ from }) =>
    from?.some((peer: Tree) => JSON.stringify(peer) === '{"podSelector":{}}'),
  );
}

/** Ways out of the cluster: `address:port`, or `*:port`. */
export function waysOut(objects: readonly Tree[], pod: Pod): readonly string[] {
  const rules = policiesOf(objects, "egress", pod).flatMap(({ spec }) => spec.egress ?? []);
  return rules
    .flatMap(({ to, ports }: Tree) => {
      const all: string[] = ports.map(({ port }: Tree) => String(port));
      if (to === undefined) return all.map((port) => `*:${port}`);
      return to.flatMap(({ ipBlock }: Tree) =>
        ipBlock === undefined ? [] : all.map((port) => `${ipBlock.cidr}:${port}`),
      );
    })
    .sort();
}

/** It can ask the cluster's name server, over both protocols. */
export function resolvesNames(objects: readonly Tree[], pod: Pod): boolean {
  const rules = policiesOf(objects, "egress", pod).flatMap(({ spec }) => spec.egress ?? []);
  return ["UDP", "TCP"].every((protocol) =>
    rules.some(
      (rule: Tree) =>
        matchesPort(rule, { port: 53, protocol }) &&
        rule.to?.some(
          ({ namespaceSelector, podSelector }: Tree) =>
            namespaceSelector?.matchLabels["kubernetes.io/metadata.name"] === "kube-system" &&
            podSelector?.matchLabels["k8s-app"] === "kube-dns",
        ),
    ),
  );
}

function portsWhere(
  objects: readonly Tree[],
  direction: Direction,
  pod: Pod,
  isMeant: (rule: Tree) => boolean | undefined,
): readonly string[] {
  const rules = policiesOf(objects, direction, pod).flatMap(({ spec }) => spec[direction] ?? []);
  return rules
    .filter((rule: Tree) => isMeant(rule))
    .flatMap(({ ports }: Tree) => ports?.map(({ port }: Tree) => String(port)) ?? ["all"])
    .sort();
}
