/** Milvus itself: each role as a component, and what it dials and waits for. */
import type { Need, Volume, Wait } from "../model/schema.ts";
import type {
  Call,
  Chosen,
  DefaultSizes,
  DependencyKind,
  Plan,
  PlannedComponent,
  PlannedHealth,
  PlannedRole,
  RoleName,
  Setting,
  Sizes,
} from "./catalog.ts";
import { milvusImage } from "./images.ts";
import { milvusVariables, servesTls, tlsFolder } from "./milvus-variables.ts";
import { commandOf, endpointsOf, metricsPort, roleNamed, runsMixture } from "./roles.ts";
import { smallestRoleSizes } from "./sizing.ts";
import {
  alwaysStandsBy,
  configurationFile,
  hasLivez,
  hasRestPort,
  imageUser,
  needsUnconfined,
} from "./version.ts";

export function planMilvus(setting: Setting, roles: readonly PlannedRole[]): Plan {
  const needs = needsOf(setting, roles);
  return {
    components: roles.map((role) => componentOf(setting, role, roles)),
    jobs: [],
    needs,
    waits: waitsOf(setting, needs),
  };
}

/** Sizes of a role where nothing is written and no workload says more. */
export function defaultRoleSizes(setting: Setting, role: RoleName): DefaultSizes {
  const disk = role === "standalone" ? { diskBytes: standaloneDiskBytes } : {};
  // On a laptop a request that the machine cannot grant would keep Milvus from starting at all.
  if (setting.environment !== "production")
    return {
      requirements: { cpu: {}, memory: {} },
      ...disk,
      source: "milvus-io/milvus deployments/docker/standalone/docker-compose.yml: no requirements",
    };
  const { cpuMillicores, memoryBytes, source } = smallestRoleSizes(role);
  return {
    requirements: { cpu: { request: cpuMillicores }, memory: { request: memoryBytes } },
    ...disk,
    source,
  };
}

/** zilliztech/milvus-helm charts/milvus/values.yaml 5.0.19, standalone.persistence. */
export const standaloneDiskBytes = 50 * 2 ** 30;

function componentOf(
  setting: Setting,
  role: PlannedRole,
  roles: readonly PlannedRole[],
): PlannedComponent {
  const { name, count, sizes } = role;
  const { milvusVersion: version, line } = setting;
  const user = imageUser(version);
  const restApart = servesTls(setting, name) && hasRestPort(version);
  return {
    name,
    product: "milvus",
    role: name,
    group: name,
    // A standalone has data of its own; what the others keep on disk can be had again.
    identity: name === "standalone" ? "members" : "replicas",
    count,
    image: milvusImage(version, sizes.requirements.gpu !== undefined),
    ...(user === undefined ? {} : { user }),
    command: [...commandOf(name, line.name)],
    variables: [...milvusVariables(setting, role, roles)],
    configured: true,
    secretFiles: secretFilesOf(setting, name),
    endpoints: [...endpointsOf(name, version, line.name, restApart)],
    health: healthOf(version),
    volumes: volumesOf(name, sizes),
    requirements: sizes.requirements,
    stopSeconds: stopSeconds(setting, role),
    // The image's entry point is tini (build/docker/milvus/ubuntu22.04/Dockerfile @2.6.19).
    reaped: false,
    unconfined: needsUnconfined(version),
    exclusive: isExclusive(setting, role),
  };
}

/**
 * It gives up after the same 90 s as milvus-io/milvus
 * deployments/docker/standalone/docker-compose.yml (3 x 30 s), but asks three times as often, as
 * zilliztech/milvus-helm values.yaml does (readinessProbe.periodSeconds 10): Docker asks first
 * after one interval, so `up --wait` would take half a minute more. `start_interval` would do the
 * same, but Docker before 25 refuses it. `/healthz` fails when a dependency is slow, and restarting
 * Milvus then makes it worse: zilliztech/milvus-helm 4.2.38 took liveness off it.
 */
export function healthOf(milvusVersion: string): PlannedHealth {
  return {
    ready: { kind: "http", path: "/healthz", port: metricsPort },
    inside: { kind: "exec", command: ["curl", "-f", `http://localhost:${metricsPort}/healthz`] },
    alive: hasLivez(milvusVersion)
      ? { kind: "http", path: "/livez", port: metricsPort }
      : { kind: "tcp", port: metricsPort },
    intervalSeconds: 10,
    timeoutSeconds: 10,
    retries: 9,
    startSeconds: 90,
  };
}

/** Roles that put files of segments on their own disk (localStorage.path, configs/milvus.yaml). */
const localRoles: readonly RoleName[] = ["querynode", "streamingnode", "indexnode", "datanode"];

/**
 * Everything that a standalone keeps lies below the first path: rocksmq, embedded etcd, local
 * objects.
 */
function volumesOf(role: RoleName, sizes: Sizes): Volume[] {
  if (role === "standalone")
    return sizes.keepsNothing
      ? []
      : [
          {
            name: "data",
            path: "/var/lib/milvus",
            sizeBytes: sizes.diskBytes ?? standaloneDiskBytes,
            kept: true,
          },
        ];
  if (!localRoles.includes(role) || sizes.diskBytes === undefined || sizes.keepsNothing) return [];
  return [{ name: "data", path: "/var/lib/milvus/data", sizeBytes: sizes.diskBytes, kept: false }];
}

function secretFilesOf(setting: Setting, role: RoleName): PlannedComponent["secretFiles"] {
  const { certificate, tls } = setting;
  if (!servesTls(setting, role) || certificate === undefined) return [];
  const own = ["tls.crt", "tls.key"].map((key) => ({
    secret: certificate.secret,
    key,
    path: `${tlsFolder}/${key}`,
  }));
  if (tls !== "mutual") return own;
  return [...own, { secret: certificate.authority, key: "ca.crt", path: `${tlsFolder}/ca.crt` }];
}

/**
 * Milvus itself gives up after 5 s (coordinators), 30 s (proxy) and 1800 s (the rest): keys
 * `gracefulStopTimeout` of configs/milvus.yaml. Nothing is lost when it is killed earlier, since
 * the log is replayed; handing segments over only spares others the gap. So a worker gets ten
 * minutes where somebody else can take over in production, enough for some 60 GB at 100 MB/s, and
 * not more, because without coordinators (the whole cluster is stopped) it waits in vain. Alone it
 * always does, and so does a standalone: its coordinators end at once, and it then waits for a
 * second query node to take the segments (measured with 2.3.5, one collection loaded).
 */
function stopSeconds(setting: Setting, { name, count }: PlannedRole): number {
  switch (roleNamed(name).kind) {
    case "coordinator":
    case "standalone":
      return 30;
    case "access":
      return 60;
    case "worker":
      if (count === 1) return 30;
      return setting.environment === "production" ? 600 : 60;
  }
}

/**
 * A second coordinator without standby loses the contest for its key in etcd and exits, and a
 * second standalone would open the same files (milvus-io/milvus#28063; zilliztech/milvus-helm
 * templates: strategy Recreate).
 */
function isExclusive(setting: Setting, { name, count }: PlannedRole): boolean {
  const { kind } = roleNamed(name);
  if (kind === "standalone") return true;
  if (kind !== "coordinator" || setting.line.idleRoles[name] !== undefined) return false;
  return count === 1 && !alwaysStandsBy(setting.milvusVersion);
}

/** A combined process makes and takes the calls of the coordinators that it combines. */
function runs(line: string, component: RoleName): readonly RoleName[] {
  return component === "mixcoord" && runsMixture(line)
    ? ["rootcoord", "datacoord", "querycoord", "indexcoord"]
    : [component];
}

function needsOf(setting: Setting, roles: readonly PlannedRole[]): Need[] {
  const needs = new Map<string, Need>();
  const add = (need: Need) => {
    const key = [need.from, need.to, need.endpoint, need.port].join(" ");
    if (!needs.has(key)) needs.set(key, need);
  };
  for (const { name: from } of roles) {
    const inside = runs(setting.line.name, from);
    const calls = from === "standalone" ? standaloneCalls : setting.line.calls;
    for (const call of calls.filter((each) => inside.includes(each.from)))
      for (const need of dialledBy(setting, from, call, roles)) add(need);
  }
  return [...needs.values()];
}

/** Its roles talk to each other inside the process. */
const standaloneCalls: readonly Call[] = [
  { from: "standalone", to: "metadata", why: "its registration, its metadata and stored settings" },
  { from: "standalone", to: "objects", why: "reads and writes files of segments" },
  { from: "standalone", to: "queue", why: "reads and writes the log" },
];

function dialledBy(
  setting: Setting,
  from: RoleName,
  call: Call,
  roles: readonly PlannedRole[],
): Need[] {
  const { to, why } = call;
  if (to === "metadata" || to === "objects" || to === "queue")
    return dependencyNeeds(setting, from, to, why);
  const target = roles.find(({ name }) => runs(setting.line.name, name).includes(to));
  if (target === undefined) return [];
  const { milvusVersion, line } = setting;
  return endpointsOf(target.name, milvusVersion, line.name, false)
    .filter(({ name }) => name === call.endpoint)
    .map(({ name, port }) => ({ from, to: target.name, endpoint: name, port, why }));
}

/** What exists elsewhere is named by its kind; what runs inside Milvus is not dialled. */
function dependencyNeeds(
  setting: Setting,
  from: RoleName,
  kind: DependencyKind,
  why: string,
): Need[] {
  const chosen: Chosen = setting[kind];
  const { external } = chosen;
  if (external !== undefined) {
    const ports = [...new Set(external.endpoints.map(({ port }) => port))];
    return ports.map((port) => ({ from, to: external.kind, endpoint: external.kind, port, why }));
  }
  const dialled = chosen.product.dialled(setting, chosen.count);
  if (dialled === undefined) return [];
  return [dialled, ...(dialled.also ?? [])].map(({ endpoint, port }) => ({
    from,
    to: dialled.component,
    endpoint,
    port,
    why,
  }));
}

/**
 * Only for deployed dependencies, and only for those that the role dials: a waiting container can
 * reach no more than the role itself. Roles wait for each other by themselves, practically for ever
 * (internal/util/componentutil @2.4.0), but exit when a dependency stays away.
 */
function waitsOf(setting: Setting, needs: readonly Need[]): Wait[] {
  const kinds: readonly DependencyKind[] = ["metadata", "objects", "queue"];
  const deployed = kinds.flatMap((kind) => {
    const { external, product, count } = setting[kind];
    const dialled = external === undefined ? product.dialled(setting, count) : undefined;
    return dialled === undefined ? [] : [dialled.component];
  });
  const waits = new Map<string, Wait>();
  for (const { from, to } of needs)
    if (deployed.includes(to))
      waits.set(`${from} ${to}`, { component: from, for: to, until: "ready" });
  return [...waits.values()];
}

/** `configuration.file` of the deployment: nothing means that all settings travel as variables. */
export function configurationPath(setting: Setting): string | undefined {
  return configurationFile(setting.milvusVersion);
}
