/** All Milvus processes run the version that the program says. */
import { compareVersions } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { imageVersion, milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const imagesOfVersion = defineRule({
  code: "images-of-version",
  pass: "versions",
  severity: "error",
  summary: "all Milvus processes run the version that the program says",
  why:
    'Processes of two versions refuse each other with "cluster mismatch" or misread each ' +
    "other's messages.",
  help: "Write one version; the image follows from `milvus X.Y.Z`.",
  source: "milvus-io/milvus#48470",
  messages: { other: message`${"role"} would run Milvus ${"found"}, not ${"version"}` },
  examples: {
    valid: [
      'cluster a distributed < milvus 2.6.15; proxy { image "registry.example.com/milvus:v2.6.15" } >',
      'cluster a distributed < milvus 2.6.15; proxy { image "registry.example.com/milvus:ours" } >',
    ],
    invalid: ['cluster a distributed < milvus 2.6.15; proxy { image "milvusdb/milvus:v2.6.14" } >'],
  },
  check({ deployment, written, report }) {
    const { milvusVersion: version } = deployment;
    for (const { name, role, image } of milvusComponents(deployment)) {
      const found = imageVersion(image);
      if (found === undefined || compareVersions(found, version) === 0) continue;
      const path = `components/${name}/image`;
      const mended = image.replace(found, version);
      report("other", {
        at: path,
        facts: { role, found, version },
        see: [{ at: "milvusVersion", message: `${version} here` }],
        fixes: fixAt(written(path), `write \`${mended}\``, false, (span) =>
          replaced(span, `image "${mended}"`),
        ),
      });
    }
  },
});
