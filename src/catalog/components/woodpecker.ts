/** Woodpecker: the log on the object store, inside Milvus or, from 3.0, a service. */
import type { Need, Text, Variable, Wait } from "../../model/schema.ts";
import type { Chosen, DefaultSizes, Plan, Product, Setting, Sizes } from "../catalog.ts";
import { imageOf } from "../images.ts";
import { health, need, peerEndpoint, plannedProcess, tcpEndpoint, wait } from "../processes.ts";
import { atMost, gibibyte, mebibyte, requirementsOf, volume } from "../sizes.ts";
import { each, host, ownHost, ownName, text } from "../texts.ts";
import { isAtLeast } from "../version.ts";
import { credentialsOf, defaultBucket, queueType, variable } from "../wiring.ts";

const name = "woodpecker";
const servicePort = 18080;
const gossipPort = 17946;
const metricsPort = 9091;

/** The chart's numbers; nothing that scales with a workload is published. */
const production: DefaultSizes = {
  requirements: {
    cpu: { request: 500, limit: 1000 },
    memory: { request: 512 * mebibyte, limit: gibibyte },
  },
  diskBytes: 30 * gibibyte,
  source: "zilliztech/milvus-helm charts/milvus/values.yaml, woodpecker",
};
const small: DefaultSizes = {
  requirements: atMost(gibibyte),
  diskBytes: 10 * gibibyte,
  source: "the limit of zilliztech/milvus-helm charts/milvus/values.yaml, woodpecker",
};

function defaultSizes({ environment }: Setting): DefaultSizes {
  return environment === "production" ? production : small;
}

/** Host and port apart, and MinIO's own words for the keys: other than in Milvus. */
function objectStore(setting: Setting): Variable[] {
  const { product, count, external } = setting.objects;
  const { user, password } = credentialsOf(setting.objects);
  const deployed = product.dialled(setting, count);
  const [outside] = external?.endpoints ?? [];
  const address: Text = deployed === undefined ? (outside?.host ?? "") : [host(deployed.component)];
  return [
    variable("MINIO_ADDRESS", address),
    variable("MINIO_PORT", String(deployed?.port ?? outside?.port ?? 9000)),
    variable("MINIO_ACCESS_KEY", user),
    variable("MINIO_SECRET_KEY", password),
    variable("MINIO_BUCKET", external?.bucket ?? defaultBucket),
  ];
}

function plan(setting: Setting, count: number, sizes: Sizes): Plan {
  if (count === 0) return { components: [], jobs: [], needs: [], waits: [] };
  const component = plannedProcess({
    name,
    product: name,
    count,
    // The service exists from 3.0 on; where it is asked for earlier, a law says so.
    image: sizes.image ?? imageOf(name, "3.0"),
    variables: [
      variable("NODE_NAME", [ownName]),
      variable("CLUSTER_NAME", setting.cluster),
      variable("STORAGE_TYPE", "service"),
      variable("SERVICE_PORT", String(servicePort)),
      variable("GOSSIP_PORT", String(gossipPort)),
      variable("METRICS_PORT", String(metricsPort)),
      variable("ADVERTISE_SERVICE_ADDR", text(ownHost, `:${servicePort}`)),
      variable("ADVERTISE_GOSSIP_ADDR", text(ownHost, `:${gossipPort}`)),
      variable("SEEDS", [each(name, ownHost, `:${gossipPort}`)]),
      variable("SERVICE_SEEDS", [each(name, ownHost, `:${servicePort}`)]),
      ...objectStore(setting),
    ],
    endpoints: [
      tcpEndpoint("service", servicePort, "grpc"),
      tcpEndpoint("metrics", metricsPort, "http"),
      peerEndpoint("gossip", gossipPort),
      peerEndpoint("gossip-udp", gossipPort, "udp"),
    ],
    health: health(
      {
        ready: { kind: "http", path: "/healthz", port: metricsPort },
        inside: {
          kind: "exec",
          command: ["curl", "-f", `http://localhost:${metricsPort}/healthz`],
        },
        alive: { kind: "tcp", port: servicePort },
      },
      30,
      10,
    ),
    volumes: [volume(sizes, defaultSizes(setting), { path: "/woodpecker/data" })],
    requirements: requirementsOf(sizes, name),
    stopSeconds: 60,
  });
  const peers = ["service", "gossip", "gossip-udp"].map((endpoint) =>
    need(name, component, endpoint, "log servers find each other by gossip and repair segments"),
  );
  const { needs, waits } = towardsObjects(setting);
  return { components: [component], jobs: [], needs: [...peers, ...needs], waits };
}

/** Log servers move finished segments to the object store, and check it at their start. */
function towardsObjects(setting: Setting): { needs: Need[]; waits: Wait[] } {
  const { product, count, external } = setting.objects;
  const why = "log servers move finished segments there";
  const deployed = product.dialled(setting, count);
  if (deployed !== undefined) {
    const { component, endpoint, port } = deployed;
    return {
      needs: [{ from: name, to: component, endpoint, port, why }],
      waits: [wait(name, component, "ready")],
    };
  }
  const [outside] = external?.endpoints ?? [];
  if (external === undefined || outside === undefined) return { needs: [], waits: [] };
  const { kind } = external;
  return {
    needs: [{ from: name, to: kind, endpoint: kind, port: outside.port, why }],
    waits: [],
  };
}

/** Inside, it writes where the objects are; `local` only where they are on the own disk. */
function wiring(setting: Setting, { count }: Chosen): Variable[] {
  if (count > 0)
    return [
      ...queueType(setting, name),
      variable("WOODPECKER_STORAGE_TYPE", "service"),
      // A list in JSON is what Milvus reads here (pkg/streaming/walimpls/impls/wp/builder.go
      // @3.0.0).
      variable("WOODPECKER_CLIENT_QUORUM_QUORUM_BUFFER_POOLS", [
        '[{"name":"default-region-pool","seeds":[',
        each(name, '"', ownHost, `:${servicePort}"`),
        "]}]",
      ]),
    ];
  const storage = setting.objects.product.name === "local" ? "local" : "minio";
  return [...queueType(setting, name), variable("WOODPECKER_STORAGE_TYPE", storage)];
}

export const woodpecker: Product = {
  name,
  kind: "queue",
  summary: "Woodpecker inside Milvus; (N) from 3.0 is the separate service",
  source:
    "milvus-io/milvus pkg/streaming/walimpls/impls/wp/builder.go; " +
    "zilliztech/woodpecker deployments/docker-compose.yaml; " +
    "zilliztech/milvus-helm charts/milvus/templates/woodpecker-statefulset.yaml",
  inside: true,
  supports: (_line, mode, version, count) =>
    count === 0
      ? isAtLeast(version, "2.6.0")
      : count >= 3 && mode === "distributed" && isAtLeast(version, "3.0.0"),
  members: { least: 3, most: 32 },
  defaultMembers: () => 0,
  defaultSizes,
  plan,
  wiring,
  dialled: (_setting, count) =>
    count === 0 ? undefined : { component: name, endpoint: "service", port: servicePort },
  decides: ["mq.type", "woodpecker.storage.type"],
};
