/** What `target operator { … }` says, and `target k8s { … }` where it says nothing. */
import type { TargetSetting } from "../../src/model/schema.ts";

/** Kind of the Service for clients. */
export type ServiceKind =
  | { readonly kind: "cluster-ip" }
  | { readonly kind: "load-balancer" }
  | { readonly kind: "node-port"; readonly port: number };

export interface IngressOptions {
  readonly host: string;
  readonly class?: string;
  /** Secret with the certificate. */
  readonly tls?: string;
  /** Host name of its own for REST. */
  readonly rest?: string;
}

export interface Placement {
  readonly components: readonly string[];
  readonly nodeLabels: readonly { readonly key: string; readonly value: string }[];
  readonly tolerations: readonly { readonly key: string; readonly value?: string }[];
}

export interface Annotation {
  readonly components: readonly string[];
  readonly key: string;
  readonly value: string;
}

export interface Options {
  readonly name?: string;
  readonly namespace?: string;
  readonly storageClass?: string;
  readonly service: ServiceKind;
  readonly ingress?: IngressOptions;
  readonly places: readonly Placement[];
  readonly annotations: readonly Annotation[];
}

/** `shared` is said for all of Kubernetes, `own` for this format alone. */
export function readOptions(
  shared: readonly TargetSetting[],
  own: readonly TargetSetting[],
): Options {
  const settings = [...shared, ...own];
  const named = (name: string) => settings.filter((setting) => setting.name === name);
  const last = (name: string) => named(name).at(-1);
  return {
    ...optional("name", textOf(last("name"), "name")),
    ...optional("namespace", textOf(last("namespace"), "namespace")),
    ...optional("storageClass", textOf(last("storage-class"), "class")),
    service: readService(last("service")),
    ...optional("ingress", readIngress(last("ingress"))),
    places: named("place").map(readPlace),
    annotations: named("annotate").map((setting) => ({
      components: componentsOf(setting),
      key: textOf(setting, "key") ?? "",
      value: textOf(setting, "value") ?? "",
    })),
  };
}

function readService(setting: TargetSetting | undefined): ServiceKind {
  const choice = textOf(setting, "choice");
  if (choice === "load-balancer") return { kind: choice };
  if (choice === "node-port") return { kind: choice, port: Number(textOf(setting, "port")) };
  return { kind: "cluster-ip" };
}

function readIngress(setting: TargetSetting | undefined): IngressOptions | undefined {
  const host = textOf(setting, "host");
  if (setting === undefined || host === undefined) return undefined;
  const inner = (name: string) => setting.settings.findLast((one) => one.name === name);
  return {
    host,
    ...optional("class", textOf(inner("class"), "class")),
    ...optional("tls", textOf(inner("tls"), "secret")),
    ...optional("rest", textOf(inner("rest"), "host")),
  };
}

function readPlace(setting: TargetSetting): Placement {
  const inner = (name: string) => setting.settings.filter((one) => one.name === name);
  return {
    components: componentsOf(setting),
    nodeLabels: inner("node-label").map((one) => ({
      key: textOf(one, "key") ?? "",
      value: textOf(one, "value") ?? "",
    })),
    tolerations: inner("tolerate").map((one) => ({
      key: textOf(one, "key") ?? "",
      ...optional("value", textOf(one, "value")),
    })),
  };
}

function componentsOf({ arguments: { component } }: TargetSetting): readonly string[] {
  if (Array.isArray(component)) return component;
  return typeof component === "string" ? [component] : [];
}

function textOf(setting: TargetSetting | undefined, argument: string): string | undefined {
  const value = setting?.arguments[argument];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function optional<K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [k in K]?: V });
}
