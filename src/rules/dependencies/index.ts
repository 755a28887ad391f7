/** Laws of who needs whom. */
import type { Rule } from "../rule.ts";
import { acyclicStartOrder } from "./acyclic-start-order.ts";
import { completeRoles } from "./complete-roles.ts";
import { distinctExternalAddresses } from "./distinct-external-addresses.ts";
import { heldStartOrder } from "./held-start-order.ts";
import { knownNeeds } from "./known-needs.ts";
import { knownWaits } from "./known-waits.ts";
import { matchingExternalTls } from "./matching-external-tls.ts";
import { patientHealthchecks } from "./patient-healthchecks.ts";
import { presentDependencies } from "./present-dependencies.ts";
import { reachableExternals } from "./reachable-externals.ts";
import { singleObjectAddress } from "./single-object-address.ts";
import { singlePulsarAddress } from "./single-pulsar-address.ts";
import { waitedDependencies } from "./waited-dependencies.ts";

export const dependenciesRules: readonly Rule[] = [
  acyclicStartOrder,
  completeRoles,
  distinctExternalAddresses,
  heldStartOrder,
  knownNeeds,
  knownWaits,
  matchingExternalTls,
  patientHealthchecks,
  presentDependencies,
  reachableExternals,
  singleObjectAddress,
  singlePulsarAddress,
  waitedDependencies,
];
