/** Whoever waits, waits for something that can come true. */
import { message } from "../../diagnostics/define.ts";
import type { Deployment, Wait } from "../../model/schema.ts";
import { defineRule } from "../rule.ts";

const withWait =
  (wait: Wait) =>
  (deployment: Deployment): Deployment => ({ ...deployment, waits: [...deployment.waits, wait] });

export const knownWaits = defineRule({
  code: "known-waits",
  pass: "dependencies",
  severity: "error",
  summary: "components wait until another is ready, or until a job has ended",
  why: "A component never ends and a job is never ready: who waits for that never starts.",
  help: "Wait until a component is ready, and until a job is completed.",
  source:
    "docs.docker.com/compose/how-tos/startup-order: service_healthy, " +
    "service_completed_successfully",
  messages: {
    ends: message`${"component"} waits for the end of ${"target"}, which runs for ever`,
    ready: message`${"component"} waits until ${"target"} is ready, but a job only ends`,
  },
  examples: {
    valid: ["cluster a distributed < milvus 2.5.27; storage pulsar(3) >"],
    invalid: [],
    planted: [
      {
        program: "cluster a distributed < milvus 2.5.27; storage pulsar(3) >",
        plant: withWait({ component: "proxy", for: "pulsar-init", until: "ready" }),
      },
      {
        program: "cluster a standalone < milvus 2.6.15; attu >",
        plant: withWait({ component: "attu", for: "minio", until: "completed" }),
      },
    ],
  },
  check({ deployment, report }) {
    const components = new Set(deployment.components.map(({ name }) => name));
    const jobs = new Set(deployment.jobs.map(({ name }) => name));
    for (const { component, for: target, until } of deployment.waits) {
      const place = { at: `components/${component}`, facts: { component, target } };
      if (until === "completed" && components.has(target)) report("ends", place);
      else if (until === "ready" && jobs.has(target)) report("ready", place);
    }
  },
});
