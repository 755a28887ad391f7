/** Milvus reads its configuration where the image has it. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { milvusComponents, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const configurationFolder = defineRule({
  code: "configuration-folder",
  pass: "configuration",
  severity: "error",
  summary: "Milvus reads its configuration where the image has it",
  why:
    "In another folder there is neither Milvus' own milvus.yaml nor the file with what " +
    "`config` says.",
  help: "Remove the variable; `config file` takes an existing file.",
  source: "milvus-io/milvus pkg/util/paramtable/base_table.go",
  messages: {
    moved: message`MILVUSCONF moves the configuration of ${"component"} to "${"folder"}"`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; config { log.level warn } >",
      "cluster a standalone < milvus 2.6.15; standalone { variables { " +
        'MILVUSCONF "/milvus/configs" } } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; standalone { variables { MILVUSCONF "/etc/milvus" } } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const component of milvusComponents(deployment)) {
      const folder = variableOf(component, "MILVUSCONF");
      if (folder === undefined || folder === "/milvus/configs") continue;
      const at = `components/${component.name}/variables/MILVUSCONF`;
      report("moved", {
        at,
        facts: { component: component.name, folder: String(folder) },
        fixes: fixAt(written(at), "remove `MILVUSCONF`", true, removed),
      });
    }
  },
});
