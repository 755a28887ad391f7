/** Faults of sizes. */
import type { Entry } from "../../src/syntax/ast.ts";
import type { Fault } from "./fault.ts";
import {
  added,
  isDistributed,
  isProduction,
  isVersion,
  milvusOf,
  own,
  roleSetting,
  type Subject,
  said,
  storeSetting,
} from "./subject.ts";

/** The role that loads vectors, which every cluster has. */
function loader({ deployment }: Subject): string {
  return deployment.mode === "standalone" ? "standalone" : "querynode";
}

/** Its workload takes more than any small size. */
function isLarge({ deployment }: Subject): boolean {
  return (deployment.workload?.vectors ?? 0) >= 10_000_000;
}

function hasHealthcheck({ items }: Entry): boolean {
  return items.some(({ block }) => block?.entries.some(({ name }) => name.text === "healthcheck"));
}

export const resourceFaults: readonly Fault[] = [
  {
    name: "a request above its limit",
    code: "typed-values",
    plant: (subject) => roleSetting(subject, loader(subject), "memory", "«32Gi..16Gi»"),
  },
  {
    name: "thousandths of a byte",
    code: "typed-values",
    plant: (subject) => roleSetting(subject, loader(subject), "memory", "«4096m»"),
  },
  {
    name: "less memory than a process needs to start",
    code: "memory-to-start",
    plant: (subject) => roleSetting(subject, loader(subject), "memory", "100Mi"),
  },
  {
    name: "less memory than the smallest published size, in production",
    code: "enough-memory",
    plant: (subject) =>
      isProduction(subject) && subject.deployment.workload === undefined
        ? roleSetting(subject, loader(subject), "memory", "1Gi")
        : undefined,
  },
  {
    name: "less than a core, in production",
    code: "enough-cpu",
    plant: (subject) =>
      isProduction(subject) ? roleSetting(subject, loader(subject), "cpu", "500m") : undefined,
  },
  {
    name: "memory without a limit, in production",
    code: "limited-memory",
    plant: (subject) =>
      isProduction(subject) ? roleSetting(subject, loader(subject), "memory", "16Gi..") : undefined,
  },
  {
    name: "a heap larger than the process may take",
    code: "java-heap",
    plant: (subject) =>
      subject.deployment.components.some(
        ({ name, requirements }) => name === "kafka" && requirements.memory.limit !== undefined,
      )
        ? storeSetting(subject, "queue", "variables", '{ «KAFKA_HEAP_OPTS "-Xmx900g"» }')
        : undefined,
  },
  {
    name: "a workload that does not fit",
    code: "fitting-workload",
    plant(subject) {
      if (!isDistributed(subject) || !isLarge(subject)) return undefined;
      return roleSetting(subject, "querynode", "memory", "2Gi");
    },
  },
  {
    name: "a workload that the object store has no room for",
    code: "stored-workload",
    plant: (subject) =>
      isLarge(subject) ? storeSetting(subject, "objects", "disk", "10Gi") : undefined,
  },
  {
    name: "a standalone for two hundred million vectors",
    code: "standalone-scale",
    plant: (subject) =>
      isDistributed(subject) || own(subject, "workload").length > 0
        ? undefined
        : added(subject, "workload { «vectors 200M»; dim 768 }"),
    follows: { "stored-workload": "nor has the written disk of the object store room for it" },
  },
  {
    name: "the image for graphics processors where there is none",
    code: "gpu-image",
    plant(subject) {
      const role = loader(subject);
      const hasGpu = milvusOf(subject).some(({ requirements }) => requirements.gpu !== undefined);
      if (hasGpu || isVersion(subject, "2.2")) return undefined;
      const image = `"milvusdb/milvus:v${subject.deployment.milvusVersion}-gpu"`;
      return roleSetting(subject, role, "image", image);
    },
    follows: { "supported-by-helm": "the chart has one image for all roles" },
  },
  {
    name: "a number of log files without a size",
    code: "rotated-logs",
    plant: (subject) =>
      subject.deployment.components.some(({ logging }) => logging.maxSize !== undefined)
        ? undefined
        : said(subject, "«logging»", "{ max-file 3 }"),
  },
  {
    name: "a health check that gives up before Milvus has started",
    code: "patient-healthchecks",
    // A role's own health check is laid over that of the cluster.
    plant: (subject) =>
      milvusOf(subject).some(({ name }) => own(subject, name).some(hasHealthcheck))
        ? undefined
        : said(subject, "«healthcheck»", "{ interval 1s; start 5s; retries 3 }"),
  },
];
