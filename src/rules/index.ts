/** All laws, by pass: one folder and one list each. */
import { configurationRules } from "./configuration/index.ts";
import { dependenciesRules } from "./dependencies/index.ts";
import { networksRules } from "./networks/index.ts";
import { portsRules } from "./ports/index.ts";
import { resourcesRules } from "./resources/index.ts";
import type { Rule } from "./rule.ts";
import { securityRules } from "./security/index.ts";
import { storageRules } from "./storage/index.ts";
import { topologyRules } from "./topology/index.ts";
import { versionsRules } from "./versions/index.ts";

export const rules: readonly Rule[] = [
  ...portsRules,
  ...dependenciesRules,
  ...networksRules,
  ...topologyRules,
  ...securityRules,
  ...versionsRules,
  ...storageRules,
  ...resourcesRules,
  ...configurationRules,
];
