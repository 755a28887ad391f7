/** All laws, by pass: one folder and one list each. */
import { dependenciesRules } from "./dependencies/index.ts";
import { portsRules } from "./ports/index.ts";
import type { Rule } from "./rule.ts";
import { pinnedMilvusVersion } from "./versions/pinned-milvus-version.ts";

export const rules: readonly Rule[] = [...portsRules, ...dependenciesRules, pinnedMilvusVersion];
