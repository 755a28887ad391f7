/** Nobody runs code inside Milvus over its metrics port. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { readSettings } from "../lookup.ts";
import { defineRule } from "../rule.ts";

export const closedIntrospection = defineRule({
  code: "closed-introspection",
  pass: "security",
  severity: { development: "warning", test: "warning", production: "error" },
  summary: "the expression endpoint of Milvus is off",
  why:
    "Whoever reaches the metrics port evaluates expressions inside Milvus; its key is the " +
    "root path in etcd.",
  help: "Remove the key when the search for a fault is over.",
  source: "GHSA-7ppg-37fh-vcr6; milvus-io/milvus configs/milvus.yaml @2.6.10, exprEnabled",
  messages: { on: message`/expr is switched on, which evaluates expressions inside Milvus` },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; config { common.security.exprEnabled false } >"],
    invalid: [
      "cluster a standalone < milvus 2.6.15; config { common.security.exprEnabled true } >",
    ],
  },
  check({ deployment, written, report }) {
    const setting = readSettings(deployment).find(
      ({ key }) => key === "common.security.exprEnabled",
    );
    if (setting?.value !== true) return;
    const at = "configuration/common.security.exprEnabled";
    report("on", { at, fixes: fixAt(written(at), "remove the key", true, removed) });
  },
});
