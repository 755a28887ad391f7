/** One process is enough for the workload. */
import { message } from "../../diagnostics/define.ts";
import { defineRule } from "../rule.ts";
import { sizingOf } from "./fitting-workload.ts";

export const standaloneScale = defineRule({
  code: "standalone-scale",
  pass: "resources",
  severity: { development: "warning", test: "warning", production: "error" },
  summary: "a standalone holds a workload that one process can",
  why:
    "One process loads, searches, builds indexes and compacts for all of it, and cannot be " +
    "given a second machine.",
  help: "Make it `distributed`; an existing standalone is moved by backup and restore.",
  source: "milvus-io/milvus.io src/parts/sizingCommon/formSection.tsx",
  messages: {
    beyond: message`a standalone is too small: ${"because"}`,
    large: message`a distributed cluster is recommended: ${"because"}`,
  },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; workload { vectors 5M; dim 768 } >"],
    invalid: [
      "cluster a standalone < milvus 2.6.15; workload { vectors 200M; dim 768 } >",
      "cluster a standalone < milvus 2.6.15; workload { vectors 20M; dim 768 } >",
    ],
  },
  check({ deployment, report }) {
    const scale = sizingOf(deployment)?.scale;
    if (deployment.mode !== "standalone" || scale === undefined || scale.isBeyondRules) return;
    const at = "workload/vectors";
    const facts = { because: scale.because };
    const see = [{ at: "mode", message: "standalone here" }];
    if (scale.standalone === "is-too-small") report("beyond", { at, facts, see });
    if (scale.standalone === "distributed-is-recommended")
      report("large", { at, facts, see, severity: "warning" });
  },
});
