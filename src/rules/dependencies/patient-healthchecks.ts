/** A health check gives Milvus the time that its start takes. */
import { message } from "../../diagnostics/define.ts";
import { formatDuration } from "../../model/quantity.ts";
import { fixAt, withSetting } from "../fixes.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** What the official Compose files and Helm chart give it. */
const startSeconds = 90;

export const patientHealthchecks = defineRule({
  code: "patient-healthchecks",
  pass: "dependencies",
  severity: "warning",
  summary: "Milvus is not called unhealthy in the first 90 seconds",
  why:
    "A first start takes up to 90 seconds: Compose gives up on what waits for it when it is " +
    "called unhealthy before.",
  help: "Write `start 90s`.",
  source: "milvus-io/milvus deployments/docker/standalone/docker-compose.yml (start_period: 90s)",
  messages: {
    early: message`${"component"} counts as unhealthy after ${"time"}, before it has started`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; healthcheck { interval 30s; start 1m } >",
      "cluster a standalone < milvus 2.6.15; healthcheck { interval 10s; start 1m; retries 3 } >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; healthcheck { interval 5s; start 10s; retries 3 } >",
      "cluster a distributed < milvus 2.6.15; proxy { healthcheck { interval 5s; start 10s } }; " +
        "querynode { healthcheck { interval 5s; start 20s } } >",
    ],
  },
  check({ deployment, written, report }) {
    const seen = new Set<number | undefined>();
    for (const { name, health } of milvusComponents(deployment)) {
      const { startSeconds: start, intervalSeconds, retries } = health;
      const total = start + intervalSeconds * retries;
      if (total >= startSeconds) continue;
      // The cluster's `healthcheck` stands behind all roles, and is one mistake.
      const at = `components/${name}/health`;
      const offset = written(at)?.start;
      if (seen.has(offset)) continue;
      seen.add(offset);
      const facts = { component: name, time: formatDuration(total) };
      const fixes = fixAt(written(at), "write `start 90s`", false, (words) =>
        withSetting(words, "start 90s"),
      );
      report("early", { at, facts, fixes });
    }
  },
});
