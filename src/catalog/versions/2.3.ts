/** Milvus 2.3: indexcoord became an empty shell, and `mq.type` exists. */
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

export const line23: MilvusLine = {
  name: "2.3",
  source:
    "milvus-io/milvus cmd/milvus/util.go, configs/milvus.yaml @2.3.0 (905d4b389a6) to @2.3.22",
  oldest: "2.3.0",
  newest: "2.3.22",
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
