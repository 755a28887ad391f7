/** Deployments by hand: needs, waits, networks and publications as resolve makes them. */
import { Deployment, type Need, type Text, type Wait } from "../../../src/model/schema.ts";
import { data, each, endpoint, etcd, gibi, host, kafka, milvus, minio } from "./components.ts";

export function need(from: string, to: string, name: string, port: number): Need {
  return { from, to, endpoint: name, port, why: "by hand" };
}

export function ready(waiter: string, ...all: string[]): Wait[] {
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
