/** The object store works with this Milvus version, mode and queue. */
import { productOf } from "../../catalog/names.ts";
import { lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, renamed } from "../fixes.ts";
import { dependencyOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const supportedObjectStore = defineRule({
  code: "supported-object-store",
  pass: "versions",
  severity: "error",
  summary: "the object store works with this Milvus version, mode and queue",
  why: "Milvus stops at its start, or its processes do not see each other's files.",
  help: "Take `minio`, or an object store that exists elsewhere.",
  source:
    "milvus-io/milvus scripts/standalone_embed.sh, internal/storage; milvus-io/milvus#48667, #26398",
  messages: {
    mode: message`the processes of a ${"mode"} cluster do not see what "local" keeps on the disk of one`,
    queue: message`"local" goes with rocksmq or woodpecker inside Milvus, not with ${"queue"}`,
    version: message`Milvus ${"version"} does not know ${"store"}`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; storage local, rocksmq, embedded-etcd >",
      "cluster a standalone < milvus 2.6.15; storage local, woodpecker >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; storage local >",
      "cluster a standalone < milvus 2.6.15; storage local, kafka >",
      'cluster a standalone < milvus 2.3.5; allow patched-milvus "old"; external azure ' +
        '"acc.blob.core.windows.net:443" { bucket "files" } >',
    ],
  },
  check({ deployment, written, report }) {
    const { milvusVersion: version, mode } = deployment;
    const objects = dependencyOf(deployment, "objects");
    const queue = dependencyOf(deployment, "queue");
    if (objects === undefined) return;
    const at = "dependencies/objects";
    const fixes = fixAt(written(at), "write `minio`", mode === "distributed", (span) =>
      renamed(span, "minio"),
    );
    // How many members a store may have is a matter of its own.
    const supports = productOf(objects.product)?.supports(lineName(version), mode, version, 1);
    if (objects.product === "local") {
      if (mode === "distributed") report("mode", { at, facts: { mode }, fixes });
      else if (queue !== undefined && !["rocksmq", "woodpecker"].includes(queue.product))
        report("queue", { at, facts: { queue: queue.product }, fixes });
    } else if (supports === false)
      report("version", { at, facts: { version, store: objects.product } });
  },
});
