/** etcd's disk holds what its quota allows. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { formatAmount } from "../lookup.ts";
import { literalOf, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** etcd's own limit where none is set (etcd-io/website op-guide). */
const ownQuota = 2 * 2 ** 30;

export const etcdRoom = defineRule({
  code: "etcd-room",
  pass: "storage",
  severity: { development: "warning", test: "warning", production: "error" },
  summary: "etcd's disk holds what its quota allows",
  why:
    "With a full quota etcd refuses writes and can be compacted; with a full disk it stops, and " +
    "may not start again.",
  help: "Give it a disk that is larger than the quota.",
  source: "milvus-io/milvus#44614, #16511, #36748; etcd-io/website op-guide (space quota)",
  messages: { small: message`a disk of ${"disk"} does not hold etcd's quota of ${"quota"}` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.5.27; storage etcd { disk 5Gi } >",
      "cluster a standalone < milvus 2.5.27; storage etcd { disk 4Gi } >",
    ],
    invalid: ["cluster a standalone < milvus 2.5.27; storage etcd { disk 2Gi } >"],
  },
  check({ deployment, written, report }) {
    for (const component of deployment.components) {
      if (component.product !== "etcd") continue;
      const quota = Number(literalOf(variableOf(component, "ETCD_QUOTA_BACKEND_BYTES")));
      const quotaBytes = quota > 0 ? quota : ownQuota;
      const at = `components/${component.group}/volumes`;
      const mended = `disk ${formatAmount(2 * quotaBytes)}`;
      for (const { sizeBytes, kept } of component.volumes) {
        if (!kept || sizeBytes >= quotaBytes) continue;
        report("small", {
          at,
          component: component.name,
          facts: { disk: formatAmount(sizeBytes), quota: formatAmount(quotaBytes) },
          fixes: fixAt(written(at), `write \`${mended}\``, false, (span) => replaced(span, mended)),
        });
      }
    }
  },
});
