/** In production whoever says how much memory is asked for says how much may be taken. */
import type { RoleName } from "../../catalog/catalog.ts";
import { smallestRoleSizes } from "../../catalog/sizing.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { formatAmount, sizePath } from "../lookup.ts";
import { defineRule } from "../rule.ts";

export const limitedMemory = defineRule({
  code: "limited-memory",
  pass: "resources",
  severity: { development: "off", test: "off", production: "warning" },
  summary: "in production a written request for memory has a limit",
  why: "One process may take the whole machine, and then the kernel kills any of its neighbours.",
  help: "Write `memory REQUEST..LIMIT`, or one value for both.",
  source: "stackrox/kube-linter unset-memory-requirements; zegl/kube-score container-resources",
  messages: {
    open: message`${"component"} asks for ${"request"} of memory and may take all there is`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { " +
        'root secret "root" }; storage woodpecker; standalone { memory 8Gi..16Gi } >',
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { " +
        'root secret "root" }; storage woodpecker >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { " +
        'root secret "root" }; storage woodpecker; standalone { memory 16Gi.. } >',
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { " +
        'root secret "root" }; storage woodpecker, minio { memory 8Gi.. } >',
    ],
  },
  check({ deployment, written, report }) {
    const seen = new Set<string>();
    for (const component of deployment.components) {
      const { name, group, product, role, requirements } = component;
      const { request, limit } = requirements.memory;
      if (request === undefined || limit !== undefined || seen.has(group)) continue;
      // What the compiler asks for by itself is a floor for placing it, not a size.
      const isOwn =
        product === "milvus" && request === smallestRoleSizes(role as RoleName).memoryBytes;
      if (isOwn) continue;
      seen.add(group);
      const at = sizePath(component, "memory");
      const mended = `memory ${formatAmount(request)}`;
      report("open", {
        at,
        component: name,
        facts: { component: group, request: formatAmount(request) },
        fixes: fixAt(written(at), `write \`${mended}\``, false, (span) => replaced(span, mended)),
      });
    }
  },
});
