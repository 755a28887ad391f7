/**
 * Who stands on which network. A replica registers one address and its peers dial that one, so replicas that others
 * dial stand on one network only; on their other networks a balancer stands for them.
 */
import type { Component, Deployment, Endpoint, Network } from "../../src/model/schema.ts";
import { freeName } from "./names.ts";
import type { Options, Place } from "./options.ts";

/** A network that other projects made. */
export interface Joined {
  readonly key: string;
  readonly network: Place;
  readonly members: readonly string[];
}

/** An endpoint that the balancer serves. */
export interface Served {
  readonly component: Component;
  readonly endpoint: Endpoint;
  /** Where it is published, if it is. */
  readonly outside?: { readonly port: number; readonly address?: string };
}

export interface Attachments {
  /** Networks on which a component's own containers stand, in the file's order. */
  readonly networksOf: ReadonlyMap<string, readonly string[]>;
  /** Components that were taken off networks, so that they stand on one. */
  readonly pinned: ReadonlySet<string>;
  /** Components whose peers are on several networks: there is no right place for them. */
  readonly torn: readonly Component[];
  readonly joined: readonly Joined[];
  /** Networks that would be internal if nobody on them dialled out, with who does. */
  readonly opened: ReadonlyMap<string, { readonly component: string; readonly external: string }>;
  readonly served: readonly Served[];
  /** Networks of the balancer, each with the components that are found there only through it. */
  readonly balancerNetworks: ReadonlyMap<string, readonly Component[]>;
}

export function attach(deployment: Deployment, options: Options): Attachments {
  const joined = nameJoined(deployment, options);
  const homes = findHomes(deployment, joined);
  const networksOf = new Map<string, readonly string[]>();
  for (const component of deployment.components) {
    const home = homes.homeOf.get(component.name);
    networksOf.set(
      component.name,
      home === undefined ? namesOf(component, deployment.networks, joined) : [home],
    );
  }
  const opened = findOpened(deployment, networksOf, joined);
  const served = findServed(deployment, homes.homeOf, opened, joined);
  return {
    networksOf,
    pinned: new Set(homes.homeOf.keys()),
    torn: homes.torn,
    joined,
    opened,
    served,
    balancerNetworks: placeBalancer(deployment, served, networksOf, joined),
  };
}

function nameJoined(deployment: Deployment, options: Options): readonly Joined[] {
  const taken = new Set(deployment.networks.map(({ name }) => name));
  return options.joins.map(({ network, members }) => {
    const wanted =
      typeof network === "string" && /^[a-zA-Z0-9._-]+$/.test(network) ? network : "joined";
    const key = freeName(wanted, (name) => taken.has(name));
    taken.add(key);
    return { key, network, members };
  });
}

function namesOf(
  component: Component,
  networks: readonly Network[],
  joined: readonly Joined[],
): readonly string[] {
  return [
    ...networks.filter(({ members }) => members.includes(component.name)).map(({ name }) => name),
    ...joined.filter(({ members }) => members.includes(component.name)).map(({ key }) => key),
  ];
}

/** One network for every group of replicas that dial each other: one that holds all of them and all they dial. */
function findHomes(deployment: Deployment, joined: readonly Joined[]) {
  const homeOf = new Map<string, string>();
  const torn: Component[] = [];
  // A single process registers an address that only itself asks for.
  if (deployment.mode !== "distributed") return { homeOf, torn };
  const { dialled, peersOf } = findPeers(deployment);
  const preferred = [...deployment.networks].sort(
    (a, b) => Number(b.internal) - Number(a.internal),
  );
  // What stands on no network at all is a law's business.
  const attached = new Set(deployment.networks.flatMap(({ members }) => members));
  const done = new Set<string>();
  for (const component of deployment.components) {
    if (!dialled.has(component.name) || done.has(component.name)) continue;
    const group = reach(component.name, (name) =>
      [...(peersOf.get(name) ?? [])].filter((peer) => dialled.has(peer)),
    );
    for (const name of group) done.add(name);
    const all = [...group]
      .flatMap((name) => [name, ...(peersOf.get(name) ?? [])])
      .filter((name) => attached.has(name));
    const home = preferred.find(({ members }) => all.every((name) => members.includes(name)));
    for (const member of deployment.components.filter(({ name }) => group.has(name))) {
      if (namesOf(member, deployment.networks, joined).length < 2) continue;
      if (home === undefined) torn.push(member);
      else homeOf.set(member.name, home.name);
    }
  }
  return { homeOf, torn };
}

/** Connections that need a shared network. Whoever dials what a balancer serves can do so through the balancer. */
function findPeers(deployment: Deployment) {
  const componentNames = new Set(deployment.components.map(({ name }) => name));
  const isBalanced = (component: string, endpoint: string) =>
    deployment.publications.some(
      (one) => one.balanced && one.component === component && one.endpoint === endpoint,
    );
  const replicas = new Set(
    deployment.components.filter(({ identity }) => identity === "replicas").map(({ name }) => name),
  );
  const dialled = new Set<string>();
  const peersOf = new Map<string, Set<string>>();
  for (const { from, to, endpoint } of deployment.needs) {
    if (!componentNames.has(to)) continue;
    if (isBalanced(to, endpoint)) {
      // The balancer dials it, and so finds all of its replicas.
      dialled.add(to);
      continue;
    }
    if (replicas.has(to)) dialled.add(to);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      peersOf.set(one, (peersOf.get(one) ?? new Set()).add(other));
  }
  for (const name of dialled) if (!replicas.has(name)) dialled.delete(name);
  return { dialled, peersOf };
}

function reach(start: string, next: (name: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set([start]);
  for (const name of found) for (const one of next(name)) found.add(one);
  return found;
}

/** An internal network has no way out; where somebody on it must dial out, it cannot be internal. */
function findOpened(
  deployment: Deployment,
  networksOf: ReadonlyMap<string, readonly string[]>,
  joined: readonly Joined[],
) {
  const internal = new Set(
    deployment.networks.filter((network) => network.internal).map(({ name }) => name),
  );
  const externals = new Set(deployment.externals.map(({ name }) => name));
  const opened = new Map<string, { component: string; external: string }>();
  for (const { from, to } of deployment.needs) {
    const names = networksOf.get(from) ?? [];
    if (!externals.has(to) || names.some((name) => !internal.has(name))) continue;
    for (const name of names.slice(0, 1))
      if (!opened.has(name) && !joined.some(({ key }) => key === name))
        opened.set(name, { component: from, external: to });
  }
  return opened;
}

function findServed(
  deployment: Deployment,
  homeOf: ReadonlyMap<string, string>,
  opened: Attachments["opened"],
  joined: readonly Joined[],
): readonly Served[] {
  const isShut = (name: string | undefined) =>
    deployment.networks.some(
      (network) => network.name === name && network.internal && !opened.has(network.name),
    );
  const served: Served[] = [];
  for (const publication of deployment.publications) {
    const component = deployment.components.find(({ name }) => name === publication.component);
    const endpoint = component?.endpoints.find(({ name }) => name === publication.endpoint);
    if (component === undefined || endpoint === undefined) continue;
    const home = homeOf.get(component.name);
    if (!publication.balanced && !(home !== undefined && isShut(home))) continue;
    const { port, address } = publication;
    const outside = { port, ...(address === undefined ? {} : { address }) };
    served.push({ component, endpoint, outside });
  }
  for (const component of deployment.components) {
    if (!homeOf.has(component.name)) continue;
    if (!joined.some(({ members }) => members.includes(component.name))) continue;
    for (const endpoint of component.endpoints)
      if (
        isForOthers(deployment, component, endpoint) &&
        !served.some((one) => one.endpoint === endpoint)
      )
        served.push({ component, endpoint });
  }
  return served;
}

/** On a joined network: what the component is there for, and what nobody inside uses. */
function isForOthers({ needs }: Deployment, component: Component, endpoint: Endpoint): boolean {
  if (endpoint === component.endpoints[0]) return true;
  return (
    !endpoint.peers &&
    !needs.some(({ to, endpoint: name }) => to === component.name && name === endpoint.name)
  );
}

/** It stands where those that it serves stand, and where they should have stood. */
function placeBalancer(
  deployment: Deployment,
  served: readonly Served[],
  networksOf: ReadonlyMap<string, readonly string[]>,
  joined: readonly Joined[],
): ReadonlyMap<string, readonly Component[]> {
  const components = [...new Set(served.map(({ component }) => component))];
  const places = new Map<string, Component[]>();
  for (const name of [
    ...deployment.networks.map((network) => network.name),
    ...joined.map(({ key }) => key),
  ]) {
    const here = components.filter((one) =>
      namesOf(one, deployment.networks, joined).includes(name),
    );
    if (here.length === 0) continue;
    const isJoined = joined.some(({ key }) => key === name);
    const standsFor = here.filter(
      (one) =>
        !networksOf.get(one.name)?.includes(name) &&
        (isJoined || isDialledFrom(deployment, one, name, networksOf)),
    );
    places.set(name, standsFor);
  }
  return places;
}

/** Somebody on this network dials it, and shares no other network with it. */
function isDialledFrom(
  deployment: Deployment,
  component: Component,
  network: string,
  networksOf: ReadonlyMap<string, readonly string[]>,
): boolean {
  const own = networksOf.get(component.name) ?? [];
  return deployment.needs.some(({ from, to }) => {
    const theirs = networksOf.get(from) ?? [];
    return (
      to === component.name &&
      theirs.includes(network) &&
      !theirs.some((name) => own.includes(name))
    );
  });
}
