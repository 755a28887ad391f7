/** All kinds of faults. */
import { configurationFaults } from "./configuration.ts";
import type { Fault } from "./fault.ts";
import { networkFaults } from "./networks.ts";
import { portFaults } from "./ports.ts";
import { resourceFaults } from "./resources.ts";
import { securityFaults } from "./security.ts";
import { storageFaults } from "./storage.ts";
import { topologyFaults } from "./topology.ts";
import { versionFaults } from "./versions.ts";

export const faults: readonly Fault[] = [
  ...portFaults,
  ...networkFaults,
  ...topologyFaults,
  ...versionFaults,
  ...securityFaults,
  ...storageFaults,
  ...resourceFaults,
  ...configurationFaults,
];
