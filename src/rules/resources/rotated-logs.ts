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
    invalid: ["cluster a standalone < milvus 2.6.15; logging { max-file 3 } >"],
  },
  check({ deployment, written, report }) {
    const endless = deployment.components.filter(
      ({ logging: { maxFile, maxSize } }) => maxFile !== undefined && maxSize === undefined,
    );
    const numbers = new Set(endless.map(({ logging }) => logging.maxFile));
    // One statement holds for all components, and is one mistake.
    const isForAll = numbers.size === 1 && endless.length === deployment.components.length;
    for (const { name, logging } of isForAll ? endless.slice(0, 1) : endless) {
      const at = `components/${name}/logging`;
      report("endless", {
        at,
        facts: { files: logging.maxFile ?? 0 },
        fixes: fixAt(written(at), "write `max-size 100m`", false, (span) =>
          withSetting(span, "max-size 100m"),
        ),
      });
    }
  },
});
