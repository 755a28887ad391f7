/** Deployments by hand, in the shape that the catalogue gives them, so that the target is tested by itself. */
import {
  type Component,
  Deployment,
  type Endpoint,
  type Health,
  type Need,
  type Part,
  type Text,
  type Variable,
  type Volume,
  type Wait,
} from "../../../src/model/schema.ts";

const gibi = 2 ** 30;

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

function need(from: string, to: string, name: string, port: number): Need {
  return { from, to, endpoint: name, port, why: "by hand" };
}

function ready(waiter: string, ...all: string[]): Wait[] {
  return all.map((one) => ({ component: waiter, for: one, until: "ready" }));
}

type Draft = Partial<Deployment> & Pick<Deployment, "components">;

export function deployment(draft: Draft): Deployment {
  return Deployment.parse({
    name: "prod",
    file: "prod.mvs",
    mode: "distributed",
    environment: "development",
    milvusVersion: "2.3.5",
    jobs: [],
    dependencies: [],
    externals: [],
    needs: [],
    shares: [],
    networks: [
      {
        name: "backend",
        internal: false,
        members: draft.components.map(({ name }) => name),
      },
    ],
    waits: [],
    startOrder: [],
    publications: [],
    secrets: [],
    authorization: false,
    tls: "off",
    configuration: { settings: [] },
    allowances: [],
    helpers: { balancer: "haproxy:3.0.26-alpine" },
    targets: {},
    ...draft,
  } satisfies Deployment);
}

export function standalone(draft: Partial<Deployment> = {}): Deployment {
  const wiring = {
    ETCD_ENDPOINTS: [host("etcd"), ":2379"],
    MINIO_ADDRESS: [host("minio"), ":9000"],
    MQ_TYPE: "rocksmq",
  };
  const components = [
    etcd(1),
    minio(1, "minioadmin", "minioadmin"),
    milvus("standalone", wiring, {
      endpoints: [endpoint("client", 19530, "grpc"), endpoint("metrics", 9091, "http")],
      volumes: [data("/var/lib/milvus", 100)],
      exclusive: true,
    }),
  ];
  return deployment({
    name: "dev",
    file: "dev.mvs",
    mode: "standalone",
    components,
    needs: [need("standalone", "etcd", "client", 2379), need("standalone", "minio", "api", 9000)],
    networks: [
      { name: "frontend", internal: false, members: ["standalone"] },
      { name: "backend", internal: true, members: ["etcd", "minio", "standalone"] },
    ],
    waits: ready("standalone", "etcd", "minio"),
    publications: [
      {
        component: "standalone",
        endpoint: "client",
        port: 19530,
        targetPort: 19530,
        balanced: false,
      },
      {
        component: "standalone",
        endpoint: "metrics",
        port: 9091,
        targetPort: 9091,
        address: "127.0.0.1",
        balanced: false,
      },
    ],
    ...draft,
  });
}

export const roles235 = [
  "rootcoord",
  "datacoord",
  "querycoord",
  "indexcoord",
  "datanode",
  "querynode",
  "indexnode",
  "proxy",
] as const;

const secret = (key: string): Text => [{ kind: "secret", secret: "milvus-minio", key }];

/** Milvus 2.3.5 with every role twice where it may, three brokers, three etcd, four MinIO. */
export function distributed(draft: Partial<Deployment> = {}): Deployment {
  const dependencies = [etcd(3), minio(4, secret("user"), secret("password")), kafka(3)];
  const wiring = {
    ETCD_ENDPOINTS: [each("etcd", ["SELF", ":2379"])],
    MINIO_ADDRESS: [host("minio"), ":9000"],
    MINIO_ACCESS_KEY_ID: secret("user"),
    MINIO_SECRET_ACCESS_KEY: secret("password"),
    MQ_TYPE: "kafka",
    KAFKA_BROKER_LIST: [each("kafka", ["SELF", ":9092"])],
  };
  const processes = roles235.map((role) =>
    milvus(role, wiring, {
      count: role === "proxy" || role === "querynode" || role === "datanode" ? 2 : 1,
      logging: { maxSize: "100m", maxFile: 3 },
      requirements:
        role === "querynode"
          ? { cpu: { request: 100, limit: 1500 }, memory: { request: gibi / 4, limit: 2 * gibi } }
          : { cpu: {}, memory: {} },
      ...(role === "proxy" && {
        endpoints: [
          endpoint("client", 19530, "grpc"),
          endpoint("internal", 19529, "grpc"),
          endpoint("metrics", 9091, "http"),
        ],
      }),
    }),
  );
  const components = [...dependencies, ...processes];
  const names = components.map(({ name }) => name);
  return deployment({
    components,
    needs: roles235.flatMap((role) => [
      need(role, "etcd", "client", 2379),
      need(role, "minio", "api", 9000),
      need(role, "kafka", "broker", 9092),
      ...(role.endsWith("coord")
        ? [need(role, "proxy", "internal", 19529), need(role, "querynode", "internal", 21000)]
        : [need(role, "rootcoord", "internal", 21000)]),
      need("proxy", role, "internal", 21000),
    ]),
    networks: [
      { name: "frontend", internal: false, members: ["proxy"] },
      { name: "backend", internal: true, mtuBytes: 9000, members: names },
    ],
    waits: roles235.flatMap((role) => ready(role, "etcd", "minio", "kafka")),
    publications: [
      { component: "proxy", endpoint: "client", port: 19530, targetPort: 19530, balanced: true },
    ],
    secrets: [
      {
        name: "milvus-minio",
        purpose: "objects",
        origin: "required",
        keys: [
          {
            name: "user",
            key: "accesskey",
            file: false,
            hint: "MinIO's user, 3 characters or more",
          },
          { name: "password", key: "secretkey", file: false, hint: "MinIO's password, 8 or more" },
        ],
      },
    ],
    ...draft,
  });
}

/** One of everything else: a job, a way out, files, joins, aliases, places, the environment. */
export function extended(draft: Partial<Deployment> = {}): Deployment {
  const wiring = {
    ETCD_ENDPOINTS: "etcd.infra:2379",
    MINIO_ADDRESS: "s3.example.com:443",
    MQ_TYPE: "pulsar",
    PULSAR_ADDRESS: ["pulsar://", each("pulsar-broker", ["SELF", ":6650"])],
    HTTP_PROXY: [
      { kind: "environment", variable: "OUR_PROXY", default: "http://p:3128/$1" } as const,
    ],
    NO_PROXY: [{ kind: "environment", variable: "OUR_EXCEPTIONS" } as const],
  };
  const process = { image: "milvusdb/milvus:v2.4.24", configured: true };
  const components = [
    component("pulsar-zookeeper", {
      image: "apachepulsar/pulsar:3.0.7",
      group: "pulsar",
      count: 3,
      user: { uid: 10000, gid: 0 },
      endpoints: [endpoint("client", 2181)],
      volumes: [data("/pulsar/data")],
    }),
    component("pulsar-broker", {
      image: "apachepulsar/pulsar:3.0.7",
      group: "pulsar",
      endpoints: [endpoint("broker", 6650), endpoint("admin", 8080, "http")],
    }),
    milvus("mixcoord", wiring, process),
    milvus("querynode", wiring, {
      ...process,
      volumes: [{ name: "cache", path: "/var/lib/milvus", sizeBytes: gibi, kept: false }],
      requirements: { cpu: { limit: 8000 }, memory: { limit: 1_500_000_000 }, gpu: { count: 2 } },
      spread: "zone",
    }),
    milvus("proxy", wiring, {
      ...process,
      count: 2,
      aliases: ["milvus-proxy"],
      endpoints: [
        endpoint("client", 19530, "grpc"),
        endpoint("internal", 19529, "grpc"),
        endpoint("metrics", 9091, "http"),
      ],
      secretFiles: [{ secret: "milvus-tls", key: "certificate", path: "/milvus/tls/server.pem" }],
    }),
    attu(),
  ];
  const inside = components.map(({ name }) => name);
  return deployment({
    name: "shared",
    file: "shared.mvs",
    milvusVersion: "2.4.24",
    components,
    jobs: [
      {
        name: "pulsar-init",
        component: "pulsar-broker",
        image: "apachepulsar/pulsar:3.0.7",
        command: ["bin/pulsar", "initialize-cluster-metadata", "--cluster", "shared"],
        variables: [],
      },
    ],
    externals: [{ name: "s3", addresses: [{ host: "s3.example.com", port: 443 }], tls: true }],
    needs: [
      ...["mixcoord", "querynode", "proxy"].flatMap((one) => [
        need(one, "s3", "s3", 443),
        need(one, "pulsar-broker", "broker", 6650),
        need(one, "mixcoord", "internal", 21000),
      ]),
      need("mixcoord", "proxy", "internal", 19529),
      need("proxy", "querynode", "internal", 21000),
      need("attu", "proxy", "client", 19530),
    ],
    networks: [
      { name: "frontend", internal: false, members: ["proxy", "attu", "mixcoord"] },
      { name: "backend", internal: true, members: inside.filter((name) => name !== "attu") },
    ],
    waits: [
      ...ready("pulsar-init", "pulsar-zookeeper"),
      { component: "pulsar-broker", for: "pulsar-init", until: "completed" },
      ...["mixcoord", "querynode", "proxy"].flatMap((one) => ready(one, "pulsar-broker")),
    ],
    publications: [
      { component: "proxy", endpoint: "client", port: 443, targetPort: 19530, balanced: true },
      {
        component: "attu",
        endpoint: "web",
        port: 3000,
        targetPort: 3000,
        address: "::1",
        balanced: false,
      },
    ],
    secrets: [
      {
        name: "milvus-tls",
        purpose: "TLS",
        origin: "existing",
        keys: [
          { name: "certificate", key: "tls.crt", file: true, hint: "the server's certificate" },
        ],
      },
    ],
    configuration: {
      file: "/milvus/configs/user.yaml",
      settings: [
        { key: "common.security.authorizationEnabled", value: true },
        { key: "common.security.defaultRootPassword", value: "pa$$w0rd: #1" },
        { key: "quotaAndLimits.dml.insertRate.max", value: 8.5 },
        { key: "trace.sampleFraction", value: "1e3" },
      ],
    },
    allowances: [{ code: "default-credentials", component: "minio", reason: "a demonstration" }],
    targets: {
      compose: [
        {
          name: "project",
          arguments: { name: { kind: "environment", variable: "PROJECT", default: "shared" } },
          settings: [],
        },
        { name: "data", arguments: { component: "all", place: "./volumes" }, settings: [] },
        {
          name: "data",
          arguments: { component: ["pulsar-zookeeper", "pulsar-broker"], place: "old-data" },
          settings: [],
        },
        {
          name: "join",
          arguments: { network: "apps" },
          settings: [{ name: "members", arguments: { members: ["proxy"] }, settings: [] }],
        },
        { name: "restart", arguments: { choice: "always" }, settings: [] },
      ],
    },
    ...draft,
  });
}
