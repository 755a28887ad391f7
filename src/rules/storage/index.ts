/** Laws on data: what is kept, and what nobody else may touch. */
import type { Rule } from "../rule.ts";
import { bucketOutsideHost } from "./bucket-outside-host.ts";
import { copiesWithinMembers } from "./copies-within-members.ts";
import { distinctBuckets } from "./distinct-buckets.ts";
import { distinctChannels } from "./distinct-channels.ts";
import { distinctDataPlaces } from "./distinct-data-places.ts";
import { distinctObjects } from "./distinct-objects.ts";
import { distinctProjects } from "./distinct-projects.ts";
import { distinctRootPaths } from "./distinct-root-paths.ts";
import { etcdHousekeeping } from "./etcd-housekeeping.ts";
import { etcdRoom } from "./etcd-room.ts";
import { keptData } from "./kept-data.ts";
import { keptTogether } from "./kept-together.ts";
import { messageSizes } from "./message-sizes.ts";
import { regionOfEndpoint } from "./region-of-endpoint.ts";
import { woodpeckerEtcd } from "./woodpecker-etcd.ts";

export const storageRules: readonly Rule[] = [
  keptData,
  keptTogether,
  distinctRootPaths,
  distinctBuckets,
  distinctChannels,
  woodpeckerEtcd,
  distinctDataPlaces,
  distinctProjects,
  distinctObjects,
  regionOfEndpoint,
  bucketOutsideHost,
  etcdRoom,
  etcdHousekeeping,
  messageSizes,
  copiesWithinMembers,
];
