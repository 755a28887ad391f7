/** Woodpecker as a service: from 3.0, distributed, with three members. */
import { isAtLeast } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { dependencyOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const woodpeckerService = defineRule({
  code: "woodpecker-service",
  pass: "versions",
  severity: "error",
  summary: "woodpecker as a service needs Milvus 3.0, a distributed cluster and three members",
  why:
    "Milvus 2.6 only knows the woodpecker inside itself, and the service keeps each entry on " +
    "three members.",
  help: "Write `woodpecker` without a number: it runs inside Milvus then.",
  source:
    "milvus-io/milvus pkg/streaming/walimpls/impls/wp/builder.go @2.6.19 and @3.0.0; " +
    "milvus-io/web-content v3.0.x/site/en/adminGuide/woodpecker.md",
  messages: {
    version: message`woodpecker as a service needs Milvus 3.0, not ${"version"}`,
    mode: message`woodpecker as a service needs a distributed cluster`,
    members: message`woodpecker as a service needs 3 members or more, not ${"count"}`,
  },
  examples: {
    valid: ["cluster a distributed < milvus 3.0.0; storage woodpecker(3) >"],
    invalid: [
      "cluster a distributed < milvus 2.6.15; storage woodpecker(3) >",
      "cluster a distributed < milvus 3.0.0; storage woodpecker(2) >",
      "cluster a standalone < milvus 3.0.0; storage woodpecker(3) >",
    ],
  },
  check({ deployment, written, report }) {
    const { milvusVersion: version, mode } = deployment;
    const queue = dependencyOf(deployment, "queue");
    // Before 2.6 there is no woodpecker at all, which another law says.
    if (queue?.product !== "woodpecker" || queue.members === 0 || !isAtLeast(version, "2.6.0"))
      return;
    const at = "dependencies/queue";
    const fix = (text: string, safe: boolean) =>
      fixAt(written(at), `write \`${text}\``, safe, (span) => replaced(span, text));
    if (!isAtLeast(version, "3.0.0"))
      report("version", { at, facts: { version }, fixes: fix("woodpecker", true) });
    else if (mode === "standalone") report("mode", { at, fixes: fix("woodpecker", true) });
    else if (queue.members < 3)
      report("members", {
        at,
        facts: { count: queue.members },
        fixes: [...fix("woodpecker(3)", false), ...fix("woodpecker", false)],
      });
  },
});
