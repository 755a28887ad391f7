/** Milvus 2.2: four separate coordinators, and no `mq.type`. */
import { indexcoordCalls, metadataCalls, separateCalls } from "../calls.ts";
import type { MilvusLine, RoleName } from "../catalog.ts";

const separate: readonly RoleName[] = [
  "rootcoord",
  "datacoord",
  "querycoord",
  "indexcoord",
  "proxy",
  "querynode",
  "datanode",
  "indexnode",
];

export const line22: MilvusLine = {
  name: "2.2",
  source: "milvus-io/milvus cmd/milvus/util.go, configs/milvus.yaml @2.2.16 (af56b28439e)",
  oldest: "2.2.0",
  newest: "2.2.16",
  roles: { standalone: ["standalone"], distributed: [...separate, "mixcoord"] },
  defaultRoles: { standalone: ["standalone"], distributed: separate },
  absentRoles: {
    streamingnode: "streaming nodes exist from 2.6; before, every role writes to the queue itself",
  },
  idleRoles: {},
  queues: { standalone: ["rocksmq", "pulsar", "kafka"], distributed: ["pulsar", "kafka"] },
  defaultQueue: { standalone: "rocksmq", distributed: "pulsar" },
  calls: [...metadataCalls(separate), ...separateCalls, ...indexcoordCalls],
};
