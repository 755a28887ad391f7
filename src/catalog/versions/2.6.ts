/** Milvus 2.6: one coordinator, streaming nodes, and index builds in the data nodes. */
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

export const line26: MilvusLine = {
  name: "2.6",
  source:
    "milvus-io/milvus cmd/milvus/util.go, cmd/roles/roles.go, configs/milvus.yaml " +
    "@2.6.0 (288c69e924d) to @2.6.19 (5b99e9806de)",
  oldest: "2.6.0",
  newest: "2.6.19",
  // Named by the documentation (milvus-io/web-content v2.6.x/Variables.json); their source was not
  // read.
  newestPublished: "2.6.22",
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
