/** Written images of dependencies are not older than what Milvus was made for. */
import { isReleaseAtLeast, releaseOf } from "../../catalog/images.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { imageName } from "../questions.ts";
import { defineRule } from "../rule.ts";

interface Floor {
  /** Name of the image, so that people's own builds are left alone. */
  readonly image: string;
  readonly release: string;
  readonly source: string;
}

/** The oldest that any Milvus from 2.2 on was published with. */
const floors: Readonly<Record<string, Floor>> = {
  etcd: {
    image: "etcd",
    release: "3.5.0",
    source:
      "3.5.5 is the oldest in milvus-io/milvus deployments/docker, 3.5.0 in its prerequisites",
  },
  minio: {
    image: "minio",
    release: "RELEASE.2023-03-20T20-16-18Z",
    source: "milvus-io/milvus deployments/docker/standalone/docker-compose.yml @2.2.16",
  },
  pulsar: {
    image: "pulsar",
    release: "2.8.2",
    source: "zilliztech/milvus-helm charts/milvus/values.yaml, chart 4.0.34",
  },
};

export const dependencyReleases = defineRule({
  code: "dependency-releases",
  pass: "versions",
  severity: "warning",
  summary: "a dependency's written image is not older than what Milvus was made for",
  why: "No release of Milvus was published or tested with it.",
  help: "Take a newer one, or leave `image` out: the compiler knows one for each Milvus line.",
  source: Object.values(floors)
    .map(({ source }) => source)
    .join("; "),
  messages: {
    old: message`${"product"} ${"release"} is older than ${"least"}, the oldest that Milvus was made for`,
  },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.4.24; storage etcd { image "quay.io/coreos/etcd:v3.5.5" } >',
      'cluster a standalone < milvus 2.4.24; storage etcd { image "registry.example.com/our-etcd:1.2" } >',
      'cluster a standalone < milvus 2.4.24; storage etcd { image "quay.io/coreos/etcd:latest" } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.4.24; storage etcd { image "quay.io/coreos/etcd:v3.4.27" } >',
      'cluster a distributed < milvus 2.4.24; storage pulsar { image "apachepulsar/pulsar:2.7.4" } >',
    ],
  },
  check({ deployment, written, place, report }) {
    const seen = new Set<string>();
    for (const { name, group, product, image } of deployment.components) {
      const floor = floors[product];
      const release = releaseOf(image);
      if (floor === undefined || seen.has(group) || imageName(image) !== floor.image) continue;
      if (isReleaseAtLeast(release, floor.release)) continue;
      seen.add(group);
      const path = `components/${name}/image`;
      report("old", {
        at: place(path),
        component: name,
        facts: { product, release, least: floor.release },
        fixes: fixAt(written(path), "take the compiler's image", false, removed),
      });
    }
  },
});
