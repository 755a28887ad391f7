/** An image has a tag that means the same tomorrow. */
import { releaseOf } from "../../catalog/images.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { defineRule } from "../rule.ts";

const moving = ["latest", "stable", "edge", "nightly", "dev", "main", "master", "release"];

export const pinnedImages = defineRule({
  code: "pinned-images",
  pass: "security",
  severity: { development: "warning", test: "warning", production: "error" },
  summary: "an image has a tag of one release, or a digest",
  why: "The next pull brings another program, and no two machines need to have the same one.",
  help: "Write the tag of a release, or leave `image` out: milvusc knows one that fits.",
  source: "zilliztech/milvus-operator#446; counted: 9 of 111 public files have a floating tag",
  messages: {
    none: message`image "${"image"}" has no tag`,
    floating: message`tag "${"tag"}" names another image tomorrow`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; storage etcd { image " +
        '"quay.io/coreos/etcd:v3.5.25" } >',
      "cluster a standalone < milvus 2.6.15; storage etcd { image " +
        `"quay.io/coreos/etcd@sha256:${"0".repeat(64)}" } >`,
      "cluster a standalone < milvus 2.6.15; standalone { image " +
        '"milvusdb/milvus:master-20251014-1a2b3c4" } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; storage etcd { image "quay.io/coreos/etcd" } >',
      'cluster a standalone < milvus 2.6.15; attu { image "zilliz/attu:latest" } >',
      'cluster a standalone < milvus 2.6.15; attu { image "zilliz/attu:dev-2.6" } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const { name, image } of deployment.components) {
      if (image.includes("@")) continue;
      const tag = releaseOf(image);
      if (tag !== "" && !isFloating(tag)) continue;
      const at = `components/${name}/image`;
      const fixes = fixAt(written(at), "take the compiler's image", false, removed);
      if (tag === "") report("none", { at, facts: { image }, fixes });
      else report("floating", { at, facts: { tag }, fixes });
    }
  },
});

/** `nightly` floats and `nightly-20240131` does not: that is one night's. */
function isFloating(tag: string): boolean {
  const [word = ""] = tag.toLowerCase().split("-");
  return moving.includes(word) && !/\d{8}/.test(tag);
}
