/** A written image is the one for graphics processors where there are some, and only there. */
import { releaseOf } from "../../catalog/images.ts";
import { isAtLeast } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";
import { gpuUsers } from "./gpu-of-roles.ts";

/** Of the image's tag. */
const ending = "-gpu";

export const gpuImage = defineRule({
  code: "gpu-image",
  pass: "resources",
  severity: "warning",
  summary: "a written image is the one for graphics processors exactly where there are some",
  why:
    "The plain image cannot build indexes for graphics processors; the other one expects a " +
    "driver on the machine.",
  help: "Leave `image` out: the compiler takes the image that fits `gpu`.",
  source:
    "milvus-io/milvus deployments/docker/gpu/standalone/docker-compose.yml; milvus-io/milvus#34220",
  messages: {
    plain: message`${"image"} makes no use of the graphics processor that ${"role"} has`,
    surplus: message`${"image"} is made for a graphics processor, which ${"role"} does not have`,
  },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; standalone { gpu 1; image "milvusdb/milvus:v2.6.15-gpu" } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; standalone { gpu 1; image "milvusdb/milvus:v2.6.15" } >',
      'cluster a standalone < milvus 2.6.15; standalone { image "milvusdb/milvus:v2.6.15-gpu" } >',
    ],
  },
  check({ deployment, written, report }) {
    const { milvusVersion } = deployment;
    if (!isAtLeast(milvusVersion, "2.3.0")) return;
    for (const { name, role, image, requirements } of milvusComponents(deployment)) {
      const release = releaseOf(image);
      const isForGpu = release === `${milvusVersion}${ending}`;
      const hasGpu = requirements.gpu !== undefined;
      // That this role has no use for it is another law's business.
      if (hasGpu && !gpuUsers(deployment).includes(role)) continue;
      // People's own tags say nothing of what is inside; another version is another law's business.
      if ((!isForGpu && release !== milvusVersion) || hasGpu === isForGpu) continue;
      const mended = hasGpu ? `${image}${ending}` : image.slice(0, -ending.length);
      const path = `components/${name}/image`;
      report(hasGpu ? "plain" : "surplus", {
        at: path,
        facts: { image, role },
        fixes: fixAt(written(path), `write \`${mended}\``, false, (span) =>
          replaced(span, `image "${mended}"`),
        ),
      });
    }
  },
});
