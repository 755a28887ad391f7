/**
 * What kube-linter 0.8.3 asks by default, as its documentation and definitions say it: names are its, texts are not.
 * Source: stackrox/kube-linter docs/generated/checks.md, internal/defaultchecks, pkg/builtinchecks @35de568.
 */
import type { Tree } from "./manifests.ts";

/** Is this object at odds with the check, among all objects of its stream? */
type Check = (one: Tree, all: readonly Tree[]) => boolean;

const workloads = ["Deployment", "DaemonSet", "StatefulSet", "ReplicaSet", "Pod", "Job", "CronJob"];

function podTemplate(one: Tree): Tree | undefined {
  return workloads.includes(one.kind) ? one.spec.template : undefined;
}

/** Containers and, where a check means them too, those that run before. */
function containers(one: Tree, which: "all" | "lasting" = "all"): readonly Tree[] {
  const { initContainers = [], containers = [] } = podTemplate(one)?.spec ?? {};
  return which === "all" ? [...initContainers, ...containers] : containers;
}

function anyContainer(holds: (container: Tree, pod: Tree) => boolean): Check {
  return (one) =>
    containers(one).some((container) => holds(container, podTemplate(one)?.spec ?? {}));
}

function inPod(holds: (pod: Tree) => boolean): Check {
  return (one) => podTemplate(one) !== undefined && holds(podTemplate(one).spec);
}

function onKind(kind: string, holds: Check): Check {
  return (one, all) => one.kind === kind && holds(one, all);
}

/** By labels alone: no selector of this target has expressions. */
function matches(selector: Tree, labels: Tree): boolean {
  if (selector.matchExpressions !== undefined) throw new Error("a selector with expressions");
  return Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
}

function isOfNamespace({ metadata }: Tree, { metadata: other }: Tree): boolean {
  return metadata.namespace === other.namespace;
}

/** A probe asks a port that its container does not name. */
function probesUnknownPort(probe: "livenessProbe" | "readinessProbe" | "startupProbe"): Check {
  return (one) =>
    containers(one, "lasting").some((container) => {
      const { httpGet, tcpSocket, grpc } = container[probe] ?? {};
      const known = (container.ports ?? [])
        .filter(({ protocol = "TCP" }: Tree) => protocol === "TCP")
        .flatMap(({ name, containerPort }: Tree) => [name, containerPort]);
      const asked = [httpGet?.port, tcpSocket?.port, grpc?.port];
      return asked.some((port) => port !== undefined && !known.includes(port));
    });
}

function mountsFromHost(path: RegExp): Check {
  return inPod(({ volumes = [] }) =>
    volumes.some(({ hostPath }: Tree) => hostPath !== undefined && path.test(hostPath.path)),
  );
}

/** Replicas that nothing keeps apart on nodes. */
function isTogether(one: Tree): boolean {
  const template = podTemplate(one);
  if (template === undefined || one.spec.replicas === undefined || one.spec.replicas < 2)
    return false;
  const apart = template.spec.affinity?.podAntiAffinity ?? {};
  const terms = [
    ...(apart.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ podAffinityTerm }: Tree) => podAffinityTerm,
    ),
    ...(apart.requiredDuringSchedulingIgnoredDuringExecution ?? []),
  ];
  return !terms.some(
    ({ namespaces, topologyKey, labelSelector }) =>
      namespaces === undefined &&
      topologyKey === "kubernetes.io/hostname" &&
      matches(labelSelector, template.metadata.labels),
  );
}

function isRoot({ securityContext: own = {} }: Tree, { securityContext: pod = {} }: Tree): boolean {
  const { runAsGroup, runAsUser, runAsNonRoot } = { ...pod, ...own };
  return runAsGroup === 0 || runAsUser === 0 || !(runAsUser > 0 || runAsNonRoot);
}

function isPortName(port: string): boolean {
  const isShort = port.length <= 15 && !port.includes("--");
  return isShort && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(port) && /[a-z]/.test(port);
}

function isOddPort(port: string | number | undefined): boolean {
  if (typeof port === "string") return !isPortName(port);
  return port !== undefined && (port < 1 || port > 65_535);
}

function leavesNone(budget: Tree, all: readonly Tree[]): boolean {
  const { minAvailable, selector } = budget.spec;
  if (minAvailable === undefined) return false;
  if (minAvailable === "100%") return true;
  return all
    .filter((one) => one.spec?.selector !== undefined && podTemplate(one) !== undefined)
    .filter((one) => matches(selector, one.spec.selector.matchLabels ?? {}))
    .some(({ spec: { replicas = 1 } }) => {
      const share = /^(\d+)%$/.exec(String(minAvailable))?.[1];
      const wanted =
        share === undefined ? minAvailable : Math.ceil((replicas * Number(share)) / 100);
      return replicas <= wanted;
    });
}

export const defaultChecks: Readonly<Record<string, Check>> = {
  "dangling-service": onKind("Service", (one, all) => {
    const { type, selector = {} } = one.spec;
    if (type === "ExternalName") return false;
    const found = all.filter((other) => podTemplate(other) && isOfNamespace(one, other));
    return (
      Object.keys(selector).length === 0 ||
      !found.some((other) => matches({ matchLabels: selector }, podTemplate(other).metadata.labels))
    );
  }),
  "deprecated-service-account-field": inPod(({ serviceAccount }) => serviceAccount !== undefined),
  "docker-sock": mountsFromHost(/docker\.sock$/),
  "drop-net-raw-capability": anyContainer(
    ({ securityContext: { capabilities: { add = [], drop = [] } = {} } = {} }) =>
      add.some((name: string) => /^(ALL|NET_RAW)$/i.test(name)) ||
      !drop.some((name: string) => /^(ALL|NET_RAW)$/i.test(name)),
  ),
  "duplicate-env-var": anyContainer(
    ({ env = [] }) => new Set(env.map(({ name }: Tree) => name)).size < env.length,
  ),
  "env-var-secret": anyContainer(({ env = [] }) =>
    env.some(({ name, value = "" }: Tree) => /secret/i.test(name) && value !== ""),
  ),
  "host-ipc": inPod(({ hostIPC }) => hostIPC === true),
  "host-network": inPod(({ hostNetwork }) => hostNetwork === true),
  "host-pid": inPod(({ hostPID }) => hostPID === true),
  "invalid-target-ports": (one) =>
    one.kind === "Service"
      ? (one.spec.ports ?? []).some(({ targetPort }: Tree) => isOddPort(targetPort))
      : containers(one).some(({ ports = [] }) =>
          ports.some(({ name }: Tree) => name !== undefined && !isPortName(name)),
        ),
  "job-ttl-seconds-after-finished": (one) =>
    one.kind === "Job" && one.spec.ttlSecondsAfterFinished === undefined,
  "latest-tag": anyContainer(({ image }) => /:latest$|^[^:]*$|\/[^:]+$/.test(image)),
  "liveness-port": probesUnknownPort("livenessProbe"),
  "mismatching-selector": (one) => {
    const template = podTemplate(one);
    if (template === undefined || one.kind === "Job") return false;
    const { selector = {} } = one.spec;
    return selector.matchLabels === undefined || !matches(selector, template.metadata.labels);
  },
  "no-anti-affinity": isTogether,
  "no-extensions-v1beta": ({ apiVersion }) => /^extensions\/v1beta/.test(apiVersion),
  "no-read-only-root-fs": anyContainer(
    ({ securityContext }) => securityContext?.readOnlyRootFilesystem !== true,
  ),
  "non-existent-service-account": (one, all) => {
    const name = podTemplate(one)?.spec.serviceAccountName ?? "default";
    const accounts = all.filter(({ kind }) => kind === "ServiceAccount");
    const isThere = accounts.some((it) => it.metadata.name === name && isOfNamespace(one, it));
    return name !== "default" && !isThere;
  },
  "pdb-max-unavailable": onKind("PodDisruptionBudget", ({ spec: { maxUnavailable } }) =>
    [0, "0", "0%"].includes(maxUnavailable),
  ),
  "pdb-min-available": onKind("PodDisruptionBudget", leavesNone),
  "pdb-unhealthy-pod-eviction-policy": onKind(
    "PodDisruptionBudget",
    ({ spec }) => spec.unhealthyPodEvictionPolicy === undefined,
  ),
  "privilege-escalation-container": anyContainer(
    ({ securityContext: { allowPrivilegeEscalation, capabilities: { add = [] } = {} } = {} }) =>
      allowPrivilegeEscalation === true || add.includes("SYS_ADMIN"),
  ),
  "privileged-container": anyContainer(
    ({ securityContext }) => securityContext?.privileged === true,
  ),
  "readiness-port": probesUnknownPort("readinessProbe"),
  "run-as-non-root": anyContainer(isRoot),
  "sensitive-host-mounts": mountsFromHost(/^\/(|boot|dev|etc|lib|proc|sys|usr)$/),
  "ssh-port": anyContainer(({ ports = [] }) =>
    ports.some(
      ({ containerPort, protocol = "TCP" }: Tree) => `${containerPort}${protocol}` === "22TCP",
    ),
  ),
  "startup-port": probesUnknownPort("startupProbe"),
  "unsafe-sysctls": inPod(({ securityContext: { sysctls = [] } = {} }) =>
    sysctls.some(({ name }: Tree) => /^(kernel\.(msg|sem|shm)|fs\.mqueue\.|net\.)/.test(name)),
  ),
  "unset-cpu-requirements": anyContainer(({ resources }) => !resources?.requests?.cpu),
  "unset-memory-requirements": anyContainer(({ resources }) => !resources?.limits?.memory),
};

/** `check: Kind/name` for everything that is found and not excused on its object. */
export function findings(all: readonly Tree[]): readonly string[] {
  return all.flatMap((one) =>
    Object.entries(defaultChecks)
      .filter(([, isFound]) => isFound(one, all))
      .filter(([name]) => !isExcused(one, name))
      .map(([name]) => `${name}: ${one.kind}/${one.metadata.name}`),
  );
}

function isExcused({ metadata }: Tree, check: string): boolean {
  return metadata.annotations?.[`ignore-check.kube-linter.io/${check}`] !== undefined;
}
