/** The start order holds everything once, after what it waits for. */
import { message } from "../../diagnostics/define.ts";
import { waitingCircle } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const heldStartOrder = defineRule({
  code: "held-start-order",
  pass: "dependencies",
  severity: "error",
  summary: "the stages of the start hold every component and job once, after what it waits for",
  why:
    "Targets start by these stages: what is missing there is never started, or started too " +
    "early.",
  help: "Compile the program again instead of editing its IR.",
  source: "src/resolve/order.ts",
  messages: {
    missing: message`${"name"} stands in no stage of the start order`,
    twice: message`${"name"} stands in two stages of the start order`,
    early: message`${"name"} starts before ${"other"}, for which it waits`,
  },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; attu >"],
    invalid: [],
    planted: [
      {
        program: "cluster a standalone < milvus 2.6.15 >",
        plant: (deployment) => ({
          ...deployment,
          startOrder: [...deployment.startOrder].reverse(),
        }),
      },
      {
        program: "cluster a standalone < milvus 2.6.15 >",
        plant: (deployment) => ({ ...deployment, startOrder: deployment.startOrder.slice(1) }),
      },
      {
        program: "cluster a standalone < milvus 2.6.15; standalone >",
        plant: (deployment) => ({ ...deployment, startOrder: [["etcd", "minio"]] }),
      },
      {
        program: "cluster a standalone < milvus 2.6.15; standalone >",
        plant: (deployment) => ({ ...deployment, startOrder: [deployment.startOrder.flat()] }),
      },
      {
        program: "cluster a standalone < milvus 2.6.15; standalone >",
        plant: (deployment) => ({
          ...deployment,
          startOrder: [...deployment.startOrder, ["standalone"]],
        }),
      },
    ],
  },
  check({ deployment, report }) {
    const { components, jobs, startOrder, waits } = deployment;
    const stageOf = new Map<string, number>();
    for (const [stage, names] of startOrder.entries())
      for (const name of names) {
        if (stageOf.has(name)) report("twice", { at: `components/${name}`, facts: { name } });
        stageOf.set(name, stage);
      }
    for (const { name } of [...components, ...jobs])
      if (!stageOf.has(name)) report("missing", { at: `components/${name}`, facts: { name } });
    // No order holds a circle: another law's business.
    if (waitingCircle(deployment).length > 0) return;
    for (const { component: name, for: other } of waits) {
      const [own, before] = [stageOf.get(name), stageOf.get(other)];
      if (own === undefined || before === undefined || before < own) continue;
      report("early", { at: `components/${name}`, facts: { name, other } });
    }
  },
});
