/** Faults of sizes. */
import type { Fault } from "./fault.ts";
import {
  added,
  has,
  isDistributed,
  isProduction,
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
      isProduction(subject) ? roleSetting(subject, loader(subject), "memory", "1Gi") : undefined,
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
      has(subject, "kafka")
        ? storeSetting(subject, "queue", "memory", '2Gi; variables { «KAFKA_HEAP_OPTS "-Xmx8g"» }')
        : undefined,
  },
  {
    name: "a workload that does not fit",
    code: "fitting-workload",
    plant(subject) {
      if (!isDistributed(subject) || own(subject, "workload").length === 0) return undefined;
      return roleSetting(subject, "querynode", "memory", "2Gi");
    },
  },
  {
    name: "a workload that the object store has no room for",
    code: "stored-workload",
    plant: (subject) =>
      own(subject, "workload").length > 0
        ? storeSetting(subject, "objects", "disk", "10Gi")
        : undefined,
  },
  {
    name: "a standalone for two hundred million vectors",
    code: "standalone-scale",
    plant: (subject) =>
      isDistributed(subject) ? undefined : added(subject, "workload { «vectors 200M»; dim 768 }"),
    follows: { "stored-workload": "nor has the written disk of the object store room for it" },
  },
  {
    name: "the image for graphics processors where there is none",
    code: "gpu-image",
    plant(subject) {
      const role = loader(subject);
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
    plant: (subject) => said(subject, "«healthcheck»", "{ interval 1s; start 5s; retries 3 }"),
  },
];
