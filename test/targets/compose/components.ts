/** Components by hand, in the shape that the catalogue gives them, so that the target is tested by itself. */
import type {
  Component,
  Endpoint,
  Health,
  Part,
  Text,
  Variable,
  Volume,
} from "../../../src/model/schema.ts";

export const gibi = 2 ** 30;

export function host(component: string): Part {
  return { kind: "host", component };
}
export const self: Part = { kind: "self", what: "host", offset: 0 };
export function each(component: string, text: readonly (string | "SELF")[], separator = ","): Part {
  const own = { kind: "self", what: "host", offset: 0 } as const;
  return {
    kind: "each",
    component,
    text: text.map((piece) => (piece === "SELF" ? own : piece)),
    separator,
  };
}

export function variables(values: Readonly<Record<string, Text>>): Variable[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

export function endpoint(
  name: string,
  port: number,
  speaks: Endpoint["speaks"] = "other",
  peers?: true,
): Endpoint {
  return { name, port, protocol: "tcp", speaks, ...(peers && { peers }) };
}

export function data(path: string, gigabytes = 10): Volume {
  return { name: "data", path, sizeBytes: gigabytes * gibi, kept: true };
}

const milvusHealth: Health = {
  ready: { kind: "http", path: "/healthz", port: 9091 },
  inside: { kind: "exec", command: ["curl", "-f", "http://localhost:9091/healthz"] },
  alive: { kind: "http", path: "/healthz", port: 9091 },
  intervalSeconds: 5,
  timeoutSeconds: 5,
  retries: 12,
  startSeconds: 90,
};

/** A component with nothing special; overrides say what is. */
export function component(
  name: string,
  overrides: Partial<Component> & Pick<Component, "image">,
): Component {
  return {
    name,
    product: name,
    role: name,
    group: name,
    identity: "members",
    count: 1,
    variables: [],
    configured: false,
    secretFiles: [],
    endpoints: [],
    health: {
      ready: { kind: "tcp", port: 1 },
      inside: { kind: "exec", command: ["true"] },
      alive: { kind: "tcp", port: 1 },
      intervalSeconds: 5,
      timeoutSeconds: 5,
      retries: 12,
      startSeconds: 30,
    },
    volumes: [],
    requirements: { cpu: {}, memory: {} },
    aliases: [],
    logging: {},
    stopSeconds: 30,
    restart: "unless-stopped",
    reaped: false,
    unconfined: false,
    exclusive: false,
    ...overrides,
  };
}

export function etcd(count: number): Component {
  const command: Text[] = ["etcd"];
  const flag = (name: string, ...value: (string | Part)[]) =>
    command.push([`--${name}=`, ...value]);
  flag("name", { kind: "self", what: "name", offset: 0 });
  flag("data-dir", "/etcd");
  flag("listen-client-urls", "http://0.0.0.0:2379");
  flag("advertise-client-urls", "http://", self, ":2379");
  if (count > 1) {
    flag("listen-peer-urls", "http://0.0.0.0:2380");
    flag("initial-advertise-peer-urls", "http://", self, ":2380");
    flag("initial-cluster", each("etcd", ["SELF", "=http://", "SELF", ":2380"]));
    flag("initial-cluster-state", "new");
    flag("initial-cluster-token", "prod-etcd");
  }
  return component("etcd", {
    image: "quay.io/coreos/etcd:v3.5.5",
    count,
    command,
    endpoints: [endpoint("client", 2379, "grpc"), endpoint("peer", 2380, "http", true)],
    variables: variables({
      ETCD_AUTO_COMPACTION_MODE: "revision",
      ETCD_AUTO_COMPACTION_RETENTION: "1000",
      ETCD_QUOTA_BACKEND_BYTES: "4294967296",
      ETCD_SNAPSHOT_COUNT: "50000",
    }),
    health: {
      ...component("etcd", { image: "x" }).health,
      inside: { kind: "exec", command: ["etcdctl", "endpoint", "health"] },
    },
    volumes: [data("/etcd", 20)],
  });
}

export function minio(count: number, user: Text, password: Text): Component {
  return component("minio", {
    image: "quay.io/minio/minio:RELEASE.2023-03-20T20-16-18Z",
    count,
    command: [
      "minio",
      "server",
      ...(count > 1
        ? [["http://", { kind: "ellipsis", component: "minio" } as const, "/data"]]
        : ["/data"]),
      "--console-address",
      ":9001",
    ],
    variables: variables({ MINIO_ROOT_USER: user, MINIO_ROOT_PASSWORD: password }),
    endpoints: [endpoint("api", 9000, "http"), endpoint("console", 9001, "http")],
    health: {
      ...component("minio", { image: "x" }).health,
      ready: { kind: "http", path: "/minio/health/live", port: 9000 },
      inside: {
        kind: "exec",
        command: ["curl", "-f", "http://localhost:9000/minio/health/live"],
      },
    },
    volumes: [data("/data", 500)],
  });
}

export function kafka(count: number): Component {
  const replication = String(Math.min(count, 3));
  return component("kafka", {
    image: "apache/kafka:3.9.1",
    count,
    user: { uid: 1000, gid: 1000 },
    variables: variables({
      KAFKA_NODE_ID: [{ kind: "self", what: "number", offset: 1 }],
      KAFKA_PROCESS_ROLES: "broker,controller",
      KAFKA_LISTENERS: "PLAINTEXT://:9092,CONTROLLER://:9093",
      KAFKA_ADVERTISED_LISTENERS: ["PLAINTEXT://", self, ":9092"],
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
      KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER",
      KAFKA_INTER_BROKER_LISTENER_NAME: "PLAINTEXT",
      KAFKA_CONTROLLER_QUORUM_VOTERS: [
        {
          kind: "each",
          component: "kafka",
          text: [
            { kind: "self", what: "number", offset: 1 },
            "@",
            { kind: "self", what: "host", offset: 0 },
            ":9093",
          ],
          separator: ",",
        },
      ],
      CLUSTER_ID: "4L6g3nShT-eMCtK--X86sw",
      KAFKA_LOG_DIRS: "/var/lib/kafka/data",
      KAFKA_DEFAULT_REPLICATION_FACTOR: replication,
      KAFKA_MIN_INSYNC_REPLICAS: count > 1 ? "2" : "1",
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: replication,
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: replication,
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: count > 1 ? "2" : "1",
      KAFKA_MESSAGE_MAX_BYTES: "10485760",
      KAFKA_REPLICA_FETCH_MAX_BYTES: "10485760",
      KAFKA_NUM_PARTITIONS: "1",
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: "0",
      KAFKA_HEAP_OPTS: "-Xms512m -Xmx512m",
    }),
    endpoints: [endpoint("broker", 9092), endpoint("controller", 9093, "other", true)],
    health: {
      ...component("kafka", { image: "x" }).health,
      inside: {
        kind: "shell",
        line: "KAFKA_HEAP_OPTS=-Xmx128m /opt/kafka/bin/kafka-broker-api-versions.sh --bootstrap-server localhost:9092",
      },
      intervalSeconds: 10,
      timeoutSeconds: 10,
      startSeconds: 90,
    },
    volumes: [data("/var/lib/kafka/data", 200)],
  });
}

export function milvus(
  role: string,
  wiring: Readonly<Record<string, Text>>,
  overrides: Partial<Component> = {},
): Component {
  return component(role, {
    product: "milvus",
    identity: "replicas",
    image: "milvusdb/milvus:v2.3.5",
    command: ["milvus", "run", role],
    variables: variables(wiring),
    endpoints: [endpoint("internal", 21000, "grpc"), endpoint("metrics", 9091, "http")],
    health: milvusHealth,
    unconfined: true,
    reaped: true,
    stopSeconds: 120,
    ...overrides,
  });
}

export function attu(): Component {
  return component("attu", {
    image: "zilliz/attu:v2.3.10",
    identity: "replicas",
    variables: variables({ MILVUS_URL: [host("proxy"), ":19530"] }),
    endpoints: [endpoint("web", 3000, "http")],
  });
}
