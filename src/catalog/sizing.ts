/**
 * From a workload to replicas and sizes, by the rules of Milvus' public sizing tool; every unit is
 * in the name.
 */
import type { Deployment, Workload } from "../model/schema.ts";
import type { RoleName } from "./catalog.ts";
import { type DependencySize, dependencySizes } from "./sizing-dependencies.ts";
import {
  type Footprint,
  footprintOf,
  formatGib,
  gib,
  millionsOf768,
  type NodeSize,
  rawBytes,
} from "./sizing-footprint.ts";
import { indexKindOf } from "./sizing-indexes.ts";

type Mode = Deployment["mode"];

export interface RoleSize extends NodeSize {
  readonly role: RoleName;
  /** The numbers that led to it, as one clause. */
  readonly because: string;
}

export interface Sizing {
  readonly footprint: Footprint;
  /** Every role of the mode that the rules size, also those that the cluster does not name. */
  readonly roles: readonly RoleSize[];
  readonly dependencies: readonly DependencySize[];
  readonly scale: Scale;
}

/**
 * The line's name decides which roles there are. Nothing for an index that the rules do not know.
 */
export function sizeWorkload(workload: Workload, line: string, mode: Mode): Sizing | undefined {
  const footprint = footprintOf(workload, line);
  if (footprint === undefined) return undefined;
  return {
    footprint,
    roles: mode === "standalone" ? [standaloneSize(footprint)] : roleSizes(footprint, line),
    dependencies: dependencySizes(footprint, mode),
    scale: scaleOf(workload),
  };
}

type Size = readonly [count: number, cores: number, memoryGib: number];

interface Row {
  readonly belowGib: number;
  readonly querynode: Size;
  readonly access: Size;
  readonly builders: Size;
}

/** sizingTool.ts, generateFixedQueryNodeConfig; the same numbers in consts/sizing.ts for 2.5. */
const rows: readonly Row[] = [
  { belowGib: 8, querynode: [1, 2, 8], access: [1, 1, 4], builders: [1, 2, 8] },
  { belowGib: 16, querynode: [1, 4, 16], access: [1, 2, 8], builders: [1, 4, 16] },
  { belowGib: 32, querynode: [2, 4, 16], access: [1, 2, 8], builders: [2, 4, 16] },
  { belowGib: 48, querynode: [3, 4, 16], access: [1, 2, 8], builders: [2, 4, 16] },
  { belowGib: 64, querynode: [4, 4, 16], access: [1, 2, 8], builders: [2, 4, 16] },
  { belowGib: 80, querynode: [5, 4, 16], access: [1, 2, 8], builders: [4, 4, 16] },
  { belowGib: 96, querynode: [6, 4, 16], access: [1, 2, 8], builders: [4, 4, 16] },
];

/**
 * The row for a loading memory; from 96 GiB on the query nodes are counted
 * (clusterNodesConfigCalculator).
 */
export function rowFor(loadingGib: number): Omit<Row, "belowGib"> {
  const small = rows.find(({ belowGib }) => loadingGib < belowGib);
  if (small !== undefined) return small;
  const [cores, memoryGib] =
    loadingGib >= 2048 ? [32, 128] : loadingGib >= 512 ? [16, 64] : [8, 32];
  return {
    querynode: [Math.ceil(loadingGib / memoryGib), cores, memoryGib],
    access: [1, 8, 32],
    builders: [8, 8, 16],
  };
}

/** By the cores of all query nodes in steps of 16 (sizingTool.ts, streamNodeConfigCalculator). */
export function streamingnodeSize(queryCores: number): Size {
  const units = Math.ceil(queryCores / 16);
  if (units <= 1) return [1, 2, 8];
  if (units === 2) return [1, 4, 16];
  if (units <= 4) return [2, 4, 16];
  if (units <= 8) return [2, 8, 32];
  return [Math.ceil((2 * units) / 8), 8, 32];
}

/**
 * Separate coordinators are not sized by any published rule: together they get what the combined
 * one gets, each at least a half core and rounded up to whole GiB.
 */
function coordinatorShare([count, cores, memoryGib]: Size): Size {
  return [count, Math.ceil((cores / 3) * 2) / 2, Math.ceil(memoryGib / 3)];
}

function roleSizes(footprint: Footprint, line: string): readonly RoleSize[] {
  const { loadingBytes, because, diskBytes } = footprint;
  const { querynode, access, builders } = rowFor(loadingBytes / gib);
  const rule = (role: RoleName, size: Size, why = because, disk = 0): RoleSize => ({
    role,
    ...nodeSize(size),
    ...(disk > 0 ? { diskBytes: Math.ceil(disk / gib) * gib } : {}),
    because: why,
  });
  const onDisk = diskBytes > 0 ? `, with ${formatGib(diskBytes)} of index on disk` : "";
  const common = [
    rule("proxy", access),
    rule("querynode", querynode, `${because}${onDisk}`, diskBytes / querynode[0]),
    rule("mixcoord", access),
  ];
  if (line === "2.6" || line === "3.0") {
    const cores = querynode[0] * querynode[1];
    const why = `its query nodes have ${cores} cores`;
    return [
      ...common,
      rule("streamingnode", streamingnodeSize(cores), why),
      rule("datanode", builders),
    ];
  }
  const names: readonly RoleName[] = ["rootcoord", "datacoord", "querycoord"];
  const separate = line === "2.2" ? [...names, "indexcoord" as const] : names;
  const isLarge = loadingBytes / gib >= 96;
  return [
    ...common,
    ...separate.map((role) =>
      rule(role, coordinatorShare(access), `${because}; a third of what one mixcoord would get`),
    ),
    rule("datanode", isLarge ? [1, 8, 32] : [1, 2, 8]),
    rule("indexnode", builders),
  ];
}

function nodeSize([count, cores, memoryGib]: Size): NodeSize {
  return { count, cpuMillicores: cores * 1000, memoryBytes: memoryGib * gib };
}

/**
 * 8 or 16 GiB, then steps of 32; a core for 4 GiB (sizingToolCommon.ts,
 * standaloneNodeConfigCalculator).
 */
export function standaloneMemoryGib(loadingGib: number): number {
  return loadingGib <= 8 ? 8 : loadingGib <= 16 ? 16 : Math.ceil(loadingGib / 32) * 32;
}

/**
 * Its disk holds the index beside what Helm's chart gives a standalone (values.yaml 5.0.19: 50Gi).
 */
function standaloneSize({ loadingBytes, diskBytes, because }: Footprint): RoleSize {
  const memoryGib = standaloneMemoryGib(loadingBytes / gib);
  return {
    role: "standalone",
    ...nodeSize([1, memoryGib / 4, memoryGib]),
    ...(diskBytes > 0 ? { diskBytes: (50 + Math.ceil(diskBytes / gib)) * gib } : {}),
    because,
  };
}

/** How a workload stands to a standalone, and to what the rules are made for. */
export interface Scale {
  readonly standalone: "suits" | "distributed-is-recommended" | "is-too-small";
  /** More than the rules were made for. */
  readonly isBeyondRules: boolean;
  /** In words, with the limit that is passed; empty where nothing is. */
  readonly because: string;
}

/**
 * By raw bytes against so many million vectors of 768 dimensions: 10 and 100, with DISKANN 50 and
 * 500, and 1000 for all (parts/sizingCommon/formSection.tsx).
 */
export function scaleOf(workload: Workload): Scale {
  const isOnDisk = indexKindOf(workload.index.name)?.name === "diskann";
  const [recommended, largest] = isOnDisk ? [50, 500] : [10, 100];
  const raw = rawBytes(workload);
  const passed = [1000, largest, recommended].find((limit) => raw > millionsOf768(limit));
  return {
    standalone:
      passed === undefined
        ? "suits"
        : passed === recommended
          ? "distributed-is-recommended"
          : "is-too-small",
    isBeyondRules: passed === 1000,
    because:
      passed === undefined
        ? ""
        : `${formatGib(raw)} of raw data are more than ${passed}M vectors of 768 dimensions have`,
  };
}

/** What the rules give a role for the smallest workload. */
export function smallestRoleSizes(role: RoleName): {
  readonly cpuMillicores: number;
  readonly memoryBytes: number;
  readonly source: string;
} {
  const { access, querynode } = rows[0] as Row;
  const isSeparate = ["rootcoord", "datacoord", "querycoord", "indexcoord"].includes(role);
  const isAccess = role === "proxy" || role === "mixcoord";
  const size = isSeparate ? coordinatorShare(access) : isAccess ? access : querynode;
  const { cpuMillicores, memoryBytes } = nodeSize(size);
  const source = "milvus-io/milvus.io src/utils/sizingTool.ts: the smallest workload";
  return { cpuMillicores, memoryBytes, source };
}
