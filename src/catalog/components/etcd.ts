/** etcd: where Milvus keeps what it knows about itself. */
import type { Component, Text, Variable } from "../../model/schema.ts";
import type { Chosen, DefaultSizes, Plan, Product, Setting, Sizes } from "../catalog.ts";
import { imageOf, isReleaseAtLeast, releaseOf } from "../images.ts";
import { health, peerEndpoint, peerNeeds, plannedProcess, tcpEndpoint } from "../processes.ts";
import {
  atMost,
  byEnvironment,
  exactly,
  gibibyte,
  requirementsOf,
  severalInProduction,
  volume,
} from "../sizes.ts";
import { addresses, each, outsideAddresses, ownHost, ownName, text } from "../texts.ts";
import { optional, variable } from "../wiring.ts";

const name = "etcd";
const clientPort = 2379;
const peerPort = 2380;
const dataPath = "/etcd";

/**
 * History is dropped and room is bounded: an etcd that is full refuses every write
 * (milvus-io/milvus #44614).
 */
const housekeeping: readonly Variable[] = [
  variable("ETCD_AUTO_COMPACTION_MODE", "revision"),
  variable("ETCD_AUTO_COMPACTION_RETENTION", "1000"),
  variable("ETCD_QUOTA_BACKEND_BYTES", "4294967296"),
  variable("ETCD_SNAPSHOT_COUNT", "50000"),
];

/**
 * Never 127.0.0.1: Milvus from 2.5 dials what is advertised (milvus-io/milvus #39538, PR #40804).
 */
function command(cluster: string, count: number): Text[] {
  const single: Text[] = [
    "etcd",
    text("--name=", ownName),
    `--data-dir=${dataPath}`,
    `--listen-client-urls=http://0.0.0.0:${clientPort}`,
    text("--advertise-client-urls=http://", ownHost, `:${clientPort}`),
    // zilliztech/milvus-helm values.yaml, etcd.extraEnvVars: slow disks must not cost an election.
    "--heartbeat-interval=500",
    "--election-timeout=2500",
  ];
  if (count === 1) return single;
  return [
    ...single,
    `--listen-peer-urls=http://0.0.0.0:${peerPort}`,
    text("--initial-advertise-peer-urls=http://", ownHost, `:${peerPort}`),
    text("--initial-cluster=", each(name, ownName, "=http://", ownHost, `:${peerPort}`)),
    // Ignored once there is data, so it stays true at every later start.
    "--initial-cluster-state=new",
    `--initial-cluster-token=${cluster}`,
  ];
}

/** `/livez` and `/readyz` came with 3.5.12; no image from 3.5.14 on has a shell. */
function etcdHealth(image: string): Component["health"] {
  const knowsProbes = isReleaseAtLeast(releaseOf(image), "3.5.12");
  return health(
    {
      ready: { kind: "http", path: knowsProbes ? "/readyz" : "/health", port: clientPort },
      inside: { kind: "exec", command: ["etcdctl", "endpoint", "health"] },
      alive: knowsProbes
        ? { kind: "http", path: "/livez", port: clientPort }
        : { kind: "tcp", port: clientPort },
    },
    30,
  );
}

function defaultSizes({ environment }: Setting, count: number): DefaultSizes {
  return byEnvironment(
    {
      requirements: atMost(gibibyte),
      diskBytes: 5 * gibibyte,
      source: "small, for development: the quota of 4 GiB fits",
    },
    count === 1
      ? {
          requirements: exactly(500, gibibyte),
          diskBytes: 10 * gibibyte,
          source: "milvus-io/milvus.io src/utils/sizingTool.ts: one etcd 0.5 cpu, 1 GB, 10 GB",
        }
      : {
          requirements: exactly(1000, 4 * gibibyte),
          diskBytes: 20 * gibibyte,
          source: "milvus-io/milvus.io src/utils/sizingTool.ts: 3 x 1 cpu, 4 GB, 20 GB",
        },
  )(environment);
}

function plan(setting: Setting, count: number, sizes: Sizes): Plan {
  const image = sizes.image ?? imageOf(name, setting.line.name);
  const component = plannedProcess({
    name,
    product: name,
    count,
    image,
    command: command(setting.cluster, count),
    variables: [...housekeeping],
    endpoints: [
      tcpEndpoint("client", clientPort, "grpc"),
      ...(count > 1 ? [peerEndpoint("peer", peerPort)] : []),
    ],
    health: etcdHealth(image),
    volumes: [volume(sizes, defaultSizes(setting, count), { path: dataPath })],
    requirements: requirementsOf(sizes, name),
    stopSeconds: 30,
  });
  const needs = peerNeeds(component, ["peer"], "etcd members agree on every write");
  return { components: [component], jobs: [], needs, waits: [] };
}

function wiring(_setting: Setting, { count, external, credentials }: Chosen): Variable[] {
  if (external === undefined)
    return [variable("ETCD_ENDPOINTS", addresses(name, count, clientPort))];
  return [
    variable("ETCD_ENDPOINTS", outsideAddresses(external.endpoints)),
    ...optional("ETCD_ROOT_PATH", external.rootPath),
    ...(external.tls ? [variable("ETCD_SSL_ENABLED", "true")] : []),
    // Both or none: credentials that are empty where etcd asks for them end in a panic (#32365).
    ...(credentials === undefined
      ? []
      : [
          variable("ETCD_AUTH_ENABLED", "true"),
          variable("ETCD_AUTH_USER_NAME", credentials.user),
          variable("ETCD_AUTH_PASSWORD", credentials.password),
        ]),
  ];
}

export const etcd: Product = {
  name,
  kind: "metadata",
  summary: "etcd, the metadata store",
  source:
    "milvus-io/milvus deployments/docker/standalone/docker-compose.yml; etcd-io/website op-guide",
  inside: false,
  supports: () => true,
  members: { least: 1, most: 7 },
  defaultMembers: severalInProduction(3),
  defaultSizes,
  plan,
  wiring,
  dialled: () => ({ component: name, endpoint: "client", port: clientPort }),
  external: true,
  exposable: ["client"],
  decides: ["etcd.endpoints"],
};
