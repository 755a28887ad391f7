/** etcd inside Milvus is for a standalone only. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, renamed } from "../fixes.ts";
import { dependencyOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const supportedMetadataStore = defineRule({
  code: "supported-metadata-store",
  pass: "versions",
  severity: "error",
  summary: "etcd inside Milvus is for a standalone only",
  why: 'Milvus panics with "embedded etcd can not be used under distributed mode".',
  help: "Take `etcd`, or one that exists elsewhere.",
  source: "milvus-io/milvus pkg/util/paramtable (etcd.use.embed)",
  messages: { mode: message`etcd inside Milvus cannot serve a distributed cluster` },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; storage embedded-etcd >"],
    invalid: ["cluster a distributed < milvus 2.6.15; storage embedded-etcd >"],
  },
  check({ deployment, written, report }) {
    const at = "dependencies/metadata";
    const metadata = dependencyOf(deployment, "metadata");
    if (metadata?.product !== "embedded-etcd" || deployment.mode === "standalone") return;
    const fixes = fixAt(written(at), "write `etcd`", true, (span) => renamed(span, "etcd"));
    report("mode", { at, fixes });
  },
});
