/** Kubernetes objects, emitted or rendered by a chart, read back as the cluster and Milvus would. */
import { parse as parseYaml } from "yaml";
import { parseBytes, parseCpu } from "../../src/model/quantity.ts";
import {
  type Amounts,
  collapsed,
  flattened,
  type Graph,
  type GraphNode,
  hostMark,
  memberMark,
  reduced,
  secretMark,
} from "./graph.ts";
import { edgesBetween } from "./policies.ts";

// biome-ignore lint/suspicious/noExplicitAny: objects of every kind are read as JSON
export type Tree = any;
type Labels = Readonly<Record<string, string>>;

/** Which component of the program a workload is; nothing for what only the format runs. */
export type NameWorkload = (workload: Tree) => string | undefined;

export interface Workload {
  readonly object: Tree;
  readonly labels: Labels;
  /** The component that it is, or stands for. */
  readonly component: string | undefined;
}

export interface Reading {
  readonly objects: readonly Tree[];
  /** Workloads that are components. */
  readonly nameOf: NameWorkload;
  /** Workloads that answer for a component under its Service without being it. */
  readonly frontOf?: NameWorkload;
  /** Components whose environment is Milvus' settings. */
  readonly isConfigured: (component: string) => boolean;
  /** The chart's arguments are its own. */
  readonly ignoresCommands?: boolean;
}

const workloadKinds = new Set(["Deployment", "StatefulSet", "Job"]);

export function readKubernetes(reading: Reading): Graph {
  const { objects, nameOf, frontOf } = reading;
  const workloads: readonly Workload[] = objects
    .filter(({ kind }) => workloadKinds.has(kind))
    .map((object) => ({
      object,
      labels: podLabels(object),
      component: nameOf(object) ?? frontOf?.(object),
    }));
  const nodes = new Map<string, GraphNode>();
  for (const { object } of workloads) {
    const name = nameOf(object);
    if (name !== undefined && object.kind !== "Job")
      nodes.set(name, readNode(name, object, workloads, reading));
  }
  return {
    nodes,
    edges: edgesBetween(
      objects.filter(({ kind }) => kind === "NetworkPolicy"),
      workloads,
    ),
    published: published(objects, workloads),
  };
}

/** A Job's pods carry its name. */
function podLabels(object: Tree): Labels {
  const labels = object.spec.template.metadata?.labels ?? {};
  return object.kind === "Job" ? { ...labels, "job-name": object.metadata.name } : labels;
}

function readNode(
  name: string,
  object: Tree,
  workloads: readonly Workload[],
  reading: Reading,
): GraphNode {
  const [container] = object.spec.template.spec.containers;
  const hosts = hostReader(reading.objects, workloads);
  const listed = [...fromMaps(container, reading.objects), ...(container.env ?? [])];
  const environment = readEnvironment(name, listed, hosts);
  const isConfigured = reading.isConfigured(name);
  const settings = new Map<string, string>();
  if (isConfigured)
    for (const [key, value] of configuration(object, container, reading.objects))
      settings.set(reduced(key), collapsed(hosts(value)));
  for (const [key, value] of environment) settings.set(isConfigured ? reduced(key) : key, value);
  const kept = keptFolders(object, container, reading.objects);
  const command = [...(container.command ?? []), ...(container.args ?? [])];
  return {
    image: container.image,
    replicas: object.spec.replicas ?? 1,
    settings,
    ...(reading.ignoresCommands || command.length === 0
      ? {}
      : { command: command.map((text) => expand(name, text, environment, hosts)).join(" ") }),
    kept: kept.map(({ path }) => path).sort(),
    keptBytes: kept.reduce((total, { bytes }) => total + bytes, 0),
    amounts: readAmounts(container.resources ?? {}),
  };
}

/**
 * Under `a.b.c` a Service named `a`, or the pod `a` of the Service `b`; a pod of several knows itself by its name
 * alone. Whom a Service's selector finds, answers.
 */
function hostReader(objects: readonly Tree[], workloads: readonly Workload[]) {
  const byName = new Map<string, string>();
  for (const { object, component } of workloads)
    if (object.kind === "StatefulSet" && component !== undefined)
      for (let number = 0; number <= 10; number += 1)
        byName.set(`${object.metadata.name}-${number}`, component);
  for (const { kind, metadata, spec } of objects) {
    if (kind !== "Service" || spec.selector === undefined) continue;
    const found = answering(spec.selector, workloads);
    if (found?.component !== undefined) byName.set(metadata.name, found.component);
  }
  const pattern =
    /(?<![\w./-])((?:[A-Za-z0-9-]|\{\d+\.\.\.\d+\})+)((?:\.[A-Za-z0-9-]+)*)(?![\w-])/g;
  return (text: string): string =>
    text
      .replace(/\/\//g, "\u0001")
      .replace(pattern, (whole, first: string, rest: string) => {
        const [, second = ""] = rest.split(".");
        const own = byName.get(first.replace(/\{(\d+)\.\.\.\d+\}/, "$1"));
        const isName = /^(?:|\.[^.]+|(?:\.[^.]+){1,2}\.svc\b.*)$/.test(rest);
        return (isName ? own : undefined) ?? byName.get(second) ?? whole;
      })
      .replaceAll("\u0001", "//");
}

function answering(selector: Labels, workloads: readonly Workload[]): Workload | undefined {
  return workloads.find(({ object, labels }) => object.kind !== "Job" && matches(selector, labels));
}

/** Whole ConfigMaps as variables; single ones win over them. */
function fromMaps({ envFrom }: Tree, objects: readonly Tree[]): readonly Tree[] {
  return (envFrom ?? []).flatMap(({ configMapRef }: Tree) => {
    const map = objects.find(
      ({ kind, metadata }) => kind === "ConfigMap" && metadata.name === configMapRef?.name,
    );
    return Object.entries(map?.data ?? {}).map(([name, value]) => ({ name, value }));
  });
}

function readEnvironment(
  component: string,
  list: readonly Tree[],
  hosts: (text: string) => string,
): Map<string, string> {
  const all = new Map<string, string>();
  for (const { name, value, valueFrom } of list) {
    const secret = valueFrom?.secretKeyRef;
    const field: string | undefined = valueFrom?.fieldRef?.fieldPath;
    if (secret !== undefined) all.set(name, secretMark(secret.name, secret.key));
    else if (field !== undefined)
      all.set(name, field.includes("pod-index") ? memberMark : hostMark(component));
    else all.set(name, expand(component, value ?? "", all, hosts));
  }
  return all;
}

/** `$(NAME)` is the variable above, `$$` a dollar. */
function expand(
  component: string,
  text: string,
  variables: ReadonlyMap<string, string>,
  hosts: (text: string) => string,
): string {
  const filled = text.replace(/\$\$|\$\(([^)]+)\)/g, (whole, name?: string) =>
    name === undefined ? "$" : (variables.get(name) ?? whole),
  );
  if (filled.includes(memberMark)) return memberMark;
  const named = filled.replaceAll(
    `${hostMark(component)}.${component}-headless`,
    hostMark(component),
  );
  return collapsed(hosts(named));
}

/** Files that lie over milvus.yaml, in the order in which Milvus reads them: the last one wins. */
function configuration(
  object: Tree,
  container: Tree,
  objects: readonly Tree[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const volumes: readonly Tree[] = object.spec.template.spec.volumes ?? [];
  for (const file of ["default.yaml", "user.yaml"])
    for (const mount of container.volumeMounts ?? []) {
      if (!String(mount.mountPath).endsWith(`/configs/${file}`)) continue;
      const map = volumes.find(({ name }) => name === mount.name)?.configMap?.name;
      const data = objects.find(
        ({ kind, metadata }) => kind === "ConfigMap" && metadata.name === map,
      )?.data?.[mount.subPath];
      for (const [key, value] of flattened(parseYaml(data ?? "", { version: "1.1" }) ?? {}))
        found.set(key, value);
    }
  return joinedAddresses(found);
}

/** Address and port apart, as the chart writes them, are one for Milvus. */
function joinedAddresses(all: Map<string, string>): ReadonlyMap<string, string> {
  const join = (section: string, scheme: string) => {
    const [address, port] = [all.get(`${section}.address`), all.get(`${section}.port`)];
    if (address && port && !address.includes(":"))
      all.set(`${section}.address`, `${scheme}${address}:${port}`);
  };
  join("minio", "");
  join("pulsar", "pulsar://");
  return all;
}

function keptFolders(object: Tree, container: Tree, objects: readonly Tree[]) {
  const mounts: readonly Tree[] = container.volumeMounts ?? [];
  const claims = (object.spec.volumeClaimTemplates ?? []).map((claim: Tree) => ({
    name: claim.metadata.name,
    spec: claim.spec,
  }));
  for (const { name, persistentVolumeClaim } of object.spec.template.spec.volumes ?? []) {
    const claim = objects.find(
      ({ kind, metadata }) =>
        kind === "PersistentVolumeClaim" && metadata.name === persistentVolumeClaim?.claimName,
    );
    if (claim !== undefined) claims.push({ name, spec: claim.spec });
  }
  return claims.flatMap(({ name, spec }: Tree) => {
    const path = mounts.find((mount) => mount.name === name)?.mountPath;
    const bytes = parseBytes(String(spec.resources.requests.storage)) ?? 0;
    return path === undefined ? [] : [{ path: path as string, bytes }];
  }) as { path: string; bytes: number }[];
}

function readAmounts({ requests = {}, limits = {} }: Tree): Amounts {
  const cpu = (value: unknown) => (value == null ? undefined : parseCpu(String(value)));
  const bytes = (value: unknown) => (value == null ? undefined : parseBytes(String(value)));
  const all = {
    cpuRequest: cpu(requests.cpu),
    cpuLimit: cpu(limits.cpu),
    memoryRequest: bytes(requests.memory),
    memoryLimit: bytes(limits.memory),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Ports of every Service that leads to a component, by the number that callers use. */
function published(objects: readonly Tree[], workloads: readonly Workload[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { kind, spec } of objects) {
    if (kind !== "Service" || spec.selector === undefined) continue;
    const to = answering(spec.selector, workloads);
    const [container] = to?.object.spec.template.spec.containers ?? [];
    for (const { port, targetPort = port } of spec.ports ?? []) {
      const number =
        typeof targetPort === "number"
          ? targetPort
          : container?.ports?.find(({ name }: Tree) => name === targetPort)?.containerPort;
      if (to?.component !== undefined) found.add(`${port} > ${to.component}:${number}`);
    }
  }
  return found;
}

export function matches(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === String(value));
}
