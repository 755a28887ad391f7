/** Woodpecker writes to an object store that has conditional writes. */
import { imageOf, isReleaseAtLeast, releaseOf } from "../../catalog/images.ts";
import { isAtLeast, lineName, needsConditionalWrites } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { dependencyOf, imageName } from "../questions.ts";
import { defineRule } from "../rule.ts";

const least = "RELEASE.2024-12-18T13-15-44Z";

export const conditionalWrites = defineRule({
  code: "conditional-writes",
  pass: "versions",
  severity: "error",
  summary: "woodpecker writes to an object store that has conditional writes",
  why:
    "Two writers of one log are told apart by them: without, Milvus 2.6.0 to 2.6.7 panic at the start " +
    "and later ones fall back to locks in etcd.",
  help: `Take MinIO ${least} or newer.`,
  source: "zilliztech/woodpecker#54; milvus-io/web-content v3.0.x/site/en/adminGuide/woodpecker.md",
  messages: {
    missing: message`MinIO ${"release"} has no conditional writes, which woodpecker needs`,
  },
  examples: {
    valid: [
      `cluster a standalone < milvus 2.6.15; storage minio { image "quay.io/minio/minio:${least}" } >`,
      "cluster a standalone < milvus 2.5.27; storage minio { image " +
        '"quay.io/minio/minio:RELEASE.2024-05-28T17-19-04Z" } >',
      // Of people's own builds nothing is known.
      "cluster a standalone < milvus 2.6.15; storage minio { image " +
        '"registry.example.com/our-minio:RELEASE.2024-05-28T17-19-04Z" } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.6; allow patched-milvus "old"; storage minio { ' +
        'image "quay.io/minio/minio:RELEASE.2024-05-28T17-19-04Z" } >',
      "cluster a standalone < milvus 2.6.15; storage minio { image " +
        '"quay.io/minio/minio:RELEASE.2024-05-28T17-19-04Z" } >',
    ],
  },
  check({ deployment, written, report }) {
    const { milvusVersion } = deployment;
    if (dependencyOf(deployment, "queue")?.product !== "woodpecker") return;
    // Before 2.6 there is no woodpecker at all, which another law says.
    if (!isAtLeast(milvusVersion, "2.6.0")) return;
    for (const { name, image } of deployment.components) {
      const release = releaseOf(image);
      if (imageName(image) !== "minio" || isReleaseAtLeast(release, least)) continue;
      const path = `components/${name}/image`;
      const known = imageOf("minio", lineName(milvusVersion));
      report("missing", {
        at: path,
        facts: { release },
        severity: needsConditionalWrites(milvusVersion) ? "error" : "warning",
        fixes: fixAt(written(path), `write \`${known}\``, false, (span) =>
          replaced(span, `image "${known}"`),
        ),
      });
    }
  },
});
