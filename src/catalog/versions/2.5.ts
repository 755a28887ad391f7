/**
 * Milvus 2.5: the coordinators of a new cluster run in one process, and upgrades to 2.6 start from
 * that.
 */
import { metadataCalls, querycoordToProxy, separateCalls } from "../calls.ts";
import type { MilvusLine } from "../catalog.ts";

export const line25: MilvusLine = {
  name: "2.5",
  source:
    "milvus-io/milvus cmd/milvus/util.go, configs/milvus.yaml " +
    "@2.5.0 (7d46a8f17eb) to @2.5.27 (c8e90858d5e)",
  oldest: "2.5.0",
  newest: "2.5.27",
  roles: {
    standalone: ["standalone"],
    distributed: [
      "mixcoord",
      "rootcoord",
      "datacoord",
      "querycoord",
      "proxy",
      "querynode",
      "datanode",
      "indexnode",
      "indexcoord",
    ],
  },
  defaultRoles: {
    standalone: ["standalone"],
    distributed: ["mixcoord", "proxy", "querynode", "datanode", "indexnode"],
  },
  absentRoles: {
    streamingnode:
      "streaming nodes exist from 2.6; in 2.5 they were an experiment that stops at its start",
  },
  // cmd/components/index_coord.go @2.4.0: no port, no session, always healthy.
  idleRoles: { indexcoord: "datacoord has done its work since 2.3.0" },
  queues: {
    standalone: ["rocksmq", "natsmq", "pulsar", "kafka"],
    distributed: ["pulsar", "kafka"],
  },
  defaultQueue: { standalone: "rocksmq", distributed: "pulsar" },
  calls: [
    ...metadataCalls([
      "rootcoord",
      "datacoord",
      "querycoord",
      "indexcoord",
      "proxy",
      "querynode",
      "datanode",
      "indexnode",
    ]),
    ...separateCalls,
    querycoordToProxy,
  ],
};
