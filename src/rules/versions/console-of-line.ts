/** The console is made for this Milvus line. */
import { imageOf, releaseOf } from "../../catalog/images.ts";
import { lineName, lineNamed } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { imageName, imageVersion } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const consoleOfLine = defineRule({
  code: "console-of-line",
  pass: "versions",
  severity: "warning",
  summary: "Attu's release is made for this Milvus line",
  why:
    "Each release of Attu speaks with the Milvus line of the same number; others show wrong " +
    "or no data.",
  help: "Leave `image` out, or take Attu's release for this line.",
  source: "zilliztech/attu README.md, compatibility table",
  messages: { other: message`Attu ${"release"} is made for Milvus ${"its"}, this is ${"line"}` },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; attu { image "zilliz/attu:v2.6.5" } >',
      'cluster a standalone < milvus 2.6.15; attu { image "zilliz/attu:v3.0.0" } >',
      'cluster a standalone < milvus 2.6.15; attu { image "registry.example.com/attu:ours" } >',
      'cluster a standalone < milvus 2.6.15; attu { image "registry.example.com/console:v2.4.12" } >',
    ],
    invalid: ['cluster a standalone < milvus 2.6.15; attu { image "zilliz/attu:v2.4.12" } >'],
  },
  check({ deployment, written, report }) {
    const line = lineName(deployment.milvusVersion);
    for (const { name, image } of deployment.components) {
      if (imageName(image) !== "attu") continue;
      const its = lineName(imageVersion(image) ?? "");
      // From 3.0 on, Attu works with several lines; of people's own tags nothing is known.
      if (!its.startsWith("2.") || its === line) continue;
      // Of a line that nobody knows, which only an IR from elsewhere has, another law speaks.
      if (lineNamed(line) === undefined) continue;
      const path = `components/${name}/image`;
      const known = imageOf("attu", line);
      report("other", {
        at: path,
        facts: { release: releaseOf(image), its, line },
        fixes: fixAt(written(path), `write \`${known}\``, false, (span) =>
          replaced(span, `image "${known}"`),
        ),
      });
    }
  },
});
