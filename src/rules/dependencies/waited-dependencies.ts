/** A Milvus process starts after the dependencies that it dials. */
import { message } from "../../diagnostics/define.ts";
import { componentsByName, milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const waitedDependencies = defineRule({
  code: "waited-dependencies",
  pass: "dependencies",
  severity: "warning",
  summary: "a Milvus process waits until the dependencies that it dials are ready",
  why:
    "It gives up when a dependency stays away too long, and restarts until all are there by " +
    "chance.",
  help: "Let it wait until the dependency is ready.",
  source:
    "counted: 45 of 60 public Compose files start Milvus without waiting; milvus-io/milvus " +
    "internal/util/componentutil",
  messages: { early: message`${"component"} does not wait for ${"target"}, which it dials` },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; storage kafka >"],
    invalid: [],
    planted: [
      {
        program: "cluster a standalone < milvus 2.6.15; standalone >",
        plant: (deployment) => ({
          ...deployment,
          waits: deployment.waits.filter((wait) => wait.for !== "minio"),
        }),
      },
    ],
  },
  check({ deployment, report }) {
    const byName = componentsByName(deployment);
    const waits = new Set(deployment.waits.map((wait) => `${wait.component}\n${wait.for}`));
    const milvus = new Set(milvusComponents(deployment).map(({ name }) => name));
    const seen = new Set<string>();
    for (const { from, to } of deployment.needs) {
      const pair = `${from}\n${to}`;
      if (!milvus.has(from) || milvus.has(to) || !byName.has(to)) continue;
      if (waits.has(pair) || seen.has(pair)) continue;
      seen.add(pair);
      report("early", { at: `components/${from}`, facts: { component: from, target: to } });
    }
  },
});
