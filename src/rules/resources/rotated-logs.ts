/** A number of log files has a size at which the next one starts. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, withSetting } from "../edits.ts";
import { defineRule } from "../rule.ts";

export const rotatedLogs = defineRule({
  code: "rotated-logs",
  pass: "resources",
  severity: "warning",
  summary: "a number of log files has a size at which the next one starts",
  why:
    "Docker starts a new file only at `max-size`: without it one file grows until the disk " +
    "is full.",
  help: "Write `max-size` beside `max-file`.",
  source: "docs.docker.com/engine/logging/drivers/json-file (max-file)",
  messages: { endless: message`"max-file ${"files"}" does nothing without "max-size"` },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; logging { max-size 100m; max-file 3 } >"],
    invalid: ["cluster a standalone < milvus 2.6.15; logging { max-file 3 } >"],
  },
  check({ deployment, written, place, report }) {
    const seen = new Set<number>();
    for (const { name, logging } of deployment.components) {
      if (logging.maxFile === undefined || logging.maxSize !== undefined) continue;
      const at = `components/${name}/logging`;
      // One statement holds for all components.
      const { start } = place(at);
      if (seen.has(start)) continue;
      seen.add(start);
      report("endless", {
        at,
        facts: { files: logging.maxFile },
        fixes: fixAt(written(at), "write `max-size 100m`", false, (span) =>
          withSetting(span, "max-size 100m"),
        ),
      });
    }
  },
});
