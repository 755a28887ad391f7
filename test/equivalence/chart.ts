/** What the official chart's objects are to the program, and what the chart is known to do otherwise, with reasons. */
import type { Deployment } from "../../src/model/schema.ts";
import type { Tree } from "./from-kubernetes.ts";
import type { Difference, Graph } from "./graph.ts";

/** Suffixes of the Pulsar charts' workloads. */
const pulsarParts: Readonly<Record<string, string>> = {
  zookeeper: "pulsar-zookeeper",
  bookie: "pulsar-bookie",
  broker: "pulsar-broker",
};

function has({ components }: Deployment, name: string): boolean {
  return components.some((one) => one.name === name);
}

/** By the name that the chart gives: release, product or `milvus`, role. */
export function componentOf(deployment: Deployment) {
  return ({ kind, metadata }: Tree): string | undefined => {
    if (kind === "Job") return undefined;
    const [, pulsar] = /-pulsar(?:v3)?-([a-z]+)$/.exec(metadata.name) ?? [];
    if (pulsar !== undefined) {
      // One process in the program is several here: the broker is the one that Milvus means.
      if (has(deployment, "pulsar")) return pulsar === "broker" ? "pulsar" : undefined;
      return pulsarParts[pulsar];
    }
    const last = metadata.name.slice(metadata.name.lastIndexOf("-") + 1);
    return has(deployment, last) ? last : undefined;
  };
}

/** Pulsar's proxy answers for the brokers. */
export function frontOf(deployment: Deployment) {
  return ({ kind, metadata }: Tree): string | undefined => {
    if (kind === "Job" || !/-pulsar(?:v3)?-proxy$/.test(metadata.name)) return undefined;
    return has(deployment, "pulsar") ? "pulsar" : "pulsar-broker";
  };
}

interface Known {
  readonly where: RegExp;
  readonly reason: string;
}

export const known: readonly Known[] = [
  {
    where: /^(?:etcd|kafka)\/image$/,
    reason: "the chart starts them by Bitnami's scripts, which are only in images of that family",
  },
  {
    where: /^(?:etcd|minio|kafka|pulsar|pulsar-\w+)\/kept$/,
    reason: "the chart's images keep their data in other folders; the sizes are compared",
  },
  {
    where: /^(?:pulsar|pulsar-zookeeper)\/keptBytes$/,
    reason: "one process with one disk is three with three; sizes are whole gibibytes",
  },
  {
    where: /^pulsar-bookie\/keptBytes$/,
    reason: "journal and ledgers are two disks of whole gibibytes",
  },
  {
    where: /^kafka\/settings\//,
    reason: "Kafka 3.1 with ZooKeeper has other settings, under other names (KAFKA_CFG_…)",
  },
  {
    where: /^minio\/settings\/MINIO_ROOT_(?:USER|PASSWORD)$/,
    reason: "the chart calls them MINIO_ACCESS_KEY and MINIO_SECRET_KEY",
  },
  {
    where:
      /^pulsar(?:-\w+)?\/settings\/(?:advertisedAddress|metadataStoreUrl|configurationMetadataStoreUrl|zookeeperServers|configurationStoreServers|zkServers|clusterName|ZOOKEEPER_SERVERS|PULSAR_PREFIX_\w+|dbStorage_\w+)$/,
    reason: "the chart tells Pulsar's processes of each other in its own words",
  },
  {
    where:
      /^woodpecker\/settings\/(?:NODE_NAME|CLUSTER_NAME|METRICS_PORT|ADVERTISE_\w+|\w*SEEDS|MINIO_\w+)$/,
    reason: "the chart tells log servers of each other in its own words, and names no cluster",
  },
  {
    where: /^attu\/settings\/MILVUS_(?:URL|ADDRESS)$/,
    reason: "the chart writes the same address with a scheme",
  },
  {
    where: /^\w+\/settings\/pulsarwebport$/,
    reason: "Pulsar's proxy answers on 80, which is Milvus' own default",
  },
  {
    where: /^edges\/(pulsar[\w-]*) > pulsar/,
    reason: "Pulsar's processes find each other by ways of the chart's",
  },
  {
    where: /^edges\/woodpecker > woodpecker/,
    reason: "log servers talk to each other on one port for both protocols",
  },
];

export function unknown(all: readonly Difference[]): readonly Difference[] {
  return all.filter(({ where }) => !known.some((one) => one.where.test(where)));
}

/** Services lead to more than what is published. */
export function onlyPublished(wanted: Graph, found: Graph): Graph {
  const published = [...found.published].filter((one) => wanted.published.has(one));
  return { ...found, published: new Set(published) };
}
