/** Laws of networks. */
import type { Rule } from "../rule.ts";
import { attachedComponents } from "./attached-components.ts";
import { connectedNeeds } from "./connected-needs.ts";
import { directPeers } from "./direct-peers.ts";
import { distinctNames } from "./distinct-names.ts";
import { isolatedPublications } from "./isolated-publications.ts";
import { networkedShares } from "./networked-shares.ts";
import { privateJoins } from "./private-joins.ts";
import { usefulNetworks } from "./useful-networks.ts";

export const networksRules: readonly Rule[] = [
  attachedComponents,
  connectedNeeds,
  directPeers,
  distinctNames,
  isolatedPublications,
  networkedShares,
  privateJoins,
  usefulNetworks,
];
