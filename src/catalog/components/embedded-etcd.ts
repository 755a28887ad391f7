/** etcd inside the one process of a standalone Milvus. */
import type { Variable } from "../../model/schema.ts";
import type { Product, Setting } from "../catalog.ts";
import { insideMilvus } from "../inside.ts";
import { isAtLeast } from "../version.ts";
import { variable } from "../wiring.ts";

/**
 * The image carries a configuration for it; from 2.4 that one bounds room and history. Before,
 * Milvus' Python package ran it without any, as here. 2.6 refuses it unless told that this is a
 * standalone.
 */
function wiring({ milvusVersion }: Setting): Variable[] {
  return [
    variable("ETCD_USE_EMBED", "true"),
    variable("ETCD_DATA_DIR", "/var/lib/milvus/etcd"),
    ...(isAtLeast(milvusVersion, "2.4.0")
      ? [variable("ETCD_CONFIG_PATH", "/milvus/configs/advanced/etcd.yaml")]
      : []),
    ...(isAtLeast(milvusVersion, "2.6.0") ? [variable("DEPLOY_MODE", "STANDALONE")] : []),
  ];
}

export const embeddedEtcd: Product = {
  ...insideMilvus,
  name: "embedded-etcd",
  kind: "metadata",
  summary: "etcd inside a standalone Milvus",
  source:
    "milvus-io/milvus scripts/standalone_embed.sh, configs/advanced/etcd.yaml, " +
    "pkg/util/etcd/etcd_server.go",
  supports: (_line, mode) => mode === "standalone",
  wiring,
  decides: ["etcd.config.path", "etcd.data.dir", "etcd.use.embed"],
};
