/** Pulsar as a cluster: ZooKeepers, bookies, brokers, and the job that comes first. */
import type { Component, Job, Text } from "../model/schema.ts";
import type { Plan, PlannedComponent, Setting, Sizes } from "./catalog.ts";
import {
  health,
  need,
  peerEndpoint,
  peerNeeds,
  plannedProcess,
  tcpEndpoint,
  wait,
} from "./processes.ts";
import {
  brokerHealth,
  curl,
  dataPath,
  defaultSizes,
  fallbackMemory,
  journalBytes,
  knowsMetadataStores,
  maxFrameSize,
  maxMessageSize,
  memory,
  metadataStore,
  names,
  ports,
  pulsarImage,
  retention,
  shares,
  smallCaches,
  smallJournalBytes,
  startWith,
  userOf,
  zookeepers,
} from "./pulsar-processes.ts";
import { gibibyte, memoryOf, requirementsOf, volume } from "./sizes.ts";
import { each, ownHost, ownName, text } from "./texts.ts";
import { variable } from "./wiring.ts";

interface Request {
  readonly setting: Setting;
  readonly count: number;
  readonly sizes: Sizes;
  readonly image: string;
}

type Role = "zookeeper" | "bookie" | "broker";

/** What the three kinds of processes share. */
function member(
  { count, sizes, image }: Request,
  role: Role,
  own: Pick<Component, "command" | "variables" | "endpoints" | "health" | "volumes"> & {
    readonly stopSeconds: number;
  },
): PlannedComponent {
  const requirements = requirementsOf(sizes, role);
  const bytes = memoryOf(requirements, fallbackMemory);
  return plannedProcess({
    name: names[role],
    product: "pulsar",
    role,
    group: "pulsar",
    count,
    image,
    ...userOf(image),
    requirements,
    // Checks start processes of their own; a Java process would never reap those that outlive it.
    reaped: true,
    ...own,
    variables: [
      memory(bytes, shares[role]),
      ...own.variables,
      ...(role === "bookie" ? smallCaches(bytes) : []),
    ],
  });
}

/**
 * A ZooKeeper finds its number by its own short name in the list, so host name and name must be
 * the same.
 */
function planZookeeper(request: Request): PlannedComponent {
  const isProduction = request.setting.environment === "production";
  const disk = (isProduction ? 30 : 5) * gibibyte;
  const { diskBytes: _ledgers, ...sizes } = request.sizes;
  return member(request, "zookeeper", {
    command: [
      "bash",
      "-c",
      "bin/apply-config-from-env.py conf/zookeeper.conf && " +
        "bin/generate-zookeeper-config.sh conf/zookeeper.conf && exec bin/pulsar zookeeper",
    ],
    variables: [variable("ZOOKEEPER_SERVERS", [each(names.zookeeper, ownName)])],
    endpoints: [
      tcpEndpoint("client", ports.zookeeper),
      peerEndpoint("follower", ports.follower),
      peerEndpoint("election", ports.election),
    ],
    health: health(
      {
        ready: {
          kind: "shell",
          line: "curl -fs http://localhost:9990/commands/srvr | grep -q server_state",
        },
        alive: { kind: "tcp", port: ports.zookeeper },
      },
      60,
    ),
    volumes: [
      volume(
        sizes,
        { ...defaultSizes(request.setting, request.count), diskBytes: disk },
        {
          path: dataPath,
        },
      ),
    ],
    stopSeconds: 30,
  });
}

/** Ledgers and journal lie in one volume: any other folder would belong to root in a fresh one. */
function planBookie(request: Request): PlannedComponent {
  const isProduction = request.setting.environment === "production";
  return member(request, "bookie", {
    command: startWith("bookkeeper.conf", "bookie"),
    variables: [
      variable("zkServers", [zookeepers]),
      variable("advertisedAddress", [ownHost]),
      variable("httpServerEnabled", "true"),
      variable("httpServerPort", String(ports.bookieHttp)),
      variable("nettyMaxFrameSizeBytes", maxFrameSize),
    ],
    endpoints: [
      tcpEndpoint("bookie", ports.bookie),
      tcpEndpoint("metrics", ports.bookieHttp, "http"),
    ],
    health: health(
      {
        ready: { kind: "http", path: "/api/v1/bookie/is_ready", port: ports.bookieHttp },
        inside: curl(ports.bookieHttp, "/api/v1/bookie/is_ready"),
        alive: { kind: "http", path: "/api/v1/bookie/state", port: ports.bookieHttp },
      },
      60,
    ),
    volumes: [
      volume(request.sizes, defaultSizes(request.setting, request.count), {
        path: dataPath,
        plusBytes: isProduction ? journalBytes : smallJournalBytes,
      }),
    ],
    stopSeconds: 60,
  });
}

/**
 * So long the topics of a dead broker have no owner. Pulsar's 30 s (conf/broker.conf) are as long as
 * Milvus' client waits to send, so that one dead broker made creating a collection fail (measured
 * with 2.3.5: "message send timeout").
 */
const brokerSessionMilliseconds = "10000";

function planBroker(request: Request): PlannedComponent {
  const { image, count, setting } = request;
  const stores = knowsMetadataStores(image)
    ? [
        variable("metadataStoreUrl", metadataStore),
        variable("configurationMetadataStoreUrl", metadataStore),
        variable("metadataStoreSessionTimeoutMillis", brokerSessionMilliseconds),
      ]
    : [
        variable("zookeeperServers", [zookeepers]),
        variable("configurationStoreServers", [zookeepers]),
        variable("zooKeeperSessionTimeoutMillis", brokerSessionMilliseconds),
      ];
  // Two copies of every entry, both written before it counts, as in the chart; one bookie has one.
  const copies = String(Math.min(2, count));
  return member(request, "broker", {
    command: startWith("broker.conf", "broker"),
    variables: [
      ...stores,
      variable("clusterName", setting.cluster),
      variable("advertisedAddress", [ownHost]),
      variable("maxMessageSize", maxMessageSize),
      variable("managedLedgerDefaultEnsembleSize", copies),
      variable("managedLedgerDefaultWriteQuorum", copies),
      variable("managedLedgerDefaultAckQuorum", copies),
      ...retention.map(([key, value]) => variable(key, value)),
    ],
    endpoints: [tcpEndpoint("broker", ports.broker), tcpEndpoint("admin", ports.admin, "http")],
    health: brokerHealth,
    volumes: [],
    stopSeconds: 60,
  });
}

/** Ends well on metadata that is there already, so it may run at every start. */
function planInit({ setting, image }: Request): Plan["jobs"][number] {
  const stores: Text[] = knowsMetadataStores(image)
    ? ["--metadata-store", metadataStore, "--configuration-metadata-store", metadataStore]
    : ["--zookeeper", [zookeepers], "--configuration-store", [zookeepers]];
  const job: Omit<Job, "image"> = {
    name: names.init,
    component: names.broker,
    ...userOf(image),
    command: [
      "bin/pulsar",
      "initialize-cluster-metadata",
      "--cluster",
      setting.cluster,
      ...stores,
      "--web-service-url",
      text("http://", each(names.broker, ownHost, `:${ports.admin}`)),
      "--broker-service-url",
      text("pulsar://", each(names.broker, ownHost, `:${ports.broker}`)),
    ],
    variables: [variable("PULSAR_MEM", "-Xms64m -Xmx256m -XX:MaxDirectMemorySize=128m")],
    // The last thing that it writes (apache/pulsar-helm-chart templates/broker-statefulset.yaml).
    done: [
      "bin/pulsar",
      "zookeeper-shell",
      "-server",
      [zookeepers],
      "get",
      `/admin/clusters/${setting.cluster}`,
    ],
  };
  return job;
}

export function planPulsarCluster(setting: Setting, count: number, sizes: Sizes): Plan {
  const request = { setting, count, sizes, image: pulsarImage(setting, sizes.image) };
  const zookeeper = planZookeeper(request);
  const bookie = planBookie(request);
  const broker = planBroker(request);
  return {
    components: [zookeeper, bookie, broker],
    jobs: [planInit(request)],
    needs: [
      ...peerNeeds(zookeeper, ["follower", "election"], "ZooKeepers elect a leader and follow it"),
      need(names.bookie, zookeeper, "client", "bookies register and keep ledger metadata there"),
      ...peerNeeds(bookie, ["bookie"], "bookies copy ledgers again that a dead one held"),
      need(names.broker, zookeeper, "client", "brokers keep topics and their owners there"),
      need(names.broker, bookie, "bookie", "brokers write every message to bookies"),
      ...peerNeeds(broker, ["broker", "admin"], "a broker asks the one that owns a topic"),
    ],
    waits: [
      wait(names.init, names.zookeeper, "ready"),
      wait(names.bookie, names.init, "completed"),
      wait(names.broker, names.bookie, "ready"),
    ],
  };
}
