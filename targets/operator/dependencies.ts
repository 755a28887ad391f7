/** `spec.dependencies`: what the operator deploys by its own charts, and what exists elsewhere. */
import { chartFor, chartNamed } from "../../src/catalog/charts/index.ts";
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import { pullNote } from "../../src/emit/pull-note.ts";
import { splitImage, splitRegistry } from "../../src/emit/split-image.ts";
import { formatBytes } from "../../src/model/quantity.ts";
import type { Component, External } from "../../src/model/schema.ts";
import { claimSpec } from "./components.ts";
import { componentsOf, dependency, externalOf, type Layout } from "./layout.ts";
import {
  type Brought,
  broughtBy,
  dependencyFields,
  imageSections,
  isKafka,
  kafkaValues,
  keepsQueue,
  objectModes,
  objectPassword,
  objectSecret,
  objectUser,
  storageTypes,
} from "./names.ts";
import { pulsarValues } from "./pulsar.ts";
import { resources } from "./resources.ts";
import { onlySecret, refersToComponents } from "./text.ts";

export function dependencies(layout: Layout): Yaml {
  const { product } = dependency(layout, "queue");
  const field = dependencyFields[product];
  return {
    etcd: metadata(layout),
    storage: storage(layout),
    msgStreamType: product,
    ...(field === undefined ? {} : { [field]: queue(layout) }),
  };
}

function addresses({ addresses: all }: External): readonly string[] {
  return all.map(({ host, port }) => `${host}:${port}`);
}

function metadata(layout: Layout): Yaml {
  const external = externalOf(layout, "metadata");
  if (external !== undefined) return { external: true, endpoints: addresses(external) };
  return { external: false, inCluster: inCluster(layout, dependency(layout, "metadata").product) };
}

function storage(layout: Layout): Yaml {
  const { product } = dependency(layout, "objects");
  const type = storageTypes[product];
  const external = externalOf(layout, "objects");
  if (external === undefined)
    return { external: false, type, inCluster: inCluster(layout, product) };
  const [endpoint] = addresses(external);
  return {
    external: true,
    type,
    endpoint,
    secretRef: secretOf(layout),
    ssl: external.tls ? { enabled: true } : undefined,
  };
}

/** The Secret that Milvus' keys of the object store come from. */
function secretOf({ client }: Layout): string | undefined {
  const value = client?.variables.find(({ name }) => name === "MINIO_SECRET_ACCESS_KEY")?.value;
  return value === undefined ? undefined : onlySecret(value)?.secret;
}

function queue(layout: Layout): Yaml {
  const found = dependency(layout, "queue");
  const external = externalOf(layout, "queue");
  if (external !== undefined) {
    const all = addresses(external);
    return isKafka(found.product)
      ? { external: true, brokerList: all }
      : { external: true, endpoint: all[0] };
  }
  if (keepsQueue(found)) return persistence(layout);
  return { external: false, inCluster: inCluster(layout, found.product) };
}

/** Of a queue inside a standalone; in a cluster it lies with the objects. */
function persistence(layout: Layout): Yaml {
  const { client, deployment } = layout;
  const kept = client?.volumes.find((volume) => volume.kept);
  if (deployment.mode === "distributed" || kept === undefined)
    return { persistence: { enabled: false } };
  return {
    persistence: {
      enabled: true,
      pvcDeletion: false,
      persistentVolumeClaim: { spec: claimSpec(kept, layout) },
    },
  };
}

function inCluster(layout: Layout, product: string): Yaml {
  const all = componentsOf(layout, product);
  const brought = broughtBy(product);
  const [first] = all;
  if (brought === undefined || first === undefined) return undefined;
  return {
    // Data outlives the resource: only a person takes it away.
    deletionPolicy: "Retain",
    pvcDeletion: false,
    chartVersion: chartVersions[brought],
    values: makers[brought](all, first, layout),
  };
}

const makers: Readonly<
  Record<Brought, (all: readonly Component[], first: Component, layout: Layout) => Yaml>
> = {
  etcd: (_, first, layout) => metadataValues(first, layout),
  minio: (_, first, layout) => objectValues(first, layout),
  kafka: (_, first, layout) => brokerValues(first, layout),
  pulsar: (all, _, layout) => pulsarValues(all, layout),
};

/** As the operator calls the charts that it brings (pkg/helm/helm.go). */
const chartVersions: Readonly<Partial<Record<Brought, string>>> = {
  etcd: "etcd-v8",
  pulsar: "pulsar-v3",
};

function persistenceValues({ volumes }: Component, { options }: Layout): Yaml {
  const kept = volumes.find((volume) => volume.kept);
  return {
    enabled: kept !== undefined,
    size: kept && formatBytes(Math.round(kept.sizeBytes)),
    storageClass: kept && options.storageClass,
  };
}

/** The chart's own image, which its scripts are in, from the program's registry. */
function ownImage({ product }: Component, { deployment }: Layout): Yaml {
  const section = imageSections[broughtBy(product) as Brought];
  const chart = chartNamed(chartFor(deployment.milvusVersion) ?? "0.0.0");
  const repository = String(chart.defaultOf(section, "image", "repository") ?? "");
  if (deployment.registry === undefined) return undefined;
  return {
    registry: deployment.registry,
    repository: splitRegistry(repository).repository,
    tag: chart.defaultOf(section, "image", "tag"),
  };
}

function metadataValues(component: Component, layout: Layout): Yaml {
  const plain = component.variables.filter(({ value }) => typeof value === "string");
  return {
    replicaCount: component.count,
    image: ownImage(component, layout),
    persistence: persistenceValues(component, layout),
    extraEnvVars: plain.map(({ name, value }) => ({ name, value: value as string })),
    resources: resources(component, layout),
  };
}

function objectValues(component: Component, layout: Layout): Yaml {
  const { repository, tag } = splitImage(component.image);
  const { count, variables } = component;
  const textOf = (wanted: string) => {
    const value = variables.find(({ name }) => name === wanted)?.value;
    return typeof value === "string" ? value : undefined;
  };
  const isSecret = textOf(objectPassword) === undefined;
  const isBrought = (product: string) => broughtBy(product) !== undefined;
  const before = pullNote(component, layout.deployment, isBrought);
  return {
    mode: count > 1 ? objectModes.several : objectModes.one,
    replicas: count > 1 ? count : undefined,
    image: {
      repository: before === undefined ? repository : noted(repository, { before }),
      tag,
    },
    existingSecret: isSecret ? objectSecret(layout.name) : undefined,
    accessKey: isSecret ? undefined : textOf(objectUser),
    secretKey: isSecret ? undefined : textOf(objectPassword),
    extraArgs: consoleArguments(component, layout),
    persistence: persistenceValues(component, layout),
    resources: resources(component, layout),
  };
}

/** Only where the console is reached from outside: else nobody asks for it. */
function consoleArguments({ command = [], name }: Component, { deployment }: Layout): Yaml {
  const flag = "--console-address";
  const address = command[command.indexOf(flag) + 1];
  const isPublished = deployment.publications.some(
    ({ component, targetPort }) => component === name && address === `:${targetPort}`,
  );
  return isPublished ? [`${flag} ${address}`] : undefined;
}

function brokerValues(component: Component, layout: Layout): Yaml {
  const { count, variables } = component;
  const said = variables.flatMap(({ name, value }) => {
    const key = kafkaValues[name];
    if (key === undefined || typeof value !== "string" || refersToComponents(value)) return [];
    return [[key, /^\d+$/.test(value) ? Number(value) : value] as const];
  });
  return {
    replicaCount: count,
    image: ownImage(component, layout),
    ...Object.fromEntries(said),
    persistence: persistenceValues(component, layout),
    resources: resources(component, layout),
    zookeeper: { replicaCount: count - (count % 2 === 0 ? 1 : 0) },
  };
}
