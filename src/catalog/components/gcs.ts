/** Google Cloud Storage, through its S3 protocol. */
import type { Product } from "../catalog.ts";
import { elsewhere } from "../inside.ts";
import { externalObjectKeys, externalObjects } from "../wiring.ts";

export const gcs: Product = {
  ...elsewhere,
  name: "gcs",
  kind: "objects",
  summary: "Google Cloud Storage",
  // `gcpnative` (2.4.1) takes a JSON key and nothing else, so it cannot stand for keys or an
  // identity.
  source: "milvus-io/milvus configs/milvus.yaml (minio.cloudProvider: gcp)",
  supports: () => true,
  wiring: (setting, { external, credentials }) =>
    external === undefined
      ? []
      : externalObjects(setting, external, credentials, { provider: "gcp" }),
  decides: externalObjectKeys,
};
