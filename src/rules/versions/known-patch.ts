/** The patch is one whose facts the catalogue holds. */
import { compareVersions, lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { onVersion } from "../fixes.ts";
import { defineRule } from "../rule.ts";

export const knownPatch = defineRule({
  code: "known-patch",
  pass: "versions",
  severity: "warning",
  summary: "the Milvus patch is not newer than what this milvusc knows",
  why:
    "Ports, defaults and keys have changed between patches; what a newer one changed is not " +
    "known here.",
  help: "Read its release notes, or take the newest patch that is known.",
  source: "milvus-io/milvus releases",
  messages: {
    newer: message`Milvus ${"version"} is newer than ${"newest"}, the newest ${"line"} known here`,
  },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.19 >"],
    invalid: ["cluster a standalone < milvus 2.6.40 >"],
  },
  check({ deployment, written, place, report }) {
    const { milvusVersion: version } = deployment;
    const line = lineOf(version);
    if (line === undefined || compareVersions(version, line.newest) <= 0) return;
    report("newer", {
      at: place("milvusVersion"),
      facts: { version, newest: line.newest, line: line.name },
      fixes: onVersion(deployment, written, line.newest),
    });
  },
});
