/** Images come from places that still have them. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { defineRule } from "../rule.ts";

interface Moved {
  readonly from: RegExp;
  readonly to: string;
  readonly because: string;
}

const moved: readonly Moved[] = [
  {
    from: /^(?:docker\.io\/)?minio\/(?=minio[:@]|mc[:@])/,
    to: "quay.io/minio/",
    because: "MinIO's repositories on Docker Hub are deleted",
  },
  {
    from: /^(?:docker\.io\/)?bitnami\//,
    to: "docker.io/bitnamilegacy/",
    because: "Bitnami's versioned images have left that place",
  },
];

export const pullableImages = defineRule({
  code: "pullable-images",
  pass: "versions",
  severity: "error",
  summary: "images come from places that still have them",
  why: "A machine that does not hold the image yet cannot start the container.",
  help: "Write the place that has the same tags.",
  source:
    "zilliztech/milvus-helm#315, #253; milvus-io/milvus#53430, #47107; zilliztech/milvus-operator#399",
  messages: { moved: message`${"image"} cannot be pulled: ${"because"}` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; storage minio { image " +
        '"quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z" } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; storage minio { image " +
        '"minio/minio:RELEASE.2025-09-07T16-13-09Z" } >',
      'cluster a standalone < milvus 2.5.27; storage etcd { image "docker.io/bitnami/etcd:3.5.18" } >',
    ],
  },
  check({ deployment, written, report }) {
    const seen = new Set<string>();
    for (const { name, group, image } of deployment.components) {
      const found = moved.find(({ from }) => from.test(image));
      if (found === undefined || seen.has(group)) continue;
      seen.add(group);
      const path = `components/${name}/image`;
      const mended = image.replace(found.from, found.to);
      report("moved", {
        at: path,
        facts: { image, because: found.because },
        fixes: fixAt(written(path), `write \`${mended}\``, true, (span) =>
          replaced(span, `image "${mended}"`),
        ),
      });
    }
  },
});
