/** Amazon S3, and whatever else speaks its protocol. */
import type { Product } from "../catalog.ts";
import { elsewhere } from "../inside.ts";
import { externalObjectKeys, externalObjects } from "../wiring.ts";

export const s3: Product = {
  ...elsewhere,
  name: "s3",
  kind: "objects",
  summary: "Amazon S3, or a store with its protocol",
  source: "milvus-io/milvus configs/milvus.yaml (minio.cloudProvider: aws)",
  supports: () => true,
  wiring: (setting, { external, credentials }) =>
    external === undefined
      ? []
      : externalObjects(setting, external, credentials, { provider: "aws" }),
  decides: externalObjectKeys,
};
