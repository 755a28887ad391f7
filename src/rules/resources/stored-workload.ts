/** The object store has room for the vectors and their index. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { formatAmount } from "../lookup.ts";
import { dependencyOf } from "../questions.ts";
import { defineRule } from "../rule.ts";
import { sizingOf } from "./fitting-workload.ts";

export const storedWorkload = defineRule({
  code: "stored-workload",
  pass: "resources",
  severity: { development: "warning", test: "warning", production: "error" },
  summary: "the object store has room for the vectors and their index",
  why: "An object store that is full refuses every write: inserts stop, and so do index builds.",
  help: "Raise `disk`.",
  source:
    "milvus-io/milvus.io src/utils/sizingTool.ts; minio/minio docs/erasure (parity by drives)",
  messages: {
    small: message`${"total"} of room in ${"count"} ${"store"} are not enough: data and index take ${"needed"}`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 }; storage " +
        "minio(4) { disk 100Gi } >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 }; storage " +
        "minio(4) { disk 20Gi } >",
      "cluster a standalone < milvus 2.6.15; workload { vectors 5M; dim 768 }; storage minio { " +
        "disk 20Gi } >",
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 }; storage " +
        "minio(6) { disk 10Gi } >",
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 }; storage " +
        "minio(32) { disk 2Gi } >",
    ],
  },
  check({ deployment, written, report }) {
    const sizing = sizingOf(deployment);
    const objects = dependencyOf(deployment, "objects");
    if (sizing === undefined || objects?.placement !== "deployed") return;
    const needed = sizing.footprint.rawBytes + sizing.footprint.loadingBytes;
    for (const { name, group, product, count, volumes } of deployment.components) {
      const disk = volumes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      const data = count - parityOf(count);
      if (product !== objects.product || data * disk >= needed) continue;
      const at = `components/${group}/volumes`;
      const mended = `disk ${Math.ceil(needed / data / 2 ** 30)}Gi`;
      report("small", {
        at,
        component: name,
        facts: {
          count,
          store: product,
          total: formatAmount(data * disk),
          needed: formatAmount(needed),
        },
        see: [{ at: "workload", message: "the workload" }],
        ...(data === count
          ? {}
          : {
              help: `Raise \`disk\`: of ${count} disks ${count - data} hold what makes losses good.`,
            }),
        fixes: fixAt(written(at), `write \`${mended}\``, false, (span) => replaced(span, mended)),
      });
    }
  },
});

/** From so many drives of one set on so many hold no data. */
const parities = [
  [8, 4],
  [6, 3],
  [4, 2],
  [2, 1],
] as const;

/** Drives of one erasure set that hold no data; larger stores are several sets of up to 16. */
function parityOf(drives: number): number {
  const sets = Math.ceil(drives / 16);
  const parity = parities.find(([size]) => drives / sets >= size)?.[1] ?? 0;
  return parity * sets;
}
