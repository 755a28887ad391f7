/** `spec.components`: Milvus roles with their numbers, environment, files and places. */
import type { Yaml } from "../../src/emit/artifact.ts";
import {
  probeHandler,
  secretFolders,
  secretSources,
  wholeSeconds,
} from "../../src/emit/kubernetes-parts.ts";
import type { ServiceKind } from "../../src/emit/kubernetes-settings.ts";
import { formatBytes } from "../../src/model/quantity.ts";
import type { Component, Health, Volume } from "../../src/model/schema.ts";
import { isMeant, type Layout, type Role } from "./layout.ts";
import { coordinatorFields, podLabels } from "./names.ts";
import { resources } from "./resources.ts";
import { environment } from "./text.ts";

export function components(layout: Layout): Yaml {
  const { roles } = layout;
  const [first] = roles;
  const image = first?.component.image;
  const health = first?.component.health;
  return {
    image,
    version: image === undefined ? undefined : versionFor(image, layout),
    imageUpdateMode: "rollingUpgrade",
    enableRollingUpdate: roles.some((role) => isCoordinator(role) && role.component.count > 1),
    rollingMode: 2,
    disableMetric: true,
    probes: health === undefined ? undefined : probes(health),
    ...Object.fromEntries(
      roles.map((role) => [
        role.field,
        component(role, layout, { image: image ?? "", health: JSON.stringify(health) }),
      ]),
    ),
    ...unwanted(layout),
  };
}

/** The operator reads the version out of the tag; where there is no such, it has to be told. */
function versionFor(image: string, { deployment }: Layout): string | undefined {
  const isPlain = /:v?\d+\.\d+\.\d+$/.test(image);
  return isPlain ? undefined : `v${deployment.milvusVersion}`;
}

function isCoordinator({ field }: Role): boolean {
  return field.endsWith("Coord");
}

/** Of separate coordinators the operator starts all, unless told that there are none. */
function unwanted({ roles, deployment }: Layout): Readonly<Record<string, Yaml>> {
  if (deployment.mode === "standalone") return {};
  const has = (field: string) => roles.some((role) => role.field === field);
  const isSeparate = coordinatorFields.some(has);
  const absent = isSeparate ? coordinatorFields.filter((field) => !has(field)) : [];
  return Object.fromEntries(absent.map((field) => [field, { replicas: 0 }]));
}

/** What all roles share is said once above. */
interface Shared {
  readonly image: string;
  readonly health: string;
}

function component({ component: own, field }: Role, layout: Layout, shared: Shared): Yaml {
  const placed = layout.options.places.filter(({ components: names }) => isMeant(own, names));
  const labels = placed.flatMap(({ nodeLabels }) => nodeLabels);
  const tolerations = placed.flatMap((place) => place.tolerations);
  const notes = layout.options.annotations.filter(({ components: names }) => isMeant(own, names));
  const env = environment(own.variables, layout);
  const files = volumes(own, layout);
  return {
    replicas: own.count,
    image: own.image === shared.image ? undefined : own.image,
    probes: JSON.stringify(own.health) === shared.health ? undefined : probes(own.health),
    resources: resources(own, layout),
    env: env.length === 0 ? undefined : env,
    ...files,
    nodeSelector:
      labels.length === 0 ? undefined : new Map(labels.map(({ key, value }) => [key, value])),
    tolerations:
      tolerations.length === 0
        ? undefined
        : tolerations.map(({ key, value }) =>
            value === undefined ? { key, operator: "Exists" } : { key, operator: "Equal", value },
          ),
    topologySpreadConstraints: spread(own, field, layout),
    podAnnotations:
      notes.length === 0 ? undefined : new Map(notes.map(({ key, value }) => [key, value])),
    ...access(own, layout),
  };
}

const topologyKeys = { zone: "topology.kubernetes.io/zone", host: "kubernetes.io/hostname" };

function spread({ spread: over }: Component, field: string, layout: Layout): Yaml {
  if (over === undefined) return undefined;
  return [
    {
      maxSkew: 1,
      topologyKey: topologyKeys[over],
      whenUnsatisfiable: layout.isProduction ? "DoNotSchedule" : "ScheduleAnyway",
      labelSelector: { matchLabels: podLabels(layout.name, field) },
    },
  ];
}

const serviceTypes: Readonly<Record<ServiceKind["kind"], string>> = {
  "cluster-ip": "ClusterIP",
  "load-balancer": "LoadBalancer",
  "node-port": "NodePort",
};

function access(
  own: Component,
  { client, options, deployment }: Layout,
): Readonly<Record<string, Yaml>> {
  if (own !== client) return {};
  const published = deployment.publications.find(
    ({ component: name, endpoint }) => name === own.name && endpoint === own.endpoints[0]?.name,
  );
  const { ingress } = options;
  const secure = deployment.tls !== "off";
  return {
    serviceType: serviceTypes[options.service.kind],
    port: published?.port ?? own.endpoints[0]?.port,
    ingress: ingress && {
      ingressClassName: ingress.class,
      annotations: {
        "nginx.ingress.kubernetes.io/backend-protocol": secure ? "GRPCS" : "GRPC",
        "nginx.ingress.kubernetes.io/proxy-body-size": "64m",
      },
      hosts: [ingress.host],
      tlsSecretRefs: ingress.tls === undefined ? undefined : { [ingress.tls]: [ingress.host] },
    },
  };
}

/** Certificates, and disks that come and go with the pod. */
function volumes(own: Component, layout: Layout): Readonly<Record<string, Yaml>> {
  const scratch = own.volumes.filter(({ kept }) => !kept);
  const named = secretFolders(own.secretFiles).map((folder, index) => ({
    folder,
    name: `secrets-${index + 1}`,
  }));
  if (scratch.length + named.length === 0) return {};
  return {
    volumes: [
      ...scratch.map((volume) => ({
        name: volume.name,
        ephemeral: { volumeClaimTemplate: { spec: claimSpec(volume, layout) } },
      })),
      ...named.map(({ folder, name }) => ({
        name,
        projected: {
          sources: secretSources(folder, own.secretFiles, layout.deployment.secrets),
        },
      })),
    ],
    volumeMounts: [
      ...scratch.map(({ name, path }) => ({ name, mountPath: path })),
      ...named.map(({ folder, name }) => ({ name, mountPath: folder, readOnly: true })),
    ],
  };
}

export function claimSpec({ sizeBytes }: Volume, { options }: Layout): Yaml {
  return {
    accessModes: ["ReadWriteOnce"],
    storageClassName: options.storageClass,
    resources: { requests: { storage: formatBytes(Math.round(sizeBytes)) } },
  };
}

const readinessSeconds = 10;

function probes(health: Health): Yaml {
  const { startSeconds, intervalSeconds, timeoutSeconds, retries } = health;
  const every = wholeSeconds(intervalSeconds);
  const often = Math.min(every, readinessSeconds);
  const patience = startSeconds + retries * intervalSeconds;
  return {
    startupProbe: {
      ...probeHandler(health.alive),
      periodSeconds: often,
      timeoutSeconds: Math.min(wholeSeconds(timeoutSeconds), often),
      failureThreshold: Math.max(1, Math.ceil(patience / often)),
    },
    livenessProbe: {
      ...probeHandler(health.alive),
      periodSeconds: every,
      timeoutSeconds: Math.min(wholeSeconds(timeoutSeconds), every),
      failureThreshold: retries,
    },
    readinessProbe: {
      ...probeHandler(health.ready),
      periodSeconds: often,
      timeoutSeconds: Math.min(wholeSeconds(timeoutSeconds), often),
      failureThreshold: Math.min(retries, 3),
    },
  };
}
