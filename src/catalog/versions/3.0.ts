/** Milvus 3.0: as 2.6, run by a user that is not root. */
import { metadataCalls, streamingCalls } from "../calls.ts";
import type { MilvusLine, RoleName } from "../catalog.ts";

const distributed: readonly RoleName[] = [
  "mixcoord",
  "proxy",
  "streamingnode",
  "querynode",
  "datanode",
];
const merged = "mixcoord does its work since 2.6.0";

export const line30: MilvusLine = {
  name: "3.0",
  source:
    "milvus-io/milvus cmd/milvus/util.go, cmd/roles/roles.go, configs/milvus.yaml " +
    "@3.0.0 (6298d2ff68f)",
  oldest: "3.0.0",
  newest: "3.0.0",
  // Reported in milvus-io/milvus#53433; its source was not read.
  newestPublished: "3.0.1",
  roles: { standalone: ["standalone"], distributed },
  defaultRoles: { standalone: ["standalone"], distributed },
  absentRoles: {
    rootcoord: merged,
    datacoord: merged,
    querycoord: merged,
    indexcoord: merged,
    indexnode: "datanode builds indexes since 2.6.0",
  },
  idleRoles: {},
  queues: {
    standalone: ["rocksmq", "pulsar", "kafka", "woodpecker"],
    distributed: ["pulsar", "kafka", "woodpecker"],
  },
  defaultQueue: { standalone: "woodpecker", distributed: "woodpecker" },
  calls: [...metadataCalls(distributed), ...streamingCalls],
};
