/** Laws of ports. */
import type { Rule } from "../rule.ts";
import { distinctEndpoints } from "./distinct-endpoints.ts";
import { matchingMetricsPort } from "./matching-metrics-port.ts";
import { privateStores } from "./private-stores.ts";
import { singlePublishedMembers } from "./single-published-members.ts";
import { stableHostPorts } from "./stable-host-ports.ts";
import { uniqueHostPorts } from "./unique-host-ports.ts";
import { unprivilegedHostPorts } from "./unprivileged-host-ports.ts";
import { unpublishedMetrics } from "./unpublished-metrics.ts";

export const portsRules: readonly Rule[] = [
  distinctEndpoints,
  matchingMetricsPort,
  privateStores,
  singlePublishedMembers,
  stableHostPorts,
  uniqueHostPorts,
  unprivilegedHostPorts,
  unpublishedMetrics,
];
