/** All laws, by pass: one line each. */
import { uniqueHostPorts } from "./ports/unique-host-ports.ts";
import type { Rule } from "./rule.ts";
import { pinnedMilvusVersion } from "./versions/pinned-milvus-version.ts";

export const rules: readonly Rule[] = [uniqueHostPorts, pinnedMilvusVersion];
