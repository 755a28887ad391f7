/** In production a Milvus process may take the memory of the smallest published size. */
import type { RoleName } from "../../catalog/catalog.ts";
import { smallestRoleSizes } from "../../catalog/sizing.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { formatAmount, sizePath } from "../lookup.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";
import { lacksMemory } from "./fitting-workload.ts";
import { memoryWhenIdle } from "./memory-to-start.ts";

export const enoughMemory = defineRule({
  code: "enough-memory",
  pass: "resources",
  severity: { development: "off", test: "off", production: "warning" },
  summary: "in production a Milvus process may take the memory of the smallest published size",
  why: "Above its limit the process is killed, and what it had loaded is loaded again elsewhere.",
  help: "Raise the limit; a `workload` sizes every role by the published rules.",
  source: "milvus-io/milvus.io src/utils/sizingTool.ts: the smallest workload",
  messages: {
    small: message`${"role"} may take ${"limit"} of memory; the smallest published size is ${"least"}`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; standalone { memory 2Gi } >",
      "cluster a standalone < milvus 2.6.15; environment production; " +
        'authorization on { root secret "root" }; storage woodpecker; standalone { memory 8Gi } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; environment production; " +
        'authorization on { root secret "root" }; storage woodpecker; standalone { memory 4Gi } >',
      "cluster a standalone < milvus 2.6.15; environment production; " +
        'authorization on { root secret "root" }; storage woodpecker; standalone { memory 512Mi } >',
      "cluster a distributed < milvus 2.6.15; environment production; " +
        'authorization on { root secret "root" }; storage woodpecker; ' +
        "workload { vectors 10M; dim 768 }; proxy x2 { memory 2Gi }; querynode x4; streamingnode x2 >",
    ],
  },
  check({ deployment, written, report }) {
    for (const component of milvusComponents(deployment)) {
      const { role, requirements } = component;
      const { limit } = requirements.memory;
      const least = smallestRoleSizes(role as RoleName).memoryBytes;
      if (limit === undefined || limit >= least) continue;
      // Too little to start with, or for the workload, is another law's business.
      if (limit < memoryWhenIdle(role) || lacksMemory(deployment, component)) continue;
      const at = sizePath(component, "memory");
      const mended = `memory ${formatAmount(least)}`;
      report("small", {
        at,
        facts: { role, limit: formatAmount(limit), least: formatAmount(least) },
        fixes: fixAt(written(at), `write \`${mended}\``, false, (span) => replaced(span, mended)),
      });
    }
  },
});
