/** Laws of who can read, change and run what. */
import type { Rule } from "../rule.ts";
import { authorizedProduction } from "./authorized-production.ts";
import { changedRootPassword } from "./changed-root-password.ts";
import { closedIntrospection } from "./closed-introspection.ts";
import { encryptedCredentials } from "./encrypted-credentials.ts";
import { familiarImages } from "./familiar-images.ts";
import { matchingCredentials } from "./matching-credentials.ts";
import { patchedMilvus } from "./patched-milvus.ts";
import { pinnedImages } from "./pinned-images.ts";
import { privateConsoles } from "./private-consoles.ts";
import { secretCredentials } from "./secret-credentials.ts";
import { secretValues } from "./secret-values.ts";
import { secretVariables } from "./secret-variables.ts";
import { sufficientCredentials } from "./sufficient-credentials.ts";
import { usedSecrets } from "./used-secrets.ts";

export const securityRules: readonly Rule[] = [
  authorizedProduction,
  changedRootPassword,
  closedIntrospection,
  encryptedCredentials,
  familiarImages,
  matchingCredentials,
  patchedMilvus,
  pinnedImages,
  privateConsoles,
  secretCredentials,
  secretValues,
  secretVariables,
  sufficientCredentials,
  usedSecrets,
];
