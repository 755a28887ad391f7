/** A number of log files has a size at which the next one starts. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, withSetting } from "../fixes.ts";
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
    invalid: [
      "cluster a standalone < milvus 2.6.15; logging { max-file 3 } >",
      "cluster a distributed < milvus 2.6.15; proxy { logging { max-file 3 } }; querynode { " +
        "logging { max-file 5 } } >",
    ],
  },
  check({ deployment, written, report }) {
    for (const { name, logging } of deployment.components) {
      const { maxFile: files, maxSize } = logging;
      if (files === undefined || maxSize !== undefined) continue;
      const at = `components/${name}/logging`;
      report("endless", {
        at,
        facts: { files },
        fixes: fixAt(written(at), "write `max-size 100m`", false, (span) =>
          withSetting(span, "max-size 100m"),
        ),
      });
    }
  },
});
