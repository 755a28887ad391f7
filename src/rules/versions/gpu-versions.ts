/** Graphics processors are used from Milvus 2.3 on. */
import { isAtLeast } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { sizePath } from "../lookup.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const gpuVersions = defineRule({
  code: "gpu-versions",
  pass: "versions",
  severity: "error",
  summary: "graphics processors are used from Milvus 2.3 on",
  why: "Earlier lines of Milvus 2 have no image that uses them, so the container cannot be pulled.",
  help: "Take Milvus 2.3 or newer, or remove `gpu`.",
  source: "milvus-io/milvus release v2.3.0; deployments/docker/gpu/standalone/docker-compose.yml",
  messages: { absent: message`there is no image of Milvus ${"version"} for graphics processors` },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.3.22; allow patched-milvus "old"; standalone { gpu 1 } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.2.16; allow patched-milvus "old"; standalone { gpu 1 } >',
    ],
  },
  check({ deployment, written, report }) {
    const { milvusVersion: version } = deployment;
    if (isAtLeast(version, "2.3.0")) return;
    for (const component of milvusComponents(deployment)) {
      if (component.requirements.gpu === undefined) continue;
      const at = sizePath(component, "gpu");
      const fixes = fixAt(written(at), "remove `gpu`", false, removed);
      report("absent", { at, facts: { version }, fixes });
    }
  },
});
