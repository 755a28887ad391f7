/** MinIO: the object store that Milvus is developed with. */
import type { Product } from "../catalog.ts";
import { imageOf } from "../images.ts";
import {
  checkByRelease,
  makesErasureSets,
  objectServerSizes,
  planObjectServer,
} from "../minio-server.ts";
import { severalInProduction } from "../sizes.ts";
import { deployedObjectKeys, deployedObjects, minioCredentials, objectPort } from "../wiring.ts";

export const minio: Product = {
  name: "minio",
  kind: "objects",
  summary: "MinIO object store, no longer maintained upstream",
  source:
    "milvus-io/milvus deployments/docker/standalone/docker-compose.yml; minio/minio README.md",
  inside: false,
  supports: (_line, _mode, _version, count) => makesErasureSets(count),
  members: { least: 1, most: 32 },
  defaultMembers: severalInProduction(4),
  defaultSizes: objectServerSizes,
  plan: (setting, count, sizes) =>
    planObjectServer(
      {
        product: "minio",
        image: imageOf("minio", setting.line.name),
        binary: "minio",
        check: checkByRelease,
      },
      setting,
      count,
      sizes,
    ),
  wiring: (setting, chosen) => deployedObjects(setting, "minio", chosen),
  dialled: () => ({ component: "minio", endpoint: "api", port: objectPort }),
  wellKnownCredentials: minioCredentials,
  exposable: ["api", "console"],
  decides: deployedObjectKeys,
};
