/** Pulsar: one process for one member, a cluster of three kinds of processes for more. */
import type { Variable } from "../../model/schema.ts";
import type { Chosen, Plan, Product, Setting, Sizes } from "../catalog.ts";
import { plannedProcess, tcpEndpoint } from "../processes.ts";
import { planPulsarCluster } from "../pulsar-cluster.ts";
import {
  brokerHealth,
  dataPath,
  defaultSizes,
  fallbackMemory,
  maxFrameSize,
  maxMessageSize,
  memory,
  names,
  ports,
  pulsarImage,
  retention,
  shares,
  startWith,
  userOf,
} from "../pulsar-processes.ts";
import { memoryOf, requirementsOf, severalInProduction, volume } from "../sizes.ts";
import { host, outsideAddresses, ownHost, text } from "../texts.ts";
import { optional, queuesBefore, queueType, variable } from "../wiring.ts";

/** Broker, bookie and metadata in one process, without functions and stream storage. */
function planSingle(setting: Setting, sizes: Sizes): Plan {
  const image = pulsarImage(setting, sizes.image);
  const requirements = requirementsOf(sizes, "standalone");
  const component = plannedProcess({
    name: names.single,
    product: "pulsar",
    role: "standalone",
    count: 1,
    image,
    ...userOf(image),
    command: startWith("standalone.conf", "standalone -nss -nfw"),
    variables: [
      memory(memoryOf(requirements, fallbackMemory), shares.standalone),
      // Otherwise clients are sent on to localhost.
      variable("advertisedAddress", [ownHost]),
      // With the prefix a setting is added that the file does not have.
      variable("PULSAR_PREFIX_maxMessageSize", maxMessageSize),
      variable("PULSAR_PREFIX_nettyMaxFrameSizeBytes", maxFrameSize),
      ...retention.map(([key, value]) => variable(`PULSAR_PREFIX_${key}`, value)),
    ],
    endpoints: [tcpEndpoint("broker", ports.broker), tcpEndpoint("admin", ports.admin, "http")],
    health: brokerHealth,
    volumes: [volume(sizes, defaultSizes(setting, 1), { path: dataPath })],
    requirements,
    stopSeconds: 60,
    reaped: true,
  });
  return { components: [component], jobs: [], needs: [], waits: [] };
}

/**
 * `pulsar://` must stand before an address with a port. Brokers are dialled by their one name:
 * Milvus makes the address of the web service out of this one, and of several hosts it makes none
 * that exists. DataCoord of 2.3 and 2.4.0 then cannot delete what a dead data node had subscribed
 * to, so Pulsar keeps its messages for ever, and proxies from 2.5 on report a queue that is not
 * healthy (milvus-io/milvus pkg/util/paramtable/service_param.go,
 * internal/datacoord/channel_manager.go @2.3.0, pkg/mq/msgstream/msgstream_util.go @2.5.27,
 * @2.6.19; measured with 2.3.5).
 */
function wiring(setting: Setting, { count, external }: Chosen): Variable[] {
  const queue = [...queueType(setting, "pulsar"), ...queuesBefore(setting, "pulsar")];
  if (external === undefined) {
    const { component } = dialled(setting, count);
    return [
      ...queue,
      variable("PULSAR_ADDRESS", text("pulsar://", host(component), `:${ports.broker}`)),
      // Milvus' own default is the port of a proxy.
      variable("PULSAR_WEBPORT", String(ports.admin)),
    ];
  }
  const scheme = external.tls ? "pulsar+ssl" : "pulsar";
  return [
    ...queue,
    variable("PULSAR_ADDRESS", `${scheme}://${outsideAddresses(external.endpoints)}`),
    ...optional("PULSAR_TENANT", external.tenant),
    ...optional("PULSAR_NAMESPACE", external.namespace),
  ];
}

function dialled(_setting: Setting, count: number) {
  return {
    component: count > 1 ? names.broker : names.single,
    endpoint: "broker",
    port: ports.broker,
    also: [{ endpoint: "admin", port: ports.admin }],
  };
}

export const pulsar: Product = {
  name: "pulsar",
  kind: "queue",
  summary: "Pulsar; (N) is N each of ZooKeeper, bookie and broker",
  source:
    "apache/pulsar-site Docker Compose page; zilliztech/milvus-helm charts/milvus/values.yaml",
  inside: false,
  supports: () => true,
  members: { least: 1, most: 7 },
  defaultMembers: severalInProduction(3),
  defaultSizes,
  plan: (setting, count, sizes) =>
    count > 1 ? planPulsarCluster(setting, count, sizes) : planSingle(setting, sizes),
  wiring,
  dialled,
  external: true,
  exposable: ["broker", "admin"],
  decides: ["mq.type", "pulsar.address"],
};
