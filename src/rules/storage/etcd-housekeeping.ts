/** etcd drops its history, and knows how large it may grow. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { literalOf, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** etcd's own advice for the largest quota (etcd-io/website dev-guide/limit). */
const most = 8 * 2 ** 30;

export const etcdHousekeeping = defineRule({
  code: "etcd-housekeeping",
  pass: "storage",
  severity: "warning",
  summary: "etcd drops its history, and knows how large it may grow",
  why:
    'Milvus writes to etcd all the time: without compaction or room it ends with "mvcc: ' +
    'database space exceeded".',
  help:
    "Leave these variables to the compiler: revisions are dropped after 1000, and 4Gi are " +
    "allowed.",
  source: "milvus-io/milvus#44614, #16511; deployments/docker/standalone/docker-compose.yml",
  messages: {
    history: message`${"variable"} "${"value"}" keeps etcd's whole history`,
    quota: message`${"variable"} "${"value"}" is not between 1 byte and the 8Gi that etcd is made for`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.5.27; storage etcd { variables { " +
        'ETCD_AUTO_COMPACTION_RETENTION "2000" } } >',
      "cluster a standalone < milvus 2.5.27; storage etcd { disk 20Gi; variables { " +
        'ETCD_QUOTA_BACKEND_BYTES "8589934592" } } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.5.27; storage etcd { variables { " +
        'ETCD_AUTO_COMPACTION_RETENTION "0" } } >',
      "cluster a standalone < milvus 2.5.27; storage etcd { disk 50Gi; variables { " +
        'ETCD_QUOTA_BACKEND_BYTES "17179869184" } } >',
      "cluster a standalone < milvus 2.5.27; storage etcd { variables { " +
        'ETCD_AUTO_COMPACTION_RETENTION "0h"; ETCD_QUOTA_BACKEND_BYTES "0" } } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const component of deployment.components) {
      if (component.product !== "etcd") continue;
      const judged = (variable: string, isRight: (value: string) => boolean) => {
        // What an IR from elsewhere leaves to flags, or to the environment, is not known.
        const value = literalOf(variableOf(component, variable));
        if (value === undefined || isRight(value)) return;
        const at = `components/${component.name}/variables/${variable}`;
        report(variable.includes("QUOTA") ? "quota" : "history", {
          at,
          facts: { variable, value },
          fixes: fixAt(written(at), `remove \`${variable}\``, true, removed),
        });
      };
      judged("ETCD_AUTO_COMPACTION_RETENTION", (value) => !/^[0hms.]*$/.test(value));
      judged("ETCD_QUOTA_BACKEND_BYTES", (value) => Number(value) > 0 && Number(value) <= most);
    }
  },
});
