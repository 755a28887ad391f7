/** Faults of what does not go together with which Milvus. */
import type { Fault } from "./fault.ts";
import {
  added,
  dependencyOf,
  has,
  isDistributed,
  isProduction,
  isVersion,
  isWritten,
  left,
  milvusOf,
  own,
  roleSetting,
  type Subject,
  said,
  stored,
  storeSetting,
} from "./subject.ts";

/** A written image says the version as well. */
function hasOwnImages(subject: Subject): boolean {
  return milvusOf(subject).some(({ name }) => isWritten(subject, `components/${name}/image`));
}

/** What was said of the product that another one replaces. */
const replacedStore = {
  "useful-networks": "a network whose members are gone does nothing",
  "kept-together": "the data that was not kept either is kept now",
  "keys-of-products": "the keys of the other product mean nothing",
};

export const versionFaults: readonly Fault[] = [
  {
    name: "the version is not written",
    code: "pinned-milvus-version",
    follows: { "keys-of-patch": "an earlier patch does not have all keys" },
    plant(subject) {
      const { cluster } = subject;
      const [entry] = own(subject, "milvus");
      if (entry === undefined || cluster.name === undefined) return undefined;
      if (!isVersion(subject, "2.6") || isProduction(subject) || hasOwnImages(subject))
        return undefined;
      return [{ span: cluster.name.span, text: `«${cluster.name.text}»` }, ...left(subject, entry)];
    },
  },
  {
    name: "a patch that nobody knows yet",
    code: "known-patch",
    plant: (subject) =>
      isVersion(subject, "2.6") && own(subject, "milvus").length > 0 && !hasOwnImages(subject)
        ? said(subject, "milvus", "2.6.400")
        : undefined,
  },
  {
    name: "an old Milvus with known holes",
    code: "patched-milvus",
    plant: (subject) =>
      isVersion(subject, "2.5") && !hasOwnImages(subject)
        ? said(subject, "milvus", "2.5.20")
        : undefined,
  },
  {
    name: "a version that cannot carry the log service",
    code: "woodpecker-service",
    follows: { "known-configuration": "an earlier line does not have all keys" },
    plant(subject) {
      const [entry] = own(subject, "milvus");
      const queue = dependencyOf(subject, "queue");
      if (entry === undefined || queue?.product !== "woodpecker" || hasOwnImages(subject))
        return undefined;
      if (queue.members === 0) return undefined;
      const { source } = subject;
      const words = `woodpecker(${queue.members})`;
      const at = source.text.indexOf(words);
      return [
        { span: entry.span, text: "milvus 2.6.15" },
        { span: { source, start: at, end: at + words.length }, text: `«${words}»` },
      ];
    },
  },
  {
    name: "streaming nodes before 2.6",
    code: "supported-roles",
    plant: (subject) =>
      isDistributed(subject) && isVersion(subject, "2.3", "2.4", "2.5")
        ? added(subject, "streamingnode")
        : undefined,
  },
  {
    name: "index nodes from 2.6 on",
    code: "supported-roles",
    plant: (subject) =>
      isDistributed(subject) && isVersion(subject, "2.6", "3.0")
        ? added(subject, "«indexnode x2»")
        : undefined,
  },
  {
    name: "the queue inside one process for a cluster of many",
    code: "supported-queues",
    follows: replacedStore,
    plant: (subject) => (isDistributed(subject) ? stored(subject, "queue", "rocksmq") : undefined),
  },
  {
    name: "woodpecker before 2.6",
    code: "supported-queues",
    follows: replacedStore,
    plant: (subject) =>
      isVersion(subject, "2.3", "2.4", "2.5") &&
      dependencyOf(subject, "objects")?.product !== "local"
        ? stored(subject, "queue", "woodpecker")
        : undefined,
  },
  {
    name: "objects on the own disk of a distributed cluster",
    code: "supported-object-store",
    follows: replacedStore,
    plant: (subject) => (isDistributed(subject) ? stored(subject, "objects", "local") : undefined),
  },
  {
    name: "etcd inside one process of a distributed cluster",
    code: "supported-metadata-store",
    follows: replacedStore,
    plant: (subject) =>
      isDistributed(subject) ? stored(subject, "metadata", "embedded-etcd") : undefined,
  },
  {
    name: "woodpecker on an object store without conditional writes",
    code: "conditional-writes",
    plant(subject) {
      const old = "quay.io/minio/minio:RELEASE.2024-05-28T17-19-04Z";
      if (dependencyOf(subject, "queue")?.product !== "woodpecker") return undefined;
      if (dependencyOf(subject, "objects")?.product !== "minio") return undefined;
      return storeSetting(subject, "objects", "image", `"${old}"`);
    },
  },
  {
    name: "an etcd older than any that Milvus was made for",
    code: "dependency-releases",
    plant: (subject) =>
      has(subject, "etcd")
        ? storeSetting(subject, "metadata", "image", '"quay.io/coreos/etcd:v3.4.27"')
        : undefined,
    follows: { "supported-by-helm": "the chart starts etcd by scripts of its own image" },
  },
  {
    name: "an image that cannot be pulled any more",
    code: "pullable-images",
    plant: (subject) =>
      dependencyOf(subject, "objects")?.product === "minio"
        ? storeSetting(subject, "objects", "image", '"minio/minio:RELEASE.2025-09-07T16-13-09Z"')
        : undefined,
  },
  {
    name: "one role in an image of another version",
    code: "images-of-version",
    plant(subject) {
      const [milvus] = milvusOf(subject);
      if (milvus === undefined) return undefined;
      return roleSetting(subject, milvus.name, "image", '"milvusdb/milvus:v2.1.4"');
    },
  },
  {
    name: "a console that is made for another line",
    code: "console-of-line",
    plant: (subject) =>
      isVersion(subject, "2.5", "2.6") && has(subject, "attu")
        ? roleSetting(subject, "attu", "image", '"zilliz/attu:v2.3.10"')
        : undefined,
  },
  {
    name: "a graphics processor for the proxy",
    code: "gpu-of-roles",
    plant: (subject) =>
      isDistributed(subject) && !isVersion(subject, "2.2")
        ? roleSetting(subject, "proxy", "gpu", "1")
        : undefined,
    follows: { "supported-by-helm": "the chart has one image for all roles" },
  },
  {
    name: "a chart of an older line",
    code: "chart-of-line",
    plant: (subject) =>
      isVersion(subject, "2.6") && Object.keys(subject.deployment.targets).length === 0
        ? added(subject, "target helm { «chart 4.2.58» }")
        : undefined,
    follows: { "supported-by-helm": "its limits are judged where the format is named" },
  },
];
