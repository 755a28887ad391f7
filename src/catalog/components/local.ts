/** Objects on the own disk of a standalone Milvus. */
import type { Product } from "../catalog.ts";
import { insideMilvus } from "../inside.ts";
import { variable } from "../wiring.ts";

export const local: Product = {
  ...insideMilvus,
  name: "local",
  kind: "objects",
  summary: "objects on the own disk of a standalone Milvus",
  source: "milvus-io/milvus scripts/standalone_embed.sh",
  // Nobody else sees that disk, so a cluster cannot share it.
  supports: (_line, mode) => mode === "standalone",
  wiring: () => [variable("COMMON_STORAGETYPE", "local")],
  decides: ["common.storageType"],
};
