/** The Milvus version is written, so that another milvusc means the same Milvus. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, withStatement } from "../fixes.ts";
import { defineRule } from "../rule.ts";

export const pinnedMilvusVersion = defineRule({
  code: "pinned-milvus-version",
  pass: "versions",
  severity: { development: "warning", test: "warning", production: "error" },
  summary: "the program writes its Milvus version",
  why: "Another version of milvusc could mean another Milvus, and an upgrade that nobody decided.",
  help: "Write the version that is meant.",
  source: "language reference, `milvus`",
  messages: { open: message`no Milvus version is written; ${"version"} is taken` },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15 >"],
    invalid: ["cluster a standalone < >"],
  },
  check({ deployment, origins, place, report }) {
    if (origins.get("milvusVersion")?.kind !== "default") return;
    const { milvusVersion } = deployment;
    const at = place("milvusVersion");
    const statement = `milvus ${milvusVersion}`;
    report("open", {
      at,
      facts: { version: milvusVersion },
      fixes: fixAt(at, `write \`${statement}\``, false, (name) => withStatement(name, statement)),
    });
  },
});
