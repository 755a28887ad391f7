/** Laws on what goes together: versions, roles, products, images. */
import type { Rule } from "../rule.ts";
import { chartOfLine } from "./chart-of-line.ts";
import { conditionalWrites } from "./conditional-writes.ts";
import { consoleOfLine } from "./console-of-line.ts";
import { dependencyReleases } from "./dependency-releases.ts";
import { gpuVersions } from "./gpu-versions.ts";
import { imagesOfVersion } from "./images-of-version.ts";
import { knownPatch } from "./known-patch.ts";
import { pinnedMilvusVersion } from "./pinned-milvus-version.ts";
import { pinnedQueue } from "./pinned-queue.ts";
import { pullableImages } from "./pullable-images.ts";
import { supportedMetadataStore } from "./supported-metadata-store.ts";
import { supportedObjectStore } from "./supported-object-store.ts";
import { supportedQueues } from "./supported-queues.ts";
import { supportedRoles } from "./supported-roles.ts";
import { upgradableCoordinators } from "./upgradable-coordinators.ts";
import { woodpeckerService } from "./woodpecker-service.ts";

export const versionsRules: readonly Rule[] = [
  pinnedMilvusVersion,
  knownPatch,
  supportedRoles,
  supportedQueues,
  pinnedQueue,
  woodpeckerService,
  supportedObjectStore,
  supportedMetadataStore,
  conditionalWrites,
  dependencyReleases,
  pullableImages,
  imagesOfVersion,
  consoleOfLine,
  gpuVersions,
  upgradableCoordinators,
  chartOfLine,
];
