/** What an emitted Compose file says, against what the real Docker Compose reads in it. */
import { resolve } from "node:path";
import type { Deployment } from "../../src/model/schema.ts";
import { serviceNames } from "../../targets/compose/names.ts";
import type { ComposeProject } from "../support/compose-project.ts";

// biome-ignore lint/suspicious/noExplicitAny: both sides are somebody else's JSON
export type Tree = any;

/** `docker compose config --format json`, which writes `$` as `$$`. */
export function readOutput(json: string): Tree {
  return mapTexts(JSON.parse(json), (text) => text.replaceAll("$$", "$"));
}

function mapTexts(value: Tree, change: (text: string) => string): Tree {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change)]),
  );
}

/** Compose's variables, as far as this compiler writes them: `$$`, `${A:?…}` and `${A:-…}`. */
export function interpolate(text: string, environment: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$\$|\$\{(\w+):([-?])([^}]*)\}/g,
    (_, name?: string, kind?: string, rest = "") => {
      if (name === undefined) return "$";
      return environment.get(name) ?? (kind === "-" ? interpolate(rest, environment) : "");
    },
  );
}

/** Places where the two differ, as sentences; none when everything arrived. */
export function differences(
  { content, environment, folder }: ComposeProject,
  read: Tree,
): readonly string[] {
  const said: Tree = mapTexts(content, (text) => interpolate(text, environment));
  const found: string[] = [];
  const same = (place: string, one: unknown, other: unknown) => {
    const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
    if (left !== right) found.push(`${place}: ${left} was read as ${right}`);
  };
  same("name", said.name, read.name);
  same("services", Object.keys(said.services).sort(), Object.keys(read.services).sort());
  for (const [name, service] of Object.entries<Tree>(said.services)) {
    const other = read.services[name] ?? {};
    for (const key of ["image", "hostname", "restart", "security_opt"])
      same(`${name}.${key}`, service[key], other[key]);
    for (const key of ["command", "entrypoint"])
      same(`${name}.${key}`, service[key] ?? null, other[key] ?? null);
    same(`${name}.healthcheck.test`, service.healthcheck?.test, other.healthcheck?.test);
    same(`${name}.logging.options`, sorted(service.logging?.options), other.logging?.options);
    same(`${name}.environment`, sorted(service.environment), sorted(other.environment));
    same(`${name}.networks`, aliasesOf(service.networks), aliasesOf(other.networks));
    same(`${name}.volumes`, (service.volumes ?? []).map(mountOf(folder)), mountsRead(other));
  }
  for (const [name, { content: text }] of Object.entries<Tree>(said.configs ?? {}))
    same(`configs.${name}`, text, read.configs?.[name]?.content);
  for (const [name, { file }] of Object.entries<Tree>(said.secrets ?? {}))
    same(`secrets.${name}`, resolve(folder, file), read.secrets?.[name]?.file);
  return found;
}

/** Amounts and literal variables of the IR that did not arrive. */
export function losses(deployment: Deployment, read: Tree): readonly string[] {
  const lost: string[] = [];
  for (const component of deployment.components)
    for (const service of serviceNames(component)) {
      const { environment = {}, deploy = {} } = read.services[service] ?? {};
      for (const { name, value } of component.variables)
        if (typeof value === "string" && environment[name] !== value)
          lost.push(`${service}: ${name} is ${environment[name]} and not ${value}`);
      const { cpu, memory } = component.requirements;
      const expected = [cpu.limit, cpu.request, memory.limit, memory.request];
      const { limits = {}, reservations = {} } = deploy.resources ?? {};
      const actual = [
        millicores(limits.cpus),
        millicores(reservations.cpus),
        bytes(limits.memory),
        bytes(reservations.memory),
      ];
      if (JSON.stringify(expected) !== JSON.stringify(actual))
        lost.push(`${service}: cpu and memory are ${actual} and not ${expected}`);
    }
  return lost;
}

const millicores = (cpus: unknown) =>
  cpus === undefined ? undefined : Math.round(Number(cpus) * 1000);
const bytes = (memory: unknown) => (memory === undefined ? undefined : Number(memory));

function sorted(map: Tree): Tree {
  if (map === undefined || map === null) return undefined;
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A list of names, or a map with aliases. */
function aliasesOf(networks: Tree = {}): Tree {
  const entries: [string, string[]][] = Array.isArray(networks)
    ? networks.map((name) => [name, []])
    : Object.entries<Tree>(networks).map(([name, one]) => [name, one?.aliases ?? []]);
  return sorted(Object.fromEntries(entries));
}

function mountOf(folder: string) {
  return (mount: Tree): string => {
    if (typeof mount !== "string") return `${resolve(folder, mount.source)} → ${mount.target}`;
    const at = mount.lastIndexOf(":");
    if (at < 0) return ` → ${mount}`;
    const source = mount.slice(0, at);
    const place = /^[./~]/.test(source) ? resolve(folder, source) : source;
    return `${place} → ${mount.slice(at + 1)}`;
  };
}

function mountsRead({ volumes = [] }: Tree): string[] {
  return volumes.map(({ source = "", target }: Tree) => `${source} → ${target}`);
}
