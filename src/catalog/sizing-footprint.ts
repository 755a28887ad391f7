/** What a workload takes as a whole, and the units in which the sizing rules count. */
import type { Workload } from "../model/schema.ts";
import { indexKindOf } from "./sizing-indexes.ts";

/** Sizes hold for each replica or member. */
export interface NodeSize {
  readonly count: number;
  readonly cpuMillicores: number;
  readonly memoryBytes: number;
  readonly diskBytes?: number;
}

/** What a workload takes, before it is spread over processes. */
export interface Footprint {
  readonly rawBytes: number;
  readonly indexBytes: number;
  readonly loadingBytes: number;
  readonly diskBytes: number;
  /** `50M vectors of 768 dimensions as HNSW load into 184.1 GiB` */
  readonly because: string;
}

/** The tool's GB are 1024³ bytes (sizingToolCommon.ts). */
export const gib = 2 ** 30;

/** One decimal, enough to see which side of a threshold a number is on. */
export function formatGib(bytes: number): string {
  return `${Math.round((bytes / gib) * 10) / 10} GiB`;
}

/**
 * Bytes of vectors and scalars as they are: 4 bytes a dimension (sizingToolCommon.ts, rawDataSize).
 */
export function rawBytes({ vectors, dimensions, scalarBytes }: Workload): number {
  return vectors * (4 * dimensions + scalarBytes);
}

/**
 * Largest segment: dataCoord.segment.maxSize of configs/milvus.yaml, 512 MB to 2.3, then 1024 MB.
 */
export function segmentBytes(line: string): number {
  return (line === "2.2" || line === "2.3" ? 512 : 1024) * 2 ** 20;
}

/**
 * Loading takes the index and two segments, and 15 % on top; DISKANN's index alone with 15 % on
 * top. Scalars come in full, since nothing says that they are mapped from disk (sizingTool.ts,
 * memoryAndDiskCalculator).
 */
export function footprintOf(workload: Workload, line: string): Footprint | undefined {
  const { vectors, dimensions, scalarBytes, index } = workload;
  const kind = indexKindOf(index.name);
  if (kind === undefined) return undefined;
  const { memoryBytes, diskBytes } = kind.size({
    vectors,
    dimensions,
    parameters: index.parameters,
  });
  const segments = kind.name === "diskann" ? 0 : 2 * segmentBytes(line);
  const loadingBytes = (memoryBytes + segments) * 1.15 + vectors * scalarBytes;
  const what = `${formatCount(vectors)} vectors of ${dimensions} dimensions as ${kind.milvusName}`;
  return {
    rawBytes: rawBytes(workload),
    indexBytes: memoryBytes,
    loadingBytes,
    diskBytes,
    because: `${what} load into ${formatGib(loadingBytes)}`,
  };
}

function formatCount(count: number): string {
  for (const [unit, size] of [["G", 1e9] as const, ["M", 1e6] as const, ["k", 1e3] as const])
    if (count >= size) return `${Math.round((count / size) * 10) / 10}${unit}`;
  return String(count);
}

/** Raw bytes of so many million vectors of 768 dimensions, the tool's yardstick. */
export function millionsOf768(millions: number): number {
  return millions * 1e6 * 768 * 4;
}
