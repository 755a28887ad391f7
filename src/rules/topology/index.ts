/** Laws of how many of what there are. */
import type { Rule } from "../rule.ts";
import { boundedMembers } from "./bounded-members.ts";
import { erasureSets } from "./erasure-sets.ts";
import { exclusiveCoordinators } from "./exclusive-coordinators.ts";
import { oddQuorums } from "./odd-quorums.ts";
import { redundantDependencies } from "./redundant-dependencies.ts";
import { redundantRoles } from "./redundant-roles.ts";
import { singleStandalone } from "./single-standalone.ts";
import { usefulSpread } from "./useful-spread.ts";
import { usefulStandby } from "./useful-standby.ts";
import { workingRoles } from "./working-roles.ts";

export const topologyRules: readonly Rule[] = [
  boundedMembers,
  erasureSets,
  exclusiveCoordinators,
  oddQuorums,
  redundantDependencies,
  redundantRoles,
  singleStandalone,
  usefulSpread,
  usefulStandby,
  workingRoles,
];
