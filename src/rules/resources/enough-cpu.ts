/** In production a Milvus process may use as many cores as the smallest published size. */
import type { RoleName } from "../../catalog/catalog.ts";
import { smallestRoleSizes } from "../../catalog/sizing.ts";
import { message } from "../../diagnostics/define.ts";
import { formatCpu } from "../../model/quantity.ts";
import { fixAt, replaced } from "../fixes.ts";
import { sizePath } from "../lookup.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const enoughCpu = defineRule({
  code: "enough-cpu",
  pass: "resources",
  severity: { development: "off", test: "off", production: "warning" },
  summary: "in production a Milvus process may use the cores of the smallest published size",
  why:
    "A process that is held back renews its lease in etcd too late, and exits when the lease " +
    "is lost.",
  help: "Raise the limit; a `workload` sizes every role by the published rules.",
  source:
    "milvus-io/milvus.io src/utils/sizingTool.ts: the smallest workload; " +
    "milvus-io/milvus internal/util/sessionutil/session_util.go @2.4.0",
  messages: {
    few: message`${"role"} may use ${"limit"} of cpu; the smallest published size is ${"least"}`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { " +
        'root secret "root" }; storage woodpecker; standalone { cpu 1..2 } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { " +
        'root secret "root" }; storage woodpecker; standalone { cpu 500m } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const component of milvusComponents(deployment)) {
      const { limit } = component.requirements.cpu;
      const least = smallestRoleSizes(component.role as RoleName).cpuMillicores;
      if (limit === undefined || limit >= least) continue;
      const at = sizePath(component, "cpu");
      const mended = `cpu ${formatCpu(least)}`;
      report("few", {
        at,
        facts: { role: component.role, limit: formatCpu(limit), least: formatCpu(least) },
        fixes: fixAt(written(at), `write \`${mended}\``, false, (span) => replaced(span, mended)),
      });
    }
  },
});
