/**
 * What a workload asks of etcd, MinIO, Pulsar and Kafka, by the sizing tool's
 * `dependencyCalculator`.
 */
import type { Deployment } from "../model/schema.ts";
import {
  type Footprint,
  formatGib,
  gib,
  millionsOf768,
  type NodeSize,
} from "./sizing-footprint.ts";

export interface DependencySize extends NodeSize {
  readonly product: string;
  /** The kind of process; the product's name where it has one kind. */
  readonly role: string;
  /** A bookie's second disk, for products that have one. */
  readonly journalBytes?: number;
  readonly because: string;
}

/** Woodpecker inside Milvus adds nothing, and queues of a standalone are not sized by the tool. */
export function dependencySizes(
  footprint: Footprint,
  mode: Deployment["mode"],
): readonly DependencySize[] {
  return mode === "standalone" ? standaloneDependencies(footprint) : distributed(footprint);
}

/**
 * Every member holds it in full: the tool gives the same volume to each of four. At least 30 GiB.
 */
function minioDiskBytes({ rawBytes, loadingBytes }: Footprint): number {
  return Math.max(Math.ceil((rawBytes + loadingBytes) / gib), 30) * gib;
}

/** Ledgers of a bookie, and the log of a Kafka broker: at least 20 GiB. */
function logDiskBytes({ rawBytes }: Footprint): number {
  return Math.max(Math.ceil(rawBytes / gib), 20) * gib;
}

/** Half of the raw data, at most 50 GiB. */
function journalBytes({ rawBytes }: Footprint): number {
  return Math.min(Math.ceil(rawBytes / gib) * 0.5, 50) * gib;
}

function size(
  product: string,
  role: string,
  [count, cores, memoryGib]: readonly [number, number, number],
  because: string,
  diskBytes?: number,
): DependencySize {
  return {
    product,
    role,
    count,
    cpuMillicores: cores * 1000,
    memoryBytes: memoryGib * gib,
    ...(diskBytes === undefined ? {} : { diskBytes }),
    because,
  };
}

function texts({ rawBytes, loadingBytes }: Footprint): { raw: string; objects: string } {
  const raw = `${formatGib(rawBytes)} of raw data`;
  return { raw, objects: `${raw} and ${formatGib(loadingBytes)} of loaded index` };
}

function standaloneDependencies(footprint: Footprint): readonly DependencySize[] {
  const { raw, objects } = texts(footprint);
  const isLarge = footprint.rawBytes >= millionsOf768(1);
  return [
    size("etcd", "etcd", [1, 0.5, isLarge ? 2 : 1], raw, 10 * gib),
    size("minio", "minio", [1, 1, isLarge ? 8 : 4], objects, minioDiskBytes(footprint)),
  ];
}

function distributed(footprint: Footprint): readonly DependencySize[] {
  const { raw, objects } = texts(footprint);
  const isLarge = footprint.rawBytes >= millionsOf768(100);
  const disk = logDiskBytes(footprint);
  const zookeeper = isLarge ? ([3, 0.5, 4] as const) : ([3, 0.5, 2] as const);
  return [
    size("etcd", "etcd", isLarge ? [3, 1, 8] : [3, 1, 4], raw, (isLarge ? 50 : 20) * gib),
    size("minio", "minio", [4, 1, 8], objects, minioDiskBytes(footprint)),
    size("pulsar", "zookeeper", zookeeper, raw, (isLarge ? 50 : 30) * gib),
    {
      ...size("pulsar", "bookie", isLarge ? [3, 2, 16] : [3, 1, 8], raw, disk),
      journalBytes: journalBytes(footprint),
    },
    size("pulsar", "broker", isLarge ? [2, 2, 8] : [2, 1, 4], raw),
    size("kafka", "broker", isLarge ? [3, 4, 16] : [3, 2, 8], raw, disk),
  ];
}
