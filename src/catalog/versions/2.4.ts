/** Milvus 2.4: as 2.3; settings are read from user.yaml from 2.4.1. */
import { metadataCalls, separateCalls } from "../calls.ts";
import type { MilvusLine, RoleName } from "../catalog.ts";

const separate: readonly RoleName[] = [
  "rootcoord",
  "datacoord",
  "querycoord",
  "proxy",
  "querynode",
  "datanode",
  "indexnode",
];

export const line24: MilvusLine = {
  name: "2.4",
  source:
    "milvus-io/milvus cmd/milvus/util.go, configs/milvus.yaml " +
    "@2.4.0 (4c636e8a7a4) to @2.4.24 (6ac35f4c0ef)",
  oldest: "2.4.0",
  newest: "2.4.24",
  roles: { standalone: ["standalone"], distributed: [...separate, "indexcoord", "mixcoord"] },
  defaultRoles: { standalone: ["standalone"], distributed: separate },
  absentRoles: {
    streamingnode: "streaming nodes exist from 2.6; before, every role writes to the queue itself",
  },
  // cmd/components/index_coord.go @2.4.0: no port, no session, always healthy.
  idleRoles: { indexcoord: "datacoord has done its work since 2.3.0" },
  queues: {
    standalone: ["rocksmq", "natsmq", "pulsar", "kafka"],
    distributed: ["pulsar", "kafka"],
  },
  defaultQueue: { standalone: "rocksmq", distributed: "pulsar" },
  calls: [...metadataCalls([...separate, "indexcoord"]), ...separateCalls],
};
