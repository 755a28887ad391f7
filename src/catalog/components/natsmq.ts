/** NATS inside a standalone Milvus, from 2.3 to 2.5. */
import type { Product } from "../catalog.ts";
import { insideMilvus } from "../inside.ts";
import { isAtLeast } from "../version.ts";
import { queueType, variable } from "../wiring.ts";

export const natsmq: Product = {
  ...insideMilvus,
  name: "natsmq",
  kind: "queue",
  summary: "NATS inside a standalone Milvus, removed in 2.6",
  source: "milvus-io/milvus internal/util/dependency/factory.go @2.4.0; wal_selector.go @2.6.0",
  supports: (_line, mode, version) =>
    mode === "standalone" && isAtLeast(version, "2.3.0") && !isAtLeast(version, "2.6.0"),
  wiring: (setting) => [
    ...queueType(setting, "natsmq"),
    variable("NATSMQ_SERVER_STORE_DIR", "/var/lib/milvus/nats"),
  ],
  decides: ["mq.type", "natsmq.server.storeDir"],
};
