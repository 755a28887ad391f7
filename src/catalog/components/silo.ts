/** Silo: the maintained fork of MinIO, with its commands, variables and disk format. */
import type { Product } from "../catalog.ts";
import { imageOf } from "../images.ts";
import {
  checkWithCurl,
  makesErasureSets,
  objectServerSizes,
  planObjectServer,
} from "../minio-server.ts";
import { severalInProduction } from "../sizes.ts";
import { deployedObjectKeys, deployedObjects, minioCredentials, objectPort } from "../wiring.ts";

export const silo: Product = {
  name: "silo",
  kind: "objects",
  summary: "Silo object store, the maintained fork of MinIO",
  source: "pgsty/silo.pgsty.com content/compatibility/migration.md",
  inside: false,
  supports: (_line, _mode, _version, count) => makesErasureSets(count),
  members: { least: 1, most: 32 },
  defaultMembers: severalInProduction(4),
  defaultSizes: objectServerSizes,
  plan: (setting, count, sizes) =>
    planObjectServer(
      {
        product: "silo",
        image: imageOf("silo", setting.line.name),
        // The entry point knows MinIO's name and starts the fork's binary.
        binary: "minio",
        check: () => checkWithCurl,
      },
      setting,
      count,
      sizes,
    ),
  wiring: (setting, chosen) => deployedObjects(setting, "silo", chosen),
  dialled: () => ({ component: "silo", endpoint: "api", port: objectPort }),
  wellKnownCredentials: minioCredentials,
  exposable: ["api", "console"],
  decides: deployedObjectKeys,
};
