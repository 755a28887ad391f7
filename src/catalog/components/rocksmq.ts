/** RocksMQ: the message queue inside a standalone Milvus. */
import type { Product } from "../catalog.ts";
import { insideMilvus } from "../inside.ts";
import { queueType, variable } from "../wiring.ts";

export const rocksmq: Product = {
  ...insideMilvus,
  name: "rocksmq",
  kind: "queue",
  summary: "RocksMQ inside a standalone Milvus",
  source: "milvus-io/milvus internal/util/dependency/factory.go: it panics in a cluster",
  supports: (_line, mode) => mode === "standalone",
  wiring: (setting) => [
    ...queueType(setting, "rocksmq"),
    // In 2.2 the path alone chooses it.
    variable("ROCKSMQ_PATH", "/var/lib/milvus/rdb_data"),
  ],
  decides: ["mq.type", "rocksmq.path"],
};
