/** Graphics processors go to the roles that use them. */

import { isAtLeast } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import type { Deployment } from "../../model/schema.ts";
import { fixAt, removed } from "../fixes.ts";
import { sizePath } from "../lookup.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const gpuOfRoles = defineRule({
  code: "gpu-of-roles",
  pass: "resources",
  severity: "warning",
  summary: "graphics processors go to the roles that build or search indexes",
  why: "The device is reserved, and nobody else can have it, for a process that never uses it.",
  help: "Give it to the roles that build and search indexes.",
  source: "milvus-io/web-content site/en/getstarted/run-milvus-gpu; milvus-io/milvus b2a86946865",
  messages: { idle: message`${"role"} does not use a graphics processor; ${"users"} do` },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; querynode { gpu 1 }; datanode { gpu 1 } >",
      "cluster a distributed < milvus 2.5.27; querynode { gpu 1 }; indexnode { gpu 1 } >",
    ],
    invalid: ["cluster a distributed < milvus 2.6.15; proxy { gpu 1 } >"],
  },
  check({ deployment, written, report }) {
    // Before, nobody uses one: another law's business.
    if (!isAtLeast(deployment.milvusVersion, "2.3.0")) return;
    const users = gpuUsers(deployment).filter((role) => role !== "standalone");
    for (const component of milvusComponents(deployment)) {
      const { role, requirements } = component;
      if (requirements.gpu === undefined || gpuUsers(deployment).includes(role)) continue;
      const at = sizePath(component, "gpu");
      report("idle", {
        at,
        facts: { role, users: users.join(" and ") },
        fixes: fixAt(written(at), "remove `gpu`", true, removed),
      });
    }
  },
});

/** Roles that build or search indexes; since 2.6 data nodes build them. */
export function gpuUsers({ milvusVersion }: Deployment): readonly string[] {
  const builder = isAtLeast(milvusVersion, "2.6.0") ? "datanode" : "indexnode";
  return ["querynode", builder, "standalone"];
}
