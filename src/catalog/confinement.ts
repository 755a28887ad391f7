/** How processes do without root's rights and without writing into their image, by product. */
import type { Component } from "../model/schema.ts";
import { isReleaseAtLeast, releaseOf } from "./images.ts";
import { gibibyte, mebibyte } from "./sizes.ts";
import { imageUser } from "./version.ts";

export type Confinement = NonNullable<Component["confinement"]>;
type Folder = NonNullable<Confinement["writable"]>[number];

/** What an image allows, read from how it is built. */
interface ImageFacts {
  readonly confinement?: Confinement;
  /** A shell with `/dev/tcp`. */
  readonly shell?: string;
}

/** Above every user of a machine and of the images, as linters of Kubernetes ask for. */
const ownId = 10001;

const temporary: Folder = { path: "/tmp", sizeBytes: gibibyte, seeded: false };
const own = (path: string, sizeBytes: number): Folder => ({ path, sizeBytes, seeded: false });
const copied = (path: string, sizeBytes: number): Folder => ({ path, sizeBytes, seeded: true });

function asOwn(groups: readonly number[], ...writable: readonly Folder[]): Confinement {
  return { uid: ownId, gid: ownId, groups: [...groups], writable: [temporary, ...writable] };
}

/** Facts by product; `image` tells the release, also where a person wrote another. */
const factsByProduct: Readonly<Record<string, (image: string, version: string) => ImageFacts>> = {
  /**
   * Programs are owned by the image's user and its group, and others may not execute them (mode 774:
   * build/docker/milvus/ubuntu22.04/Dockerfile @2.6.19 root, @3.0.0 milvus 999). Segments lie below
   * localStorage.path, everything else goes to /tmp/milvus where /run cannot be written
   * (cmd/milvus/util.go).
   */
  milvus: (_image, version) => {
    const user = imageUser(version);
    const writable = [temporary, own("/var/lib/milvus", 20 * gibibyte)];
    const confinement =
      user === undefined
        ? { uid: ownId, gid: ownId, groups: [0], writable }
        : { ...user, groups: [], writable };
    return { confinement, shell: "bash" };
  },
  /** One static program that anybody may execute (etcd-io/etcd Dockerfile-release). */
  etcd: () => ({ confinement: { ...asOwn([]), writable: [] } }),
  /**
   * Runs under any user (minio/minio dockerscripts/docker-entrypoint.sh); folders for certificates
   * that cannot be made are done without (cmd/config-dir.go, mkdirAllIgnorePerm).
   */
  minio: () => ({ confinement: asOwn([]) }),
  silo: () => ({ confinement: asOwn([]) }),
  /** rustfs/rustfs Dockerfile: USER rustfs 10001. */
  rustfs: () => ({ confinement: asOwn([]) }),
  /**
   * The start script writes the configuration (docker/resources/common-scripts/configure), Java its
   * logs (bin/kafka-run-class.sh); everything else may be read by all (docker/jvm/Dockerfile).
   */
  kafka: () => ({
    confinement: asOwn(
      [],
      copied("/opt/kafka/config", 64 * mebibyte),
      own("/opt/kafka/logs", gibibyte),
    ),
    shell: "bash",
  }),
  /**
   * uid 10000 with any group but root's is what the image is made for (apache/pulsar
   * docker/pulsar/Dockerfile). Settings are written into the files of conf.
   */
  pulsar: () => ({
    confinement: {
      uid: 10000,
      gid: ownId,
      groups: [],
      writable: [
        temporary,
        copied("/pulsar/conf", 64 * mebibyte),
        own("/pulsar/logs", gibibyte),
        own("/pulsar/data", gibibyte),
      ],
    },
    shell: "bash",
  }),
  /** build/docker/ubuntu22.04/Dockerfile: group root has the rights of the image's user. */
  woodpecker: () => ({
    confinement: asOwn(
      [0],
      copied("/woodpecker/configs", 64 * mebibyte),
      own("/woodpecker/logs", gibibyte),
    ),
    shell: "bash",
  }),
  /**
   * Up to 2 the page's settings are written beside it at the start, and the group root has all
   * rights, for arbitrary users (zilliztech/attu Dockerfile @2.5). Where 3 writes is not published.
   */
  attu: (image) =>
    isReleaseAtLeast(releaseOf(image), "3.0")
      ? { confinement: { uid: 1000, gid: 1000, groups: [] }, shell: "bash" }
      : { confinement: asOwn([0], copied("/app/build", 256 * mebibyte)), shell: "bash" },
};

/** The component with what is known of its image. */
export function withImageFacts<T extends Pick<Component, "product" | "image"> & Partial<Component>>(
  component: T,
  milvusVersion: string,
): T {
  const facts = factsByProduct[component.product]?.(component.image, milvusVersion);
  return facts === undefined ? component : { ...component, ...facts };
}
