/** What every Pulsar process shares: its start, memory and user, and words of its release. */
import type { Check, Component, Text, Variable } from "../model/schema.ts";
import type { DefaultSizes, Setting } from "./catalog.ts";
import { imageOf, isReleaseAtLeast, releaseOf } from "./images.ts";
import { health } from "./processes.ts";
import {
  atMost,
  exactly,
  gibibyte,
  type JavaShares,
  javaMemory,
  mebibyte,
  mebibytes,
} from "./sizes.ts";
import { each, ownHost, text } from "./texts.ts";
import { variable } from "./wiring.ts";

export const names = {
  single: "pulsar",
  zookeeper: "pulsar-zookeeper",
  bookie: "pulsar-bookie",
  broker: "pulsar-broker",
  init: "pulsar-init",
} as const;

export const ports = {
  broker: 6650,
  admin: 8080,
  bookie: 3181,
  bookieHttp: 8000,
  zookeeper: 2181,
  follower: 2888,
  election: 3888,
} as const;

/** The one folder that the image's user owns: only there can a fresh volume be written by it. */
export const dataPath = "/pulsar/data";

/**
 * Large enough for Milvus' largest message (zilliztech/milvus-helm values.yaml, pulsarv3.broker).
 */
export const maxMessageSize = "104857600";
/** The same and its envelope. */
export const maxFrameSize = "104867840";

/**
 * Of the memory limit; with 1 GiB they give the sizes that were measured, and a quarter or more
 * stays free.
 */
export const shares = {
  zookeeper: { heap: 0.25, direct: 0.125 },
  bookie: { heap: 0.25, direct: 0.375 },
  broker: { heap: 0.375, direct: 0.375 },
  standalone: { heap: 0.375, direct: 0.375 },
} as const satisfies Readonly<Record<string, JavaShares>>;

export const fallbackMemory = gibibyte;

export function pulsarImage(setting: Setting, written: string | undefined): string {
  return written ?? imageOf("pulsar", setting.line.name);
}

/** Root up to 2.9; from 2.10 uid 10000 in root's group (apache/pulsar PR #13376). */
export function userOf(image: string): Pick<Component, "user"> {
  return isReleaseAtLeast(releaseOf(image), "2.10") ? { user: { uid: 10000, gid: 0 } } : {};
}

/** The metadata store has a scheme of its own from 2.10; before, only ZooKeeper was known. */
export function knowsMetadataStores(image: string): boolean {
  return isReleaseAtLeast(releaseOf(image), "2.10");
}

/**
 * The image's entry point does nothing: settings are written into the file before the process
 * starts.
 */
export function startWith(configuration: string, process: string): Text[] {
  return [
    "bash",
    "-c",
    `bin/apply-config-from-env.py conf/${configuration} && exec bin/pulsar ${process}`,
  ];
}

export function memory(memoryBytes: number, share: JavaShares): Variable {
  return variable("PULSAR_MEM", javaMemory(memoryBytes, share));
}

/** Caches are a quarter of direct memory each by default; too much where there is little of it. */
export function smallCaches(memoryBytes: number): Variable[] {
  if (mebibytes(memoryBytes, shares.bookie.direct) >= 1024) return [];
  return [
    variable("dbStorage_writeCacheMaxSizeMb", "16"),
    variable("dbStorage_readAheadCacheMaxSizeMb", "16"),
    variable("dbStorage_rocksDB_blockCacheSize", String(8 * mebibyte)),
  ];
}

/** `host:2181,host:2181` of all ZooKeepers. */
export const zookeepers = each(names.zookeeper, ownHost, `:${ports.zookeeper}`);

/** Where brokers and the one-time job find metadata. */
export const metadataStore: Text = text("zk:", zookeepers);

export const brokerHealth: Component["health"] = health(
  {
    ready: { kind: "http", path: "/admin/v2/brokers/health", port: ports.admin },
    inside: curl(ports.admin, "/admin/v2/brokers/health"),
    alive: { kind: "tcp", port: ports.broker },
  },
  120,
  10,
);

export function curl(port: number, path: string): Check {
  return { kind: "exec", command: ["curl", "-f", `http://localhost:${port}${path}`] };
}

/** Messages outlive their consumers for a week: Milvus reads again from its last checkpoint. */
export const retention: readonly (readonly [string, string])[] = [
  ["defaultRetentionTimeInMinutes", "10080"],
  ["defaultRetentionSizeInMB", "8192"],
];

export const journalBytes = 50 * gibibyte;
export const smallJournalBytes = 5 * gibibyte;

export function defaultSizes({ environment }: Setting, count: number): DefaultSizes {
  if (environment !== "production")
    return {
      requirements: atMost(count === 1 ? 1.5 * gibibyte : gibibyte),
      diskBytes: 10 * gibibyte,
      source: "measured with Pulsar 3.3.6: 360 to 610 MB resident in each process at this limit",
    };
  if (count === 1)
    return {
      requirements: exactly(2000, 8 * gibibyte),
      diskBytes: 100 * gibibyte,
      source: "milvus-io/milvus.io src/utils/sizingTool.ts: bookie and broker in one process",
    };
  return {
    requirements: exactly(1000, 8 * gibibyte),
    parts: {
      zookeeper: exactly(500, 2 * gibibyte),
      bookie: exactly(1000, 8 * gibibyte),
      broker: exactly(1000, 4 * gibibyte),
    },
    diskBytes: 200 * gibibyte,
    source:
      "milvus-io/milvus.io src/utils/sizingTool.ts: bookie 1 cpu, 8 GB, broker 1 cpu, 4 GB, " +
      "ZooKeeper 0.5 cpu, 2 GB; ledgers of zilliztech/milvus-helm values.yaml",
  };
}
