/** A Compose file, read back as Docker, Milvus and the others would. */
import { parse as parseYaml } from "yaml";
import type { Tree } from "./from-kubernetes.ts";
import {
  type Amounts,
  collapsed,
  flattened,
  type Graph,
  type GraphNode,
  hostMark,
  reduced,
} from "./graph.ts";

/** Services of one component have a name in common on their networks, and a number behind it. */
function componentOf(service: string, { networks }: Tree): string {
  const aliases = Object.values<Tree>(networks ?? {}).flatMap((one) => one?.aliases ?? []);
  return aliases.find((alias) => new RegExp(`^${alias}-\\d+$`).test(service)) ?? service;
}

export function readCompose(
  text: string,
  isComponent: (name: string) => boolean,
  isConfigured: (name: string) => boolean,
): Graph & { readonly pairs: ReadonlySet<string> } {
  const file: Tree = parseYaml(text, { merge: true });
  const services: [string, Tree][] = Object.entries(file.services);
  const hosts = hostReader(services);
  const groups = new Map<string, [string, Tree][]>();
  for (const [name, service] of services) {
    const component = componentOf(name, service);
    if (isComponent(component))
      groups.set(component, [...(groups.get(component) ?? []), [name, service]]);
  }
  const nodes = new Map<string, GraphNode>();
  for (const [component, members] of groups)
    nodes.set(component, readNode(component, members, { file, hosts, isConfigured }));
  return {
    nodes,
    edges: new Set(),
    published: new Set(
      services.flatMap(([, { ports = [] }]) => ports.map((port: Tree) => String(hostPort(port)))),
    ),
    pairs: pairsOf(groups, services),
  };
}

function hostPort(port: Tree): unknown {
  if (typeof port === "object") return port.published;
  return String(port).split("/")[0]?.split(":").at(-2);
}

interface About {
  readonly file: Tree;
  readonly hosts: (text: string) => string;
  readonly isConfigured: (name: string) => boolean;
}

function readNode(
  component: string,
  members: readonly [string, Tree][],
  { file, hosts, isConfigured }: About,
): GraphNode {
  const [, first] = members[0] as [string, Tree];
  const read = (text: unknown) => collapsed(hosts(interpolated(String(text ?? ""))));
  const settings = new Map<string, string>();
  for (const { source, target } of first.configs ?? [])
    if (isConfigured(component) && String(target).includes("/configs/"))
      for (const [key, value] of flattened(
        parseYaml(interpolated(file.configs[source].content), { version: "1.1" }),
      ))
        settings.set(reduced(key), value);
  for (const [name, value] of Object.entries(first.environment ?? {}))
    settings.set(isConfigured(component) ? reduced(name) : name, read(value));
  const command = [...(first.entrypoint ?? []), ...(first.command ?? [])];
  return {
    image: interpolated(first.image),
    replicas: members.length > 1 ? members.length : (first.deploy?.replicas ?? first.scale ?? 1),
    settings,
    ...(command.length === 0 ? {} : { command: command.map(read).join(" ") }),
    kept: (first.volumes ?? [])
      .map(targetOf)
      .filter((path: string) => !path.startsWith("/tmp"))
      .sort(),
    amounts: readAmounts(first.deploy?.resources ?? {}),
  };
}

function targetOf(volume: Tree): string {
  return typeof volume === "object" ? volume.target : (String(volume).split(":")[1] ?? "");
}

/** `$$` is a dollar, `${NAME}` comes from the user. */
function interpolated(text: string): string {
  return text.replace(/\$\$|\$\{([A-Za-z0-9_]+)[^}]*\}/g, (_, name?: string) =>
    name === undefined ? "$" : `<variable ${name}>`,
  );
}

function hostReader(services: readonly [string, Tree][]) {
  const known = new Map<string, string>();
  for (const [name, service] of services) {
    const component = componentOf(name, service);
    known.set(name, component);
    known.set(component, component);
  }
  return (text: string): string =>
    text.replace(
      /(?<![\w.-])([a-z0-9-]+)-(?:\d+|\{\d+\.\.\.\d+\})(?![\w-])/g,
      (whole, name: string) => {
        const component = known.get(whole) ?? known.get(name);
        return component === undefined ? whole : hostMark(component);
      },
    );
}

const units: Readonly<Record<string, number>> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

function readAmounts({ limits = {}, reservations = {} }: Tree): Amounts {
  const bytes = (value: unknown) => {
    const [, count, unit = "b"] = /^(\d+)([bkmg])?b?$/i.exec(String(value ?? "")) ?? [];
    return count === undefined ? undefined : Number(count) * (units[unit.toLowerCase()] ?? 1);
  };
  const cpu = (value: unknown) => (value == null ? undefined : Math.round(Number(value) * 1000));
  const all = {
    cpuRequest: cpu(reservations.cpus),
    cpuLimit: cpu(limits.cpus),
    memoryRequest: bytes(reservations.memory),
    memoryLimit: bytes(limits.memory),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/**
 * Components that are on one network, each pair both ways round. A balancer answers to the names of those that it
 * serves, on networks where they are not themselves.
 */
function pairsOf(
  groups: ReadonlyMap<string, readonly [string, Tree][]>,
  services: readonly [string, Tree][],
): ReadonlySet<string> {
  const present = new Map<string, Set<string>>();
  const add = (component: string, network: string) =>
    present.set(component, (present.get(component) ?? new Set()).add(network));
  for (const [component, members] of groups)
    for (const [, service] of members)
      for (const network of networksOf(service)) add(component, network);
  const own = new Map([...present].map(([name, networks]) => [name, new Set(networks)]));
  for (const [, service] of services)
    for (const [network, settings] of Object.entries<Tree>(service.networks ?? {}))
      for (const alias of settings?.aliases ?? []) if (groups.has(alias)) add(alias, network);
  const pairs = new Set<string>();
  for (const [one, networks] of own)
    for (const [other, others] of present)
      if ([...networks].some((name) => others.has(name))) pairs.add(`${one} ${other}`);
  return pairs;
}

function networksOf({ networks }: Tree): readonly string[] {
  return Array.isArray(networks) ? networks : Object.keys(networks ?? {});
}
