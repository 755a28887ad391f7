/** A deployment by hand with one of everything that the others lack. */
import type { Deployment } from "../../../src/model/schema.ts";
import { attu, component, data, each, endpoint, gibi, milvus } from "./components.ts";
import { deployment, need, ready } from "./deployments.ts";

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
