/** Questions that several laws ask of a deployment; each is answered once. */
import type { RoleName } from "../catalog/catalog.ts";
import { releaseOf } from "../catalog/images.ts";
import { roleNames } from "../catalog/names.ts";
import type {
  Component,
  Dependency,
  Deployment,
  Need,
  Publication,
  Secret,
  Text,
  Wait,
} from "../model/schema.ts";

/** Remembers answers by what they are about. */
export function once<About extends object, T>(answer: (about: About) => T): (about: About) => T {
  const answers = new WeakMap<About, { readonly value: T }>();
  return (about) => {
    const known = answers.get(about);
    if (known !== undefined) return known.value;
    const value = answer(about);
    answers.set(about, { value });
    return value;
  };
}

export const componentsByName = once(
  ({ components }: Deployment): ReadonlyMap<string, Component> =>
    new Map(components.map((component) => [component.name, component])),
);

export const milvusComponents = once(({ components }: Deployment): readonly Component[] =>
  components.filter(({ product }) => product === "milvus"),
);

/** Names of the networks on which a component stands, by component. */
export const networksOf = once(
  ({ networks }: Deployment): ReadonlyMap<string, readonly string[]> => {
    const byComponent = new Map<string, string[]>();
    for (const { name, members } of networks)
      for (const member of members) {
        const names = byComponent.get(member);
        if (names === undefined) byComponent.set(member, [name]);
        else names.push(name);
      }
    return byComponent;
  },
);

/**
 * Connections that Milvus needs and no network gives. What stands on no network at all, and what
 * does not exist, is the business of other laws.
 */
export const cutNeeds = once((deployment: Deployment): readonly Need[] => {
  const attached = networksOf(deployment);
  return deployment.needs.filter(({ from, to }) => {
    const [own, theirs] = [attached.get(from), attached.get(to)];
    return own !== undefined && theirs !== undefined && !own.some((name) => theirs.includes(name));
  });
});

/** The first circle of waits, wait by wait; every name is visited once. */
export const waitingCircle = once(({ waits }: Deployment): readonly Wait[] => {
  const waitsOf = new Map<string, Wait[]>();
  for (const wait of waits)
    waitsOf.set(wait.component, [...(waitsOf.get(wait.component) ?? []), wait]);
  const done = new Set<string>();
  const path: Wait[] = [];
  const visit = (name: string): readonly Wait[] | undefined => {
    const from = path.findIndex(({ component }) => component === name);
    if (from !== -1) return path.slice(from);
    if (done.has(name)) return undefined;
    for (const wait of waitsOf.get(name) ?? []) {
      path.push(wait);
      const found = visit(wait.for);
      if (found !== undefined) return found;
      path.pop();
    }
    done.add(name);
    return undefined;
  };
  for (const name of waitsOf.keys()) {
    const found = visit(name);
    if (found !== undefined) return found;
  }
  return [];
});

/** The secret with the password of Milvus' user `root`, where one is named. */
export function rootSecret({ secrets }: Deployment): Secret | undefined {
  return secrets.find(({ purpose }) => purpose.endsWith("Milvus user root"));
}

export function isRole(role: string): role is RoleName {
  return roleNames.includes(role);
}

/** The component behind a publication; nothing when an IR from elsewhere names one that is not there. */
export function publishedComponent(
  deployment: Deployment,
  { component }: Publication,
): Component | undefined {
  return componentsByName(deployment).get(component);
}

export function publicationPath({ component, endpoint }: Publication): string {
  return `publications/${component}.${endpoint}`;
}

/** No address, or the one that stands for all of them. */
export function isEveryAddress({ address }: Publication): boolean {
  return address === undefined || address === "0.0.0.0" || /^\[[0:]+\]$/.test(address);
}

/** Other machines can reach it: it is bound to more than the machine's own loopback. */
export function isOpen(publication: Publication): boolean {
  const { address = "" } = publication;
  return !/^127\.|^\[(?:0*:)*:?0*1\]$/.test(address);
}

/** Ports are a machine's own where Docker publishes them; a Kubernetes Service has an address to itself. */
export function runsOnHost({ targets, host }: Deployment): boolean {
  const names = Object.keys(targets);
  return host !== undefined || names.length === 0 || names.includes("compose");
}

export function dependencyOf(
  { dependencies }: Deployment,
  kind: Dependency["kind"],
): Dependency | undefined {
  return dependencies.find((dependency) => dependency.kind === kind);
}

/** Components that make up a deployed dependency; the last one is what Milvus talks to. */
export function partsOf({ components }: Deployment, { product }: Dependency): readonly Component[] {
  return components.filter((component) => component.product === product);
}

/** The component that a diagnostic about a deployed dependency is about. */
export function firstPart(deployment: Deployment, dependency: Dependency): string {
  return partsOf(deployment, dependency)[0]?.name ?? dependency.product;
}

/** A text that stands in the file as it is, or the fallback of a reference: everybody can read it. */
export function literalOf(text: Text | undefined): string | undefined {
  if (text === undefined || typeof text === "string") return text;
  const [part] = text;
  if (text.length !== 1 || part === undefined) return undefined;
  if (typeof part === "string") return part;
  return part.kind === "environment" ? part.default : undefined;
}

const variablesOf = once(
  ({ variables }: Component): ReadonlyMap<string, Text> =>
    new Map(variables.map(({ name, value }) => [name, value])),
);

export function variableOf(component: Component, name: string): Text | undefined {
  return variablesOf(component).get(name);
}

/** Variables in which the servers of object stores take user and password. */
const serverVariables: readonly (readonly [user: string, password: string])[] = [
  ["MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD"],
  ["RUSTFS_ACCESS_KEY", "RUSTFS_SECRET_KEY"],
];

export interface Login {
  readonly user: { readonly variable: string; readonly value: Text };
  readonly password: { readonly variable: string; readonly value: Text };
}

/** User and password that a server was given; nothing for what has no such login. */
export function loginOf(component: Component): Login | undefined {
  for (const [user, password] of serverVariables) {
    const values = [variableOf(component, user), variableOf(component, password)] as const;
    if (values[0] !== undefined && values[1] !== undefined)
      return {
        user: { variable: user, value: values[0] },
        password: { variable: password, value: values[1] },
      };
  }
  return undefined;
}

/** Whether a component asks who is there, and whether everybody who reads the file knows the answer. */
export function loginKindOf(component: Component): "loginless" | "known" | "login" {
  const login = loginOf(component);
  if (login === undefined) return "loginless";
  return literalOf(login.password.value) === undefined ? "login" : "known";
}

/** Names whose values nobody else should read: `etcd.auth.password`, `AWS_SECRET_ACCESS_KEY`. */
const secretName =
  /(?:password|passwd|secret|secretkey|accesskey|token|apikey|credentialjson)$|_(?:api|access|secret)_key$/i;

export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** The name of an image, without registry, path, tag and digest: `minio` of `quay.io/minio/minio:1`. */
export function imageName(image: string): string {
  const [path = ""] = image.split("@");
  const last = path.split("/").at(-1) ?? "";
  return last.split(":")[0] ?? "";
}

/** The Milvus version that an image's tag names; nothing for tags of people's own. */
export function imageVersion(image: string): string | undefined {
  return /^\d+\.\d+\.\d+(?=$|-)/.exec(releaseOf(image))?.[0];
}

/** `1 proxy`, `3 proxies`: for messages that count. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
