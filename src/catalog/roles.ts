/** The kinds of Milvus process, and the ports on which each of them listens. */
import type { Endpoint } from "../model/schema.ts";
import type { Role, RoleName } from "./catalog.ts";
import { rootCoordPort } from "./version.ts";

const arguments_ = "milvus-io/milvus cmd/milvus/util.go, 2.2.16 to 3.0.0";
const ports = "milvus-io/milvus configs/milvus.yaml, 2.2.16 to 3.0.0";

/** In the order in which people start and list them. */
export const roles: readonly Role[] = [
  {
    name: "standalone",
    summary: "every role in one process",
    kind: "standalone",
    source: arguments_,
  },
  {
    name: "rootcoord",
    summary: "collections, users and timestamps (to 2.5)",
    kind: "coordinator",
    portKey: "rootCoord.port",
    source: ports,
  },
  {
    name: "datacoord",
    summary: "segments, flushing and compaction (to 2.5)",
    kind: "coordinator",
    portKey: "dataCoord.port",
    source: ports,
  },
  {
    name: "querycoord",
    summary: "which query node holds which segment (to 2.5)",
    kind: "coordinator",
    portKey: "queryCoord.port",
    source: ports,
  },
  {
    name: "indexcoord",
    summary: "index builds (2.2; does nothing in 2.3 to 2.5)",
    kind: "coordinator",
    portKey: "indexCoord.port",
    source: ports,
  },
  {
    name: "mixcoord",
    summary: "all coordinators in one process",
    kind: "coordinator",
    portKey: "rootCoord.port",
    source: ports,
  },
  {
    name: "proxy",
    summary: "what applications connect to",
    kind: "access",
    portKey: "proxy.port",
    source: ports,
  },
  {
    name: "streamingnode",
    summary: "writes the log and answers for what is still growing (from 2.6)",
    kind: "worker",
    portKey: "streamingNode.port",
    source: ports,
  },
  {
    name: "querynode",
    summary: "holds loaded segments and searches them",
    kind: "worker",
    portKey: "queryNode.port",
    source: ports,
  },
  {
    name: "datanode",
    summary: "writes segments; from 2.6 it also builds indexes",
    kind: "worker",
    portKey: "dataNode.port",
    source: ports,
  },
  {
    name: "indexnode",
    summary: "builds indexes (to 2.5)",
    kind: "worker",
    portKey: "indexNode.port",
    source: ports,
  },
];

const roleByName = new Map(roles.map((role) => [role.name, role]));

export function roleNamed(name: RoleName): Role {
  return roleByName.get(name) as Role;
}

/** The only way to move it is METRICS_PORT, which nobody needs in a container of its own. */
export const metricsPort = 9091;

/** Applications, with gRPC; REST shares it unless TLS is on. */
export const clientPort = 19530;

/**
 * REST on a port of its own, for TLS. 8080 is what the documentation writes there
 * (milvus-io/web-content, site/en/adminGuide/tls.md, `proxy.http.port`).
 */
export const restPort = 8080;

function grpc(name: string, port: number): Endpoint {
  return { name, port, protocol: "tcp", speaks: "grpc" };
}

const metrics: Endpoint = { name: "metrics", port: metricsPort, protocol: "tcp", speaks: "http" };
const client = grpc("client", clientPort);
const rest: Endpoint = { name: "rest", port: restPort, protocol: "tcp", speaks: "http" };

/**
 * Endpoints of a role, the one that is meant without a name first. Internal ones are named as the
 * role that answers there, so that a combined process keeps the names of what it combines.
 *
 * Ports: milvus-io/milvus configs/milvus.yaml; that the embedded query node of a streaming node
 * listens on its own port: cmd/milvus/util.go @2.6.19; that indexcoord opens none in 2.3 to 2.5:
 * cmd/components/index_coord.go @2.4.0.
 */
export function endpointsOf(
  role: RoleName,
  milvusVersion: string,
  line: string,
  restApart: boolean,
): readonly Endpoint[] {
  const rootcoord = rootCoordPort(milvusVersion);
  const apart = restApart ? [rest] : [];
  const indexcoord = line === "2.2" ? [grpc("indexcoord", 31000)] : [];
  switch (role) {
    case "standalone":
      return [client, metrics, ...apart];
    case "proxy":
      return [client, metrics, grpc("internal", 19529), ...apart];
    case "rootcoord":
      return [metrics, grpc("rootcoord", rootcoord)];
    case "datacoord":
      return [metrics, grpc("datacoord", 13333)];
    case "querycoord":
      return [metrics, grpc("querycoord", 19531)];
    case "indexcoord":
      return [metrics, ...indexcoord];
    case "mixcoord":
      return runsMixture(line)
        ? [
            metrics,
            grpc("rootcoord", rootcoord),
            grpc("datacoord", 13333),
            grpc("querycoord", 19531),
            ...indexcoord,
          ]
        : [metrics, grpc("mixcoord", rootcoord)];
    case "streamingnode":
      return [metrics, grpc("streamingnode", 22222), grpc("querynode", 21123)];
    case "querynode":
      return [metrics, grpc("querynode", 21123)];
    case "datanode":
      return [metrics, grpc("datanode", 21124)];
    case "indexnode":
      return [metrics, grpc("indexnode", 21121)];
  }
}

/** Up to 2.5 `mixcoord` is the separate coordinators in one process (cmd/milvus/util.go). */
export function runsMixture(line: string): boolean {
  return ["2.2", "2.3", "2.4", "2.5"].includes(line);
}

/** Arguments of `milvus` that start a role. */
export function commandOf(role: RoleName, line: string): readonly string[] {
  if (role === "mixcoord" && runsMixture(line))
    return ["milvus", "run", "mixture", "-rootcoord", "-querycoord", "-datacoord", "-indexcoord"];
  return ["milvus", "run", role];
}
