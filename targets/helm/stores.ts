/** etcd, objects, Kafka, the log service and the console: the chart's own kinds of them. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { pullNote } from "../../src/emit/pull-note.ts";
import { splitImage, splitRegistry } from "../../src/emit/split-image.ts";
import { formatBytes } from "../../src/model/quantity.ts";
import type { Component, Text, Variable } from "../../src/model/schema.ts";
import { type Entry, entry } from "./entries.ts";
import { milvusRootPath } from "./external.ts";
import { dependency, type Layout, seatedAs } from "./layout.ts";
import { milvusLabels } from "./milvus.ts";
import {
  consoleSection,
  etcdSection,
  isSeated,
  kafkaSection,
  logSection,
  objectSection,
  singleSection,
} from "./names.ts";
import { annotationsOf, place, spread } from "./placement.ts";
import { resources } from "./resources.ts";
import { environment, knownText, onlySecret, refersToComponents } from "./text.ts";

export function stores(layout: Layout): readonly Entry[] {
  return [
    ...seatedAs(layout, "metadata").flatMap(({ component }) => etcd(component, layout)),
    ...seatedAs(layout, "objects").flatMap(({ component }) => objects(component, layout)),
    ...seatedAs(layout, "brokers").flatMap(({ component }) => kafka(component, layout)),
    ...seatedAs(layout, "log").flatMap(({ component }) => log(component, layout)),
    ...seatedAs(layout, "console").flatMap(({ component }) => console_(component, layout)),
  ];
}

/** What all of them can be told. */
function common(
  section: string,
  component: Component,
  labels: Readonly<Record<string, string>>,
  layout: Layout,
): readonly Entry[] {
  const own = [section];
  const notes = layout.chart.reads(section, "podAnnotations") ? "podAnnotations" : "annotations";
  return [
    ...resources(own, component, layout),
    ...spread(own, component, labels, layout),
    ...place(own, component, layout),
    entry([section, notes], annotationsOf(component, layout)),
  ];
}

function persistence(section: string, { volumes }: Component, { options }: Layout): Entry[] {
  const kept = volumes.find((volume) => volume.kept);
  return [
    entry([section, "persistence", "enabled"], kept !== undefined),
    entry([section, "persistence", "size"], kept && formatBytes(Math.round(kept.sizeBytes))),
    entry([section, "persistence", "storageClass"], kept && options.storageClass),
  ];
}

function bitnamiLabels(section: string, { release }: Layout): Readonly<Record<string, string>> {
  return { "app.kubernetes.io/name": section, "app.kubernetes.io/instance": release };
}

/**
 * Bitnami's scripts start it, so the image is the chart's own, from the program's registry; one that a person wrote
 * must be made for them, and a diagnostic says so.
 */
function ownImage(
  path: readonly string[],
  component: Component | undefined,
  layout: Layout,
): Entry[] {
  const { chart } = layout;
  const known = {
    repository: String(chart.defaultOf(...path, "repository") ?? ""),
    tag: String(chart.defaultOf(...path, "tag") ?? ""),
  };
  const written = component === undefined ? undefined : splitImage(component.image);
  const { repository, tag } = written ?? known;
  const { registry, repository: name } = splitRegistry(repository);
  const mirror = written === undefined ? layout.deployment.registry : undefined;
  return [
    entry([...path, "registry"], mirror ?? registry),
    entry([...path, "repository"], name),
    entry([...path, "tag"], tag),
  ];
}

/** Whether the image can be one that the chart's scripts start: by its own name in the repository. */
export function fitsScripts({ image }: Component): boolean {
  return /(?:^|\/)(?:milvusdb|bitnami\w*)\/[^/]+$/.test(splitImage(image).repository);
}

/** ETCD_ and a setting: what etcd reads instead of a flag. */
function flags({ command = [] }: Component, names: readonly string[]): Variable[] {
  return command.flatMap((text: Text) => {
    const known = knownText(text) ?? "";
    const [, name = "", value = ""] = /^--([a-z-]+)=(.*)$/.exec(known) ?? [];
    const variable = `ETCD_${name.toUpperCase().replaceAll("-", "_")}`;
    return names.includes(name) ? [{ name: variable, value }] : [];
  });
}

const etcdKeys: Readonly<Record<string, string>> = {
  ETCD_AUTO_COMPACTION_MODE: "autoCompactionMode",
  ETCD_AUTO_COMPACTION_RETENTION: "autoCompactionRetention",
};

function etcd(component: Component, layout: Layout): readonly Entry[] {
  const { variables, count } = component;
  const extra = variables.filter(({ name }) => etcdKeys[name] === undefined);
  const timing = flags(component, ["heartbeat-interval", "election-timeout"]);
  const section = etcdSection;
  return [
    entry([section, "replicaCount"], count),
    ...ownImage([section, "image"], fitsScripts(component) ? component : undefined, layout),
    ...persistence(section, component, layout),
    ...keyed(section, etcdKeys, variables),
    entry([section, "extraEnvVars"], environment([...extra, ...timing], layout)),
    ...common(section, component, bitnamiLabels(section, layout), layout),
  ];
}

function keyed(
  section: string,
  keys: Readonly<Record<string, string>>,
  variables: readonly Variable[],
  change: (text: string) => Yaml = (text) => text,
): readonly Entry[] {
  return variables.flatMap(({ name, value }) => {
    const key = keys[name];
    const text = knownText(value);
    return key === undefined || text === undefined ? [] : [entry([section, key], change(text))];
  });
}

/** User and password reach the chart's MinIO as a Secret, its own or one that exists. */
const objectCredentials = { user: "MINIO_ROOT_USER", password: "MINIO_ROOT_PASSWORD" } as const;

function objects(component: Component, layout: Layout): readonly Entry[] {
  const { repository, tag } = splitImage(component.image);
  const { count, variables } = component;
  const section = objectSection;
  const { bucket, rootPath } = dependency(layout, "objects");
  const isOwn = (name: string) => Object.values<string>(objectCredentials).includes(name);
  const others = variables.filter(({ name }) => !isOwn(name));
  const labels = { app: section, release: layout.release };
  return [
    entry([section, "mode"], count > 1 ? "distributed" : singleSection),
    entry([section, "replicas"], count > 1 ? count : undefined),
    entry(
      [section, "image", "repository"],
      repository,
      pullNote(component, layout.deployment, isSeated),
    ),
    entry([section, "image", "tag"], tag),
    ...credentials(component),
    entry([section, "bucketName"], bucket ?? milvusBucket),
    entry([section, "rootPath"], rootPath ?? milvusRootPath),
    entry([section, "useIAM"], false),
    ...persistence(section, component, layout),
    entry(
      [section, "environment"],
      others.length === 0
        ? undefined
        : new Map(others.map(({ name, value }) => [name, knownText(value) ?? ""])),
    ),
    entry([section, "extraArgs"], consoleArguments(component, layout)),
    ...common(section, component, labels, layout),
  ];
}

/** minio.bucketName of configs/milvus.yaml; the chart's is another. */
const milvusBucket = "a-bucket";

/** Only where the console is reached from outside: else nobody asks for it. */
function consoleArguments({ command = [], name }: Component, { deployment }: Layout): Yaml {
  const at = command.indexOf("--console-address");
  const isPublished = deployment.publications.some(
    ({ component, targetPort }) => component === name && command[at + 1] === `:${targetPort}`,
  );
  return at === -1 || !isPublished ? undefined : [`--console-address :${portOf(command[at + 1])}`];
}

function portOf(text: Text | undefined): string {
  return (text === undefined ? undefined : knownText(text))?.replace(/^:/, "") ?? "";
}

function credentials({ variables }: Component): readonly Entry[] {
  const section = objectSection;
  const valueNamed = (wanted: string) => variables.find(({ name }) => name === wanted)?.value ?? "";
  const user = valueNamed(objectCredentials.user);
  const password = valueNamed(objectCredentials.password);
  const secret = onlySecret(password)?.secret;
  return [
    entry([section, "existingSecret"], secret ?? ""),
    entry([section, "accessKey"], secret === undefined ? (knownText(user) ?? "") : ""),
    entry([section, "secretKey"], secret === undefined ? (knownText(password) ?? "") : ""),
  ];
}

/** The chart's words for settings of a broker; `_` keeps Helm from writing a number as a power of ten. */
const kafkaKeys: Readonly<Record<string, string>> = {
  KAFKA_HEAP_OPTS: "heapOpts",
  KAFKA_DEFAULT_REPLICATION_FACTOR: "defaultReplicationFactor",
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "offsetsTopicReplicationFactor",
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "transactionStateLogReplicationFactor",
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "transactionStateLogMinIsr",
  KAFKA_NUM_PARTITIONS: "numPartitions",
};
const kafkaSizes: Readonly<Record<string, string>> = {
  KAFKA_MESSAGE_MAX_BYTES: "maxMessageBytes",
};
/** Who is who among brokers without ZooKeeper: nothing of it exists here. */
const kafkaIdentity = new RegExp(
  "^CLUSTER_ID$|^KAFKA_(?:NODE_ID|PROCESS_ROLES|LISTENERS|ADVERTISED_LISTENERS|LOG_DIRS|" +
    "LISTENER_SECURITY_PROTOCOL_MAP|CONTROLLER_\\w+|INTER_BROKER_LISTENER_NAME)$",
);

function kafka(component: Component, layout: Layout): readonly Entry[] {
  const { variables, count } = component;
  const section = kafkaSection;
  const isSaid = (name: string) => kafkaKeys[name] !== undefined || kafkaSizes[name] !== undefined;
  const rest = variables
    .filter(
      ({ name, value }) => !isSaid(name) && !kafkaIdentity.test(name) && !refersToComponents(value),
    )
    .map(({ name, value }) => ({ name: name.replace(/^KAFKA_(?!CFG_)/, "KAFKA_CFG_"), value }));
  const keeper = [section, "zookeeper"];
  return [
    entry([section, "replicaCount"], count),
    ...ownImage([section, "image"], fitsScripts(component) ? component : undefined, layout),
    ...persistence(section, component, layout),
    ...keyed(section, kafkaKeys, variables, (text) => (/^\d+$/.test(text) ? Number(text) : text)),
    ...keyed(section, kafkaSizes, variables, (text) => `_${text}`),
    entry([section, "extraEnvVars"], environment(rest, layout)),
    ...common(section, component, bitnamiLabels(section, layout), layout),
    entry([...keeper, "enabled"], true),
    // An even number survives no more deaths than the odd one below it.
    entry([...keeper, "replicaCount"], count - (count % 2 === 0 ? 1 : 0)),
    ...ownImage([...keeper, "image"], undefined, layout),
    entry([...keeper, "persistence", "storageClass"], layout.options.storageClass),
  ];
}

/** Its servers name themselves; keys reach them by reference, over what the chart writes in clear text. */
function log(component: Component, layout: Layout): readonly Entry[] {
  const { repository, tag } = splitImage(component.image);
  const section = logSection;
  const secret = component.variables.filter(({ value }) => onlySecret(value) !== undefined);
  const labels = { ...milvusLabels(layout), component: section };
  return [
    entry([section, "replicaCount"], component.count),
    entry([section, "image", "repository"], repository),
    entry([section, "image", "tag"], tag),
    ...persistence(section, component, layout),
    entry([section, "extraEnv"], environment(secret, layout)),
    ...common(section, component, labels, layout),
  ];
}

function console_(component: Component, layout: Layout): readonly Entry[] {
  const { repository, tag } = splitImage(component.image);
  const section = consoleSection;
  const published = layout.deployment.publications.find((one) => one.component === component.name);
  const labels = { ...milvusLabels(layout), component: section };
  return [
    entry([section, "image", "repository"], repository),
    entry([section, "image", "tag"], tag),
    entry([section, "service", "type"], "ClusterIP"),
    entry([section, "service", "port"], published?.port ?? component.endpoints[0]?.port),
    entry([section, "ingress", "enabled"], false),
    ...common(section, component, labels, layout),
  ];
}
