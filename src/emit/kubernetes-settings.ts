/** What every format for Kubernetes can be told in its block, read out of the IR once for all of them. */
import type { TargetSetting } from "../model/schema.ts";

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

export interface KubernetesSettings {
  readonly namespace?: string;
  readonly storageClass?: string;
  readonly service: ServiceKind;
  readonly ingress?: IngressOptions;
  readonly places: readonly Placement[];
  readonly annotations: readonly Annotation[];
}

/** Of a setting that stands several times the last one holds; places and annotations add up. */
export function readKubernetesSettings(settings: readonly TargetSetting[]): KubernetesSettings {
  const named = (name: string) => settings.filter((setting) => setting.name === name);
  const last = (name: string) => named(name).at(-1);
  return {
    ...optional("namespace", settingText(last("namespace"), "namespace")),
    ...optional("storageClass", settingText(last("storage-class"), "class")),
    service: readService(last("service")),
    ...optional("ingress", readIngress(last("ingress"))),
    places: named("place").map(readPlace),
    annotations: named("annotate").map((setting) => ({
      components: componentsOf(setting),
      key: settingText(setting, "key") ?? "",
      value: settingText(setting, "value") ?? "",
    })),
  };
}

/** An argument of the last setting of this name. */
export function lastText(
  settings: readonly TargetSetting[],
  name: string,
  argument: string,
): string | undefined {
  return settingText(
    settings.findLast((setting) => setting.name === name),
    argument,
  );
}

function readService(setting: TargetSetting | undefined): ServiceKind {
  const choice = settingText(setting, "choice");
  if (choice === "load-balancer") return { kind: choice };
  if (choice === "node-port") return { kind: choice, port: Number(settingText(setting, "port")) };
  return { kind: "cluster-ip" };
}

function readIngress(setting: TargetSetting | undefined): IngressOptions | undefined {
  const host = settingText(setting, "host");
  if (setting === undefined || host === undefined) return undefined;
  const inner = (name: string) => setting.settings.findLast((one) => one.name === name);
  return {
    host,
    ...optional("class", settingText(inner("class"), "class")),
    ...optional("tls", settingText(inner("tls"), "secret")),
    ...optional("rest", settingText(inner("rest"), "host")),
  };
}

function readPlace(setting: TargetSetting): Placement {
  const inner = (name: string) => setting.settings.filter((one) => one.name === name);
  return {
    components: componentsOf(setting),
    nodeLabels: inner("node-label").map((one) => ({
      key: settingText(one, "key") ?? "",
      value: settingText(one, "value") ?? "",
    })),
    tolerations: inner("tolerate").map((one) => ({
      key: settingText(one, "key") ?? "",
      ...optional("value", settingText(one, "value")),
    })),
  };
}

function componentsOf({ arguments: { component } }: TargetSetting): readonly string[] {
  if (Array.isArray(component)) return component;
  return typeof component === "string" ? [component] : [];
}

/** A text or a number that was written as this argument. */
export function settingText(
  setting: TargetSetting | undefined,
  argument: string,
): string | undefined {
  const value = setting?.arguments[argument];
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** The key, where there is a value for it. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [k in K]?: V });
}
