/** What an index of so many vectors takes in memory and on disk, by kind of index. */
import type { Workload } from "../model/schema.ts";

type Parameters = Workload["index"]["parameters"];

export interface IndexInput {
  readonly vectors: number;
  readonly dimensions: number;
  readonly parameters: Parameters;
}

export interface IndexSize {
  readonly memoryBytes: number;
  readonly diskBytes: number;
}

export interface IndexParameter {
  readonly name: string;
  readonly default: number | boolean;
  readonly least?: number;
  readonly most?: number;
  readonly oneOf?: readonly number[];
}

export interface IndexKind {
  /** As programs write it. */
  readonly name: string;
  readonly milvusName: string;
  /** The first line whose sizing tool has it; left out: all. */
  readonly since?: string;
  readonly parameters: readonly IndexParameter[];
  /** milvus-io/milvus.io src/utils/sizingTool.ts, memoryAndDiskCalculator; 4 bytes a dimension. */
  readonly size: (input: IndexInput) => IndexSize;
}

/** Ranges and defaults: milvus-io/milvus.io src/consts/sizing.ts. */
const nlist: IndexParameter = { name: "nlist", default: 128, least: 1, most: 65536 };
const m: IndexParameter = { name: "m", default: 30, least: 2, most: 2048 };
const maxDegree: IndexParameter = { name: "max-degree", default: 56, least: 1, most: 2048 };
const refine: IndexParameter = { name: "refine", default: 0, oneOf: [0, 6, 8, 16, 32] };
const rawData: IndexParameter = { name: "raw-data", default: false };
const inlinePq: IndexParameter = { name: "inline-pq", default: 56, least: 0, most: 2048 };

function number(parameters: Parameters, { name, default: otherwise }: IndexParameter): number {
  return Number(parameters[name] ?? otherwise);
}

const rowBytes = ({ dimensions }: IndexInput) => 4 * dimensions;
const vectorBytes = (input: IndexInput) => input.vectors * rowBytes(input);
const inMemory = (memoryBytes: number): IndexSize => ({ memoryBytes, diskBytes: 0 });
/** The centres of the clusters. */
const centres = (input: IndexInput) => number(input.parameters, nlist) * rowBytes(input);

export const indexKinds: readonly IndexKind[] = [
  {
    name: "flat",
    milvusName: "FLAT",
    parameters: [],
    size: (input) => inMemory(vectorBytes(input)),
  },
  {
    name: "ivf_flat",
    milvusName: "IVF_FLAT",
    parameters: [nlist],
    size: (input) => inMemory(vectorBytes(input) + centres(input)),
  },
  {
    name: "ivf_sq8",
    milvusName: "IVF_SQ8",
    parameters: [nlist],
    size: (input) => inMemory(vectorBytes(input) / 4 + centres(input)),
  },
  {
    name: "ivf_rabitq",
    milvusName: "IVF_RABITQ",
    since: "2.6",
    parameters: [nlist, refine],
    // A bit a dimension, and the refining copy with its own number of bits.
    size: (input) =>
      inMemory((vectorBytes(input) * (1 + number(input.parameters, refine))) / 32 + centres(input)),
  },
  {
    name: "scann",
    milvusName: "SCANN",
    parameters: [rawData],
    size: (input) =>
      inMemory((vectorBytes(input) * (number(input.parameters, rawData) === 1 ? 9 : 1)) / 8),
  },
  {
    name: "hnsw",
    milvusName: "HNSW",
    parameters: [m],
    size: (input) =>
      inMemory(vectorBytes(input) * (1 + (2 * number(input.parameters, m)) / input.dimensions)),
  },
  {
    name: "diskann",
    milvusName: "DISKANN",
    parameters: [maxDegree],
    size: (input) => ({
      memoryBytes: vectorBytes(input) / 4,
      diskBytes: vectorBytes(input) * (1 + number(input.parameters, maxDegree) / input.dimensions),
    }),
  },
  {
    name: "aisaq",
    milvusName: "AISAQ",
    since: "2.6",
    parameters: [maxDegree, inlinePq],
    size: (input) => ({
      memoryBytes: 16 * 2 ** 20,
      diskBytes:
        vectorBytes(input) *
        (1 +
          number(input.parameters, inlinePq) * 0.125 +
          number(input.parameters, maxDegree) / input.dimensions),
    }),
  },
];

/** `HNSW`, `hnsw`, `ivf-flat` and `IVF_FLAT` are all understood. */
export function indexKindOf(name: string): IndexKind | undefined {
  const plain = name.toLowerCase().replaceAll("-", "_");
  return indexKinds.find((kind) => kind.name === plain);
}
