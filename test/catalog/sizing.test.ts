/**
 * The sizing rules with numbers worked out by hand, for every kind of index and at every threshold.
 */
import { describe, expect, it } from "vitest";
import {
  rowFor,
  scaleOf,
  sizeWorkload,
  standaloneMemoryGib,
  streamingnodeSize,
} from "../../src/catalog/sizing.ts";
import { footprintOf, millionsOf768, rawBytes } from "../../src/catalog/sizing-footprint.ts";
import { indexKindOf, indexKinds } from "../../src/catalog/sizing-indexes.ts";
import type { Workload } from "../../src/model/schema.ts";

const gib = 2 ** 30;

function workload(more: Partial<Workload> = {}): Workload {
  return {
    vectors: 1e6,
    dimensions: 768,
    index: { name: "flat", parameters: {} },
    scalarBytes: 0,
    ...more,
  };
}

/** A flat index that loads into exactly so many GiB: (raw + 2 GiB) × 1.15. */
function loading(loadingGib: number): Workload {
  // One dimension makes four bytes a vector.
  const vectors = ((loadingGib / 1.15 - 2) * gib) / 4;
  return workload({ vectors, dimensions: 1 });
}

describe("an index of 1M vectors of 768 dimensions (3,072,000,000 bytes)", () => {
  it.each([
    ["flat", {}, 3_072_000_000, 0],
    // 128 × 3072 = 393,216
    ["ivf_flat", {}, 3_072_393_216, 0],
    ["ivf_flat", { nlist: 1024 }, 3_075_145_728, 0],
    ["ivf_sq8", {}, 768_393_216, 0],
    ["ivf_rabitq", {}, 96_393_216, 0],
    // (1 + 8) / 32 of the raw data
    ["ivf_rabitq", { refine: 8 }, 864_393_216, 0],
    ["ivf_rabitq", { refine: 32 }, 3_168_393_216, 0],
    ["scann", {}, 384_000_000, 0],
    ["scann", { "raw-data": true }, 3_456_000_000, 0],
    // 1 + 60/768
    ["hnsw", {}, 3_312_000_000, 0],
    // 1 + 32/768
    ["hnsw", { m: 16 }, 3_200_000_000, 0],
    // 1 + 56/768
    ["diskann", {}, 768_000_000, 3_296_000_000],
    ["diskann", { "max-degree": 96 }, 768_000_000, 3_456_000_000],
    // 1 + 8 × 0.125 + 56/768
    ["aisaq", { "inline-pq": 8 }, 16_777_216, 6_368_000_000],
  ])("%s %o", (name, parameters, memoryBytes, diskBytes) => {
    const size = indexKindOf(name)?.size({ vectors: 1e6, dimensions: 768, parameters });
    expect(size?.memoryBytes).toBeCloseTo(memoryBytes, 0);
    expect(size?.diskBytes).toBeCloseTo(diskBytes, 0);
  });

  it("is understood however it is spelt", () => {
    for (const name of ["IVF_FLAT", "ivf-flat", "ivf_flat"])
      expect(indexKindOf(name)?.milvusName).toBe("IVF_FLAT");
    expect(indexKindOf("autoindex")).toBeUndefined();
    expect(
      sizeWorkload(workload({ index: { name: "x", parameters: {} } }), "2.6", "distributed"),
    ).toBeUndefined();
    expect(indexKinds.map(({ name }) => name)).toHaveLength(8);
  });
});

describe("loading", () => {
  it("takes the index, two segments and 15 %", () => {
    // (3,072,000,000 + 2 × 1,073,741,824) × 1.15
    expect(footprintOf(workload(), "2.4")?.loadingBytes).toBeCloseTo(6_002_406_195.2, 1);
    // Segments of 512 MB up to 2.3: (3,072,000,000 + 1,073,741,824) × 1.15
    expect(footprintOf(workload(), "2.3")?.loadingBytes).toBeCloseTo(4_767_603_097.6, 1);
  });

  it("takes no segments with DISKANN, and scalars in full", () => {
    const index = { name: "diskann", parameters: {} };
    expect(footprintOf(workload({ index }), "2.6")?.loadingBytes).toBeCloseTo(883_200_000, 1);
    const scalars = workload({ index, scalarBytes: 256 });
    expect(footprintOf(scalars, "2.6")?.loadingBytes).toBeCloseTo(1_139_200_000, 1);
    expect(rawBytes(scalars)).toBe(3_328_000_000);
  });

  it("says its numbers", () => {
    const index = { name: "hnsw", parameters: { m: 30 } };
    // (153,600,000,000 × (1 + 60/768) + 2 GiB) × 1.15 + 50M × 256 bytes, for 50M vectors
    expect(footprintOf(workload({ vectors: 50e6, index, scalarBytes: 256 }), "2.6")?.because).toBe(
      "50M vectors of 768 dimensions as HNSW load into 191.6 GiB",
    );
  });
});

describe("a distributed cluster", () => {
  const sizes = (what: Workload, line = "2.6") =>
    Object.fromEntries(
      (sizeWorkload(what, line, "distributed")?.roles ?? []).map((size) => [
        size.role,
        [size.count, size.cpuMillicores / 1000, size.memoryBytes / gib],
      ]),
    );

  // Just below and exactly at each threshold of loading memory.
  it.each([
    [7.9, [1, 2, 8], [1, 1, 4], [1, 2, 8], [1, 2, 8]],
    [8.1, [1, 4, 16], [1, 2, 8], [1, 4, 16], [1, 2, 8]],
    [15.9, [1, 4, 16], [1, 2, 8], [1, 4, 16], [1, 2, 8]],
    [16.1, [2, 4, 16], [1, 2, 8], [2, 4, 16], [1, 2, 8]],
    [31.9, [2, 4, 16], [1, 2, 8], [2, 4, 16], [1, 2, 8]],
    [32.1, [3, 4, 16], [1, 2, 8], [2, 4, 16], [1, 2, 8]],
    [48.1, [4, 4, 16], [1, 2, 8], [2, 4, 16], [1, 2, 8]],
    [63.9, [4, 4, 16], [1, 2, 8], [2, 4, 16], [1, 2, 8]],
    [64.1, [5, 4, 16], [1, 2, 8], [4, 4, 16], [1, 4, 16]],
    [80.1, [6, 4, 16], [1, 2, 8], [4, 4, 16], [1, 4, 16]],
    [95.9, [6, 4, 16], [1, 2, 8], [4, 4, 16], [1, 4, 16]],
    // ceil(96.1 / 32) = 4 nodes of 8 cores: two steps of 16 cores
    [96.1, [4, 8, 32], [1, 8, 32], [8, 8, 16], [1, 4, 16]],
    // ceil(511.9 / 32) = 16 × 8 = 128 cores: eight steps
    [511.9, [16, 8, 32], [1, 8, 32], [8, 8, 16], [2, 8, 32]],
    // ceil(512.1 / 64) = 9 × 16 = 144 cores: nine steps, ceil(18 / 8) = 3
    [512.1, [9, 16, 64], [1, 8, 32], [8, 8, 16], [3, 8, 32]],
    // 32 × 16 = 512 cores: 32 steps, 64 / 8
    [2047.9, [32, 16, 64], [1, 8, 32], [8, 8, 16], [8, 8, 32]],
    // ceil(2048.1 / 128) = 17 × 32 = 544 cores: 34 steps, ceil(68 / 8) = 9
    [2048.1, [17, 32, 128], [1, 8, 32], [8, 8, 16], [9, 8, 32]],
  ])("of %d GiB", (loadingGib, querynode, proxy, datanode, streamingnode) => {
    expect(sizes(loading(loadingGib))).toEqual({
      querynode,
      proxy,
      mixcoord: proxy,
      datanode,
      streamingnode,
    });
  });

  // A threshold that is met belongs to the larger row.
  it.each([
    [8, [1, 4, 16]],
    [16, [2, 4, 16]],
    [32, [3, 4, 16]],
    [48, [4, 4, 16]],
    [64, [5, 4, 16]],
    [80, [6, 4, 16]],
    [96, [3, 8, 32]],
    [512, [8, 16, 64]],
    [2048, [16, 32, 128]],
  ])("of exactly %d GiB", (loadingGib, querynode) => {
    expect(rowFor(loadingGib).querynode).toEqual(querynode);
  });

  it("has index nodes and separate coordinators to 2.5", () => {
    expect(sizes(loading(20), "2.5")).toEqual({
      querynode: [2, 4, 16],
      proxy: [1, 2, 8],
      mixcoord: [1, 2, 8],
      rootcoord: [1, 1, 3],
      datacoord: [1, 1, 3],
      querycoord: [1, 1, 3],
      datanode: [1, 2, 8],
      indexnode: [2, 4, 16],
    });
    expect(sizes(loading(100), "2.4")).toMatchObject({
      datanode: [1, 8, 32],
      indexnode: [8, 8, 16],
      rootcoord: [1, 3, 11],
    });
    expect(sizes(loading(4), "2.2").indexcoord).toEqual([1, 0.5, 2]);
  });

  it("spreads a disk index over its query nodes", () => {
    const index = { name: "diskann", parameters: {} };
    // 100M: 768 bytes × 1.15 × 100M = 82.3 GiB on 6 nodes; 3,296 bytes × 100M = 306.96 GiB, 51.2
    // each
    const sizing = sizeWorkload(workload({ vectors: 100e6, index }), "2.6", "distributed");
    const querynode = sizing?.roles.find(({ role }) => role === "querynode");
    expect(querynode).toMatchObject({ count: 6, diskBytes: 52 * gib });
    expect(querynode?.because).toContain("307 GiB of index on disk");
  });
});

it.each([
  [0, [1, 2, 8]],
  [16, [1, 2, 8]],
  [17, [1, 4, 16]],
  [32, [1, 4, 16]],
  [33, [2, 4, 16]],
  [64, [2, 4, 16]],
  [65, [2, 8, 32]],
  [128, [2, 8, 32]],
  [129, [3, 8, 32]],
])("streaming nodes for %d cores of query nodes", (cores, wanted) => {
  expect(streamingnodeSize(cores)).toEqual(wanted);
});

describe("a standalone", () => {
  it.each([
    [1, 8],
    [8, 8],
    [8.1, 16],
    [16, 16],
    [16.1, 32],
    [32, 32],
    [32.1, 64],
  ])("%d GiB loaded take a machine of %d GiB", (loaded, wanted) => {
    expect(standaloneMemoryGib(loaded)).toBe(wanted);
  });

  it("has a core for 4 GiB, and room for an index on disk", () => {
    const plain = sizeWorkload(workload(), "2.6", "standalone")?.roles;
    expect(plain).toMatchObject([{ role: "standalone", cpuMillicores: 2000, count: 1 }]);
    expect(plain?.[0]?.diskBytes).toBeUndefined();
    const index = { name: "diskann", parameters: {} };
    // 3,296,000,000 bytes are 3.07 GiB
    const onDisk = sizeWorkload(workload({ index }), "2.6", "standalone")?.roles;
    expect(onDisk?.[0]?.diskBytes).toBe(54 * gib);
  });
});

describe("dependencies", () => {
  const sizes = (vectors: number, mode: "standalone" | "distributed") =>
    Object.fromEntries(
      (sizeWorkload(workload({ vectors }), "2.6", mode)?.dependencies ?? []).map((size) => [
        `${size.product} ${size.role}`,
        [size.count, size.cpuMillicores, size.memoryBytes / gib, (size.diskBytes ?? 0) / gib],
      ]),
    );

  it("of a standalone grow at 1M vectors of 768 dimensions", () => {
    expect(sizes(999_999, "standalone")).toEqual({
      "etcd etcd": [1, 500, 1, 10],
      "minio minio": [1, 1000, 4, 30],
    });
    expect(sizes(1e6, "standalone")).toEqual({
      "etcd etcd": [1, 500, 2, 10],
      "minio minio": [1, 1000, 8, 30],
    });
  });

  it("of a cluster grow at 100M", () => {
    // 99M: raw 283.2 GiB, loaded 328.0 GiB
    expect(sizes(99e6, "distributed")).toEqual({
      "etcd etcd": [3, 1000, 4, 20],
      "minio minio": [4, 1000, 8, 612],
      "pulsar zookeeper": [3, 500, 2, 30],
      "pulsar bookie": [3, 1000, 8, 284],
      "pulsar broker": [2, 1000, 4, 0],
      "kafka broker": [3, 2000, 8, 284],
    });
    // 100M: raw 286.1 GiB, loaded 331.3 GiB
    expect(sizes(100e6, "distributed")).toEqual({
      "etcd etcd": [3, 1000, 8, 50],
      "minio minio": [4, 1000, 8, 618],
      "pulsar zookeeper": [3, 500, 4, 50],
      "pulsar bookie": [3, 2000, 16, 287],
      "pulsar broker": [2, 2000, 8, 0],
      "kafka broker": [3, 4000, 16, 287],
    });
  });

  it("have a journal of half the raw data, at most 50 GiB", () => {
    const journal = (vectors: number) =>
      sizeWorkload(workload({ vectors }), "2.6", "distributed")?.dependencies.find(
        ({ role }) => role === "bookie",
      )?.journalBytes;
    // 2.86 GiB, rounded up to 3
    expect(journal(1e6)).toBe(1.5 * gib);
    expect(journal(100e6)).toBe(50 * gib);
  });
});

describe("scale", () => {
  it.each([
    ["hnsw", 10e6, "suits", false],
    ["hnsw", 10e6 + 1, "distributed-is-recommended", false],
    ["hnsw", 100e6, "distributed-is-recommended", false],
    ["hnsw", 100e6 + 1, "is-too-small", false],
    ["diskann", 50e6, "suits", false],
    ["diskann", 50e6 + 1, "distributed-is-recommended", false],
    ["diskann", 500e6 + 1, "is-too-small", false],
    ["hnsw", 1000e6, "is-too-small", false],
    ["hnsw", 1000e6 + 1, "is-too-small", true],
  ])("%s of %d vectors", (name, vectors, standalone, isBeyondRules) => {
    const found = scaleOf(workload({ vectors, index: { name, parameters: {} } }));
    expect(found).toMatchObject({ standalone, isBeyondRules });
    expect(found.because === "").toBe(standalone === "suits");
  });

  it("is measured in vectors of 768 dimensions", () => {
    expect(millionsOf768(1)).toBe(3_072_000_000);
  });
});
