/** Laws on memory, cores and disks, and on what a workload asks of them. */
import type { Rule } from "../rule.ts";
import { enoughCpu } from "./enough-cpu.ts";
import { enoughMemory } from "./enough-memory.ts";
import { fittingWorkload } from "./fitting-workload.ts";
import { gpuImage } from "./gpu-image.ts";
import { gpuOfRoles } from "./gpu-of-roles.ts";
import { javaHeap } from "./java-heap.ts";
import { limitedMemory } from "./limited-memory.ts";
import { memoryToStart } from "./memory-to-start.ts";
import { rotatedLogs } from "./rotated-logs.ts";
import { sizedQueries } from "./sized-queries.ts";
import { standaloneScale } from "./standalone-scale.ts";
import { storedWorkload } from "./stored-workload.ts";
import { workloadWithinRules } from "./workload-within-rules.ts";

export const resourcesRules: readonly Rule[] = [
  memoryToStart,
  enoughMemory,
  enoughCpu,
  limitedMemory,
  javaHeap,
  fittingWorkload,
  storedWorkload,
  standaloneScale,
  workloadWithinRules,
  sizedQueries,
  gpuOfRoles,
  gpuImage,
  rotatedLogs,
];
