/** Who dials whom inside a distributed Milvus: what several lines have in common. */
import type { Call, RoleName } from "./catalog.ts";

/** Every role that runs keeps its session in etcd, and reads settings that were stored there. */
export function metadataCalls(roles: readonly RoleName[]): readonly Call[] {
  return roles.map((from) => ({
    from,
    to: "metadata",
    why: "its registration, its metadata and stored settings",
  }));
}

const log = "reads and writes the log";
const files = "reads and writes files of segments";

/**
 * 2.3 to 2.5, from the gRPC clients and message streams that each role makes: milvus-io/milvus
 * internal/distributed/<role>/service.go,
 * internal/{proxy,rootcoord,querycoordv2,datacoord,querynodev2,datanode} @2.4.0 and @2.5.27.
 */
export const separateCalls: readonly Call[] = [
  { from: "rootcoord", to: "queue", why: "announces changes of collections in the log" },
  {
    from: "rootcoord",
    to: "datacoord",
    endpoint: "datacoord",
    why: "drops and flushes segments of collections",
  },
  {
    from: "rootcoord",
    to: "querycoord",
    endpoint: "querycoord",
    why: "releases collections that are dropped",
  },
  { from: "rootcoord", to: "proxy", endpoint: "internal", why: "empties its caches" },
  { from: "datacoord", to: "objects", why: "removes files that nothing needs any more" },
  { from: "datacoord", to: "queue", why: "follows the log's time" },
  {
    from: "datacoord",
    to: "rootcoord",
    endpoint: "rootcoord",
    why: "asks for timestamps and schemas",
  },
  { from: "datacoord", to: "datanode", endpoint: "datanode", why: "hands out channels and tasks" },
  { from: "datacoord", to: "indexnode", endpoint: "indexnode", why: "hands out index builds" },
  {
    from: "querycoord",
    to: "rootcoord",
    endpoint: "rootcoord",
    why: "asks for collections and partitions",
  },
  {
    from: "querycoord",
    to: "datacoord",
    endpoint: "datacoord",
    why: "asks for segments and indexes",
  },
  {
    from: "querycoord",
    to: "querynode",
    endpoint: "querynode",
    why: "hands out channels and segments",
  },
  { from: "proxy", to: "queue", why: "writes inserts and deletes to the log" },
  {
    from: "proxy",
    to: "rootcoord",
    endpoint: "rootcoord",
    why: "collections, users and timestamps",
  },
  { from: "proxy", to: "datacoord", endpoint: "datacoord", why: "asks where to insert" },
  { from: "proxy", to: "querycoord", endpoint: "querycoord", why: "asks where to search" },
  { from: "proxy", to: "querynode", endpoint: "querynode", why: "searches" },
  { from: "querynode", to: "objects", why: "loads segments and indexes" },
  { from: "querynode", to: "queue", why: "reads growing data from the log" },
  {
    from: "querynode",
    to: "querynode",
    endpoint: "querynode",
    why: "a channel's leader asks the others",
  },
  { from: "datanode", to: "objects", why: files },
  { from: "datanode", to: "queue", why: "reads what it has to store from the log" },
  { from: "datanode", to: "rootcoord", endpoint: "rootcoord", why: "asks for timestamps and ids" },
  { from: "datanode", to: "datacoord", endpoint: "datacoord", why: "reports segments" },
  { from: "indexnode", to: "objects", why: "reads segments and writes indexes" },
];

/** What 2.5 added to it: internal/querycoordv2 @2.5.27. */
export const querycoordToProxy: Call = {
  from: "querycoord",
  to: "proxy",
  endpoint: "internal",
  why: "empties its cache of shard leaders",
};

/**
 * 2.2, where indexcoord is a server of its own. From general knowledge, apart from rootcoord's call
 * (milvus-io/milvus internal/rootcoord/broker.go of that line drops indexes through indexcoord);
 * the rest was not read in the source.
 */
export const indexcoordCalls: readonly Call[] = [
  { from: "rootcoord", to: "indexcoord", endpoint: "indexcoord", why: "drops indexes" },
  { from: "datacoord", to: "indexcoord", endpoint: "indexcoord", why: "asks for index states" },
  { from: "querycoord", to: "indexcoord", endpoint: "indexcoord", why: "asks for index files" },
  { from: "proxy", to: "indexcoord", endpoint: "indexcoord", why: "creates and drops indexes" },
  { from: "indexcoord", to: "objects", why: "removes index files that nothing needs any more" },
  { from: "indexcoord", to: "rootcoord", endpoint: "rootcoord", why: "asks for timestamps" },
  { from: "indexcoord", to: "datacoord", endpoint: "datacoord", why: "asks for segments" },
  { from: "indexcoord", to: "indexnode", endpoint: "indexnode", why: "hands out index builds" },
];

const coordination = { to: "mixcoord", endpoint: "mixcoord" } as const;
const streaming = { to: "streamingnode", endpoint: "streamingnode" } as const;
/** The query node inside a streaming node holds what is still growing. */
const growing = { to: "streamingnode", endpoint: "querynode" } as const;

/**
 * 2.6 and 3.0. Every process except a pure datanode starts the streaming client, which dials
 * mixcoord and the streaming nodes: milvus-io/milvus cmd/roles/roles.go,
 * internal/distributed/streaming/wal.go, internal/streamingcoord/client/client.go @2.6.19. mixcoord
 * writes to a plain queue only while streaming is not enabled yet:
 * internal/rootcoord/dml_channels.go @2.6.19.
 */
export const streamingCalls: readonly Call[] = [
  { from: "mixcoord", to: "objects", why: "removes files that nothing needs any more" },
  {
    from: "mixcoord",
    to: "queue",
    why: "writes to the log on a first start, before streaming is enabled",
  },
  { from: "mixcoord", ...coordination, why: "its parts and its standby talk over the network" },
  { from: "mixcoord", to: "proxy", endpoint: "internal", why: "empties its caches" },
  { from: "mixcoord", ...streaming, why: "hands out channels of the log" },
  { from: "mixcoord", ...growing, why: "hands out channels to search" },
  { from: "mixcoord", to: "querynode", endpoint: "querynode", why: "hands out segments" },
  {
    from: "mixcoord",
    to: "datanode",
    endpoint: "datanode",
    why: "hands out compaction, imports and index builds",
  },
  { from: "proxy", ...coordination, why: "collections, users, timestamps and places" },
  { from: "proxy", ...streaming, why: "writes inserts and deletes to the log" },
  { from: "proxy", ...growing, why: "searches growing data" },
  { from: "proxy", to: "querynode", endpoint: "querynode", why: "searches" },
  { from: "streamingnode", to: "objects", why: files },
  { from: "streamingnode", to: "queue", why: log },
  { from: "streamingnode", ...coordination, why: "asks for timestamps and its channels" },
  { from: "streamingnode", ...streaming, why: "appends to channels of other streaming nodes" },
  { from: "streamingnode", ...growing, why: "searches what others hold of its channels" },
  {
    from: "streamingnode",
    to: "querynode",
    endpoint: "querynode",
    why: "a channel's leader asks for sealed segments",
  },
  { from: "querynode", to: "objects", why: "loads segments and indexes" },
  { from: "querynode", ...coordination, why: "asks where the log's channels are" },
  { from: "querynode", ...streaming, why: "follows the log" },
  { from: "querynode", ...growing, why: "asks for growing data" },
  {
    from: "querynode",
    to: "querynode",
    endpoint: "querynode",
    why: "a channel's leader asks the others",
  },
  { from: "datanode", to: "objects", why: files },
];
