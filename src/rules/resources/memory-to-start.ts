/** A Milvus process may take the memory that it needs to start. */
import type { RoleName } from "../../catalog/catalog.ts";
import { smallestRoleSizes } from "../../catalog/sizing.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { formatAmount, sizePath } from "../lookup.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

const mebibyte = 2 ** 20;
/** An idle role holds 40 to 80 MB (measured with 2.3.5); a standalone is five of them and more. */
const idle = { role: 128 * mebibyte, standalone: 512 * mebibyte };

/** Below it the process is killed before it did any work. */
export function memoryWhenIdle(role: string): number {
  return role === "standalone" ? idle.standalone : idle.role;
}

export const memoryToStart = defineRule({
  code: "memory-to-start",
  pass: "resources",
  severity: "error",
  summary: "a Milvus process may take the memory that it needs to start",
  why: "The process is killed while it starts, again and again.",
  help: "Raise the limit; a `workload` sizes every role by the published rules.",
  source: "measured with Milvus 2.3.5: 40 to 80 MB in an idle role",
  messages: {
    small: message`${"role"} may take ${"limit"} of memory, and needs ${"least"} when idle`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; standalone { memory 2Gi } >",
      "cluster a standalone < milvus 2.6.15; standalone { memory 512Mi } >",
    ],
    invalid: ["cluster a distributed < milvus 2.6.15; querynode { memory 64Mi } >"],
  },
  check({ deployment, written, report }) {
    for (const component of milvusComponents(deployment)) {
      const { role, requirements } = component;
      const { limit } = requirements.memory;
      const least = memoryWhenIdle(role);
      if (limit === undefined || limit >= least) continue;
      const at = sizePath(component, "memory");
      const mended = `memory ${formatAmount(smallestRoleSizes(role as RoleName).memoryBytes)}`;
      report("small", {
        at,
        facts: { role, limit: formatAmount(limit), least: formatAmount(least) },
        fixes: fixAt(written(at), `write \`${mended}\``, false, (span) => replaced(span, mended)),
      });
    }
  },
});
