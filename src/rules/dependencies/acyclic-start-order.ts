/** Nobody waits for itself, not even over others. */
import { message } from "../../diagnostics/define.ts";
import type { Need, Wait } from "../../model/schema.ts";
import { waitingCircle } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const acyclicStartOrder = defineRule({
  code: "acyclic-start-order",
  pass: "dependencies",
  severity: "error",
  summary: "waiting at the start leads in no circle",
  why: "None in the circle becomes ready, so none of them ever starts.",
  help: "Take one of the waits away.",
  source: "docs.docker.com/compose/how-tos/startup-order: a circle is refused",
  messages: { circle: message`${"component"} waits for itself` },
  examples: {
    valid: ["cluster a distributed < milvus 2.6.15; storage pulsar(3) >"],
    invalid: [],
    planted: [
      {
        program: "cluster a standalone < milvus 2.6.15 >",
        plant: (deployment) => ({
          ...deployment,
          waits: [...deployment.waits, { component: "etcd", for: "standalone", until: "ready" }],
        }),
      },
      {
        program: "cluster a standalone < milvus 2.6.15; standalone; storage minio; attu >",
        plant: (deployment) => ({
          ...deployment,
          waits: [...deployment.waits, { component: "minio", for: "standalone", until: "ready" }],
        }),
      },
    ],
  },
  check({ deployment, report }) {
    const circle = waitingCircle(deployment);
    const [first] = circle;
    if (first === undefined) return;
    report("circle", {
      at: `components/${first.component}`,
      facts: { component: first.component },
      help: `Take one of the waits away:\n${drawn(first.component, circle, deployment.needs)}`,
    });
  },
});

/** One line for each edge, with the reason that is known for it. */
function drawn(start: string, circle: readonly Wait[], needs: readonly Need[]): string {
  const lines = circle.map(({ component, for: target, until }) => {
    const why = needs.find(({ from, to }) => from === component && to === target)?.why;
    return `│     ↓  until it is ${until}${why === undefined ? "" : `: ${why}`}\n│    ${target}`;
  });
  return `┌─────┐\n│    ${start}\n${lines.join("\n")}\n└─────┘`;
}
