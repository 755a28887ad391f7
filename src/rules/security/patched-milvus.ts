/** The Milvus release has no hole that a later one closed. */
import { lineOf, vulnerabilitiesOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { onVersion } from "../fixes.ts";
import { listed } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const patchedMilvus = defineRule({
  code: "patched-milvus",
  pass: "security",
  severity: "warning",
  summary: "the Milvus release has no hole that a later release closed",
  why: "The hole is described in public, so that everybody who reaches the port can use it.",
  help: "Take the release that closes it.",
  source: "CVE-2025-64513; GHSA-7ppg-37fh-vcr6 (CVE-2026-26190)",
  messages: {
    patch: message`Milvus ${"version"} has ${"holes"}, closed in ${"fixed"}`,
    line: message`Milvus ${"version"} has ${"holes"}, and its line gets no repair`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.4.24 >",
      "cluster a standalone < milvus 2.5.27 >",
      "cluster a standalone < milvus 2.6.10 >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.5.26 >",
      "cluster a standalone < milvus 2.4.23 >",
      "cluster a standalone < milvus 2.3.5 >",
    ],
  },
  check({ deployment, written, report }) {
    const { milvusVersion: version } = deployment;
    const newest = lineOf(version)?.newest ?? version;
    const open = new Set(vulnerabilitiesOf(newest).map(({ vulnerability }) => vulnerability));
    const found = vulnerabilitiesOf(version);
    // What no patch of a line closes is named only where none of its holes can be closed.
    const closed = found.filter(({ vulnerability }) => !open.has(vulnerability));
    const isHopeless = closed.length === 0 && open.size > 1;
    const named = isHopeless ? found : closed;
    if (named.length === 0) return;
    const at = "milvusVersion";
    const facts = {
      version,
      holes: listed(named.map(({ vulnerability: { id, summary } }) => `${id} (${summary})`)),
    };
    if (isHopeless) {
      report("line", { at, facts, help: "Move to a newer line." });
      return;
    }
    const fixes = onVersion(deployment, written, newest);
    const fixed = named.at(-1)?.fixedIn ?? newest;
    report("patch", { at, facts: { ...facts, fixed }, fixes });
  },
});
