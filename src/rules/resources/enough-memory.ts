/** A Milvus process may take the memory that it needs to start, and in production to work. */
import type { RoleName } from "../../catalog/catalog.ts";
import { smallestRoleSizes } from "../../catalog/sizing.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../edits.ts";
import { formatAmount, sizePath } from "../lookup.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

const mebibyte = 2 ** 20;
/** An idle role holds 40 to 80 MB (measured with Milvus 2.3.5); a standalone is five and more of them. */
const least = { role: 128 * mebibyte, standalone: 512 * mebibyte };

export const enoughMemory = defineRule({
  code: "enough-memory",
  pass: "resources",
  severity: { development: "off", test: "off", production: "warning" },
  summary: "a Milvus process may take the memory that it needs",
  why: "Above its limit the process is killed, and what it had loaded must be loaded again elsewhere.",
  help: "Raise the limit; a `workload` sizes every role by the published rules.",
  source:
    "milvus-io/milvus.io src/utils/sizingTool.ts: the smallest workload; " +
    "measured with Milvus 2.3.5: 40 to 80 MB in an idle role",
  messages: {
    start: message`${"role"} may take ${"limit"}, too little to start: it needs ${"least"} when idle`,
    work: message`${"role"} may take ${"limit"}; the smallest published size is ${"least"}`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; standalone { memory 2Gi } >",
      'cluster a standalone < milvus 2.6.15; environment production; authorization on { root secret "root" }; storage woodpecker; standalone { memory 8Gi } >',
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; querynode { memory 64Mi } >",
      'cluster a standalone < milvus 2.6.15; environment production; authorization on { root secret "root" }; storage woodpecker; standalone { memory 4Gi } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const component of milvusComponents(deployment)) {
      const { role, requirements } = component;
      const { limit } = requirements.memory;
      if (limit === undefined) continue;
      const floor = role === "standalone" ? least.standalone : least.role;
      const published = smallestRoleSizes(role as RoleName).memoryBytes;
      if (limit >= published) continue;
      const at = sizePath(component, "memory");
      const mended = `memory ${formatAmount(published)}`;
      const isDead = limit < floor;
      report(isDead ? "start" : "work", {
        at,
        facts: {
          role,
          limit: formatAmount(limit),
          least: formatAmount(isDead ? floor : published),
        },
        ...(isDead ? { severity: "error" as const } : {}),
        fixes: fixAt(written(at), `write \`${mended}\``, false, (span) => replaced(span, mended)),
      });
    }
  },
});
