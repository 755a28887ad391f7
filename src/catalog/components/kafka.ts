/** Kafka without ZooKeeper: every member is broker and controller. */
import type { Component, Text, Variable } from "../../model/schema.ts";
import type {
  Advertised,
  Chosen,
  DefaultSizes,
  OutsideAddress,
  Plan,
  PlannedComponent,
  Product,
  Setting,
  Sizes,
} from "../catalog.ts";
import { imageOf } from "../images.ts";
import { health, peerEndpoint, peerNeeds, plannedProcess, tcpEndpoint } from "../processes.ts";
import {
  atMost,
  byEnvironment,
  exactly,
  gibibyte,
  mebibytes,
  memoryOf,
  requirementsOf,
  severalInProduction,
  volume,
} from "../sizes.ts";
import { addresses, each, outsideAddresses, ownHost, ownNumber, text } from "../texts.ts";
import { queuesBefore, queueType, variable } from "../wiring.ts";

const name = "kafka";
const brokerPort = 9092;
const controllerPort = 9093;
const outsidePort = 9094;
const volumePath = "/var/lib/kafka/data";

/** The other half is the page cache, on which Kafka lives. */
const heapShare = 0.5;

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * 16 bytes in 22 characters, always the same for the same cluster: all members must agree for
 * ever.
 */
export function clusterId(cluster: string): string {
  const bits = [1, 2, 3, 4]
    .map((seed) => fnv1a(`${seed}:${cluster}`).toString(2).padStart(32, "0"))
    .join("");
  // The first bit is 0, so that the first character is a letter and never looks like an option.
  const padded = `0${bits.slice(1)}0000`;
  return (padded.match(/.{6}/g) ?? []).map((six) => base64[Number.parseInt(six, 2)]).join("");
}

/** The 32-bit FNV-1a hash. */
function fnv1a(input: string): number {
  let hash = 0x811c9dc5;
  for (const character of input)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}

/** One KAFKA_ setting turns all defaults of the image off, so this is the full set. */
function variables(cluster: string, count: number, memoryBytes: number): Variable[] {
  const copies = String(Math.min(3, count));
  const inSync = count >= 3 ? "2" : "1";
  const heap = mebibytes(memoryBytes, heapShare);
  const voters = each(name, ownNumber, "@", ownHost, `:${controllerPort}`);
  return [
    variable("KAFKA_NODE_ID", [ownNumber]),
    variable("KAFKA_PROCESS_ROLES", "broker,controller"),
    variable("KAFKA_LISTENERS", `PLAINTEXT://:${brokerPort},CONTROLLER://:${controllerPort}`),
    variable("KAFKA_ADVERTISED_LISTENERS", text("PLAINTEXT://", ownHost, `:${brokerPort}`)),
    variable("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
    variable("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
    variable("KAFKA_INTER_BROKER_LISTENER_NAME", "PLAINTEXT"),
    variable("KAFKA_CONTROLLER_QUORUM_VOTERS", [voters]),
    variable("CLUSTER_ID", clusterId(cluster)),
    // A folder of its own: Kafka refuses the `lost+found` of a fresh disk beside its topics.
    variable("KAFKA_LOG_DIRS", `${volumePath}/logs`),
    // Milvus lets its topics be created by use, so they inherit these two.
    variable("KAFKA_DEFAULT_REPLICATION_FACTOR", copies),
    variable("KAFKA_MIN_INSYNC_REPLICAS", inSync),
    variable("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", copies),
    variable("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", copies),
    variable("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", inSync),
    variable("KAFKA_MESSAGE_MAX_BYTES", "10485760"),
    variable("KAFKA_REPLICA_FETCH_MAX_BYTES", "10485760"),
    variable("KAFKA_NUM_PARTITIONS", "1"),
    variable("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
    variable("KAFKA_HEAP_OPTS", `-Xms${heap}m -Xmx${heap}m`),
  ];
}

/** The tool would inherit the server's heap, and take as much memory again. */
const kafkaHealth: Component["health"] = health(
  {
    ready: {
      kind: "shell",
      line:
        "KAFKA_HEAP_OPTS=-Xmx128m /opt/kafka/bin/kafka-broker-api-versions.sh " +
        `--bootstrap-server localhost:${brokerPort}`,
    },
    alive: { kind: "tcp", port: brokerPort },
  },
  90,
  10,
);

const defaultSizes = ({ environment }: Setting): DefaultSizes =>
  byEnvironment(
    {
      requirements: atMost(gibibyte),
      diskBytes: 10 * gibibyte,
      source: "measured with Kafka 3.9.1: 400 MB resident with a heap of 512 MiB",
    },
    {
      requirements: exactly(2000, 8 * gibibyte),
      diskBytes: 300 * gibibyte,
      source:
        "milvus-io/milvus.io src/utils/sizingTool.ts: 3 x 2 cpu, 8 GB; " +
        "disk of zilliztech/milvus-helm values.yaml",
    },
  )(environment);

function plan(setting: Setting, count: number, sizes: Sizes): Plan {
  const requirements = requirementsOf(sizes, name);
  const component = plannedProcess({
    name,
    product: name,
    count,
    image: sizes.image ?? imageOf(name, setting.line.name),
    user: { uid: 1000, gid: 1000 },
    variables: variables(setting.cluster, count, memoryOf(requirements, gibibyte)),
    endpoints: [tcpEndpoint("broker", brokerPort), peerEndpoint("controller", controllerPort)],
    health: kafkaHealth,
    volumes: [volume(sizes, defaultSizes(setting), { path: volumePath })],
    requirements,
    stopSeconds: 60,
    // Its check starts processes that outlive a timeout.
    reaped: true,
  });
  const needs = peerNeeds(
    component,
    ["broker", "controller"],
    "brokers copy each other's partitions and elect a controller",
  );
  return { components: [component], jobs: [], needs, waits: [] };
}

/** Clients are told where to go, so those outside need a listener that names their address. */
function advertise(component: PlannedComponent, outside: OutsideAddress): Advertised {
  const additions: Readonly<Record<string, string>> = {
    KAFKA_LISTENERS: `,OUTSIDE://:${outsidePort}`,
    KAFKA_ADVERTISED_LISTENERS: `,OUTSIDE://${outside.host}:${outside.port}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: ",OUTSIDE:PLAINTEXT",
  };
  const extended = component.variables.map((one) => {
    const addition = additions[one.name];
    return addition === undefined ? one : { ...one, value: appended(one.value, addition) };
  });
  const endpoints = [...component.endpoints, tcpEndpoint("outside", outsidePort)];
  return { component: { ...component, variables: extended, endpoints }, endpoint: "outside" };
}

function appended(value: Text, addition: string): Text {
  return typeof value === "string" ? value + addition : [...value, addition];
}

function wiring(setting: Setting, { count, external, credentials }: Chosen): Variable[] {
  const brokers =
    external === undefined
      ? addresses(name, count, brokerPort)
      : outsideAddresses(external.endpoints);
  return [
    ...queueType(setting, name),
    ...queuesBefore(setting, name),
    variable("KAFKA_BROKER_LIST", brokers),
    ...(external === undefined ? [] : security(external.tls, credentials)),
  ];
}

/**
 * Releases of 2.2 and the first of 2.3 read the protocol only beside a user (kafka_client.go
 * @2.3.0).
 */
function security(tls: boolean, credentials: Chosen["credentials"]): Variable[] {
  if (credentials === undefined) return tls ? [variable("KAFKA_SECURITY_PROTOCOL", "SSL")] : [];
  return [
    variable("KAFKA_SECURITY_PROTOCOL", tls ? "SASL_SSL" : "SASL_PLAINTEXT"),
    variable("KAFKA_SASL_MECHANISMS", "PLAIN"),
    variable("KAFKA_SASL_USERNAME", credentials.user),
    variable("KAFKA_SASL_PASSWORD", credentials.password),
  ];
}

export const kafka: Product = {
  name,
  kind: "queue",
  summary: "Kafka (KRaft)",
  source:
    "apache/kafka docker/examples/docker-compose-files/cluster/combined, " +
    "docker/resources/common-scripts",
  inside: false,
  supports: () => true,
  members: { least: 1, most: 9 },
  defaultMembers: severalInProduction(3),
  defaultSizes,
  plan,
  wiring,
  dialled: () => ({ component: name, endpoint: "broker", port: brokerPort }),
  advertise,
  external: true,
  exposable: ["broker"],
  decides: ["kafka.brokerList", "mq.type"],
};
