/** Laws on keys of milvus.yaml, and on variables that stand for them. */
import type { Rule } from "../rule.ts";
import { advertisedAddresses } from "./advertised-addresses.ts";
import { configurationFolder } from "./configuration-folder.ts";
import { configurationInConfig } from "./configuration-in-config.ts";
import { currentKeys } from "./current-keys.ts";
import { effectiveKeys } from "./effective-keys.ts";
import { encryptedBothSides } from "./encrypted-both-sides.ts";
import { etcdFlags } from "./etcd-flags.ts";
import { etcdLogin } from "./etcd-login.ts";
import { keysOfPatch } from "./keys-of-patch.ts";
import { keysOfProducts } from "./keys-of-products.ts";
import { knownValues } from "./known-values.ts";
import { orderedLevels } from "./ordered-levels.ts";
import { readVariables } from "./read-variables.ts";
import { statementWiring } from "./statement-wiring.ts";
import { unshadowedKeys } from "./unshadowed-keys.ts";
import { valuesInRange } from "./values-in-range.ts";

export const configurationRules: readonly Rule[] = [
  currentKeys,
  keysOfPatch,
  valuesInRange,
  orderedLevels,
  knownValues,
  effectiveKeys,
  keysOfProducts,
  unshadowedKeys,
  statementWiring,
  configurationInConfig,
  configurationFolder,
  readVariables,
  etcdFlags,
  etcdLogin,
  advertisedAddresses,
  encryptedBothSides,
];
