/** The workload is one that the published sizing rules are made for. */
import { message } from "../../diagnostics/define.ts";
import { defineRule } from "../rule.ts";
import { sizingOf } from "./fitting-workload.ts";

export const workloadWithinRules = defineRule({
  code: "workload-within-rules",
  pass: "resources",
  severity: "warning",
  summary: "the workload is one that the published sizing rules are made for",
  why:
    "Sizes are carried on from smaller clusters here, and nobody has published whether they " +
    "hold.",
  help: "Measure with a part of the data, and write the sizes by hand.",
  source: "milvus-io/milvus.io src/parts/sizingCommon/formSection.tsx",
  messages: { beyond: message`the sizing rules end before this workload: ${"because"}` },
  examples: {
    valid: ["cluster a distributed < milvus 2.6.15; workload { vectors 500M; dim 768 } >"],
    invalid: ["cluster a distributed < milvus 2.6.15; workload { vectors 2G; dim 768 } >"],
  },
  check({ deployment, report }) {
    const scale = sizingOf(deployment)?.scale;
    if (scale?.isBeyondRules !== true) return;
    report("beyond", { at: "workload/vectors", facts: { because: scale.because } });
  },
});
