/** The processes that load the vectors have room for them. */

import { type Sizing, sizeWorkload } from "../../catalog/sizing.ts";
import { lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Component, Deployment } from "../../model/schema.ts";
import { fixAt, replaced } from "../fixes.ts";
import { formatAmount, sizePath } from "../lookup.ts";
import { mayBeSeveral } from "../ports/single-published-members.ts";
import { milvusComponents } from "../questions.ts";
import { type DeploymentContext, defineRule } from "../rule.ts";
import { memoryWhenIdle } from "./memory-to-start.ts";

const messages = {
  memory: message`${"total"} of memory in ${"count"} ${"role"} are not enough: ${"because"}`,
  disk: message`${"total"} of disk in ${"count"} ${"role"} are not enough: the index takes ${"needed"} there`,
};

export const fittingWorkload = defineRule({
  code: "fitting-workload",
  pass: "resources",
  severity: { development: "warning", test: "warning", production: "error" },
  summary: "the processes that load the vectors have room for them",
  why:
    "A collection that does not fit is refused when it is loaded, or its query nodes are " +
    "killed.",
  help:
    "Raise replicas or memory, or take an index that needs less; without written sizes the " +
    "compiler chooses them.",
  source: "milvus-io/milvus.io src/utils/sizingTool.ts (memoryAndDiskCalculator)",
  messages,
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 }; querynode " +
        "x4 { memory 16Gi } >",
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768; index diskann }; " +
        "querynode x4 { disk 10Gi }; datanode { disk 5Gi } >",
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768; index diskann }; " +
        "querynode { disk off } >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 }; querynode x2 { memory 8Gi } >",
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768; index " +
        "diskann }; querynode { disk 20Gi } >",
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 }; querynode x2 >",
      "cluster a distributed < milvus 2.6.15; workload { vectors 200M; dim 768 }; querynode x2 { " +
        "memory 4Gi..8Gi } >",
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 }; querynode { " +
        "memory 128Mi } >",
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 }; querynode x2 { " +
        "memory 100Mi.. } >",
    ],
  },
  check({ deployment, written, report }) {
    const sizing = sizingOf(deployment);
    if (sizing === undefined) return;
    const { loadingBytes, diskBytes, because } = sizing.footprint;
    for (const component of milvusComponents(deployment)) {
      const { name, role, count, volumes } = component;
      if (role !== "querynode" && role !== "standalone") continue;
      // That one process is not enough, or does not even start, is another law's business.
      if (role === "standalone" && sizing.scale.standalone === "is-too-small") continue;
      const see = [{ at: "workload", message: "the workload" }];
      const memory = scarceMemory(sizing, component);
      if (memory !== undefined) {
        const facts = { count, role, because };
        // The memory that somebody wrote, or else the role.
        const at = sizePath(component, "memory");
        report("memory", {
          at,
          component: name,
          facts: { ...facts, total: formatAmount(count * memory) },
          see,
          fixes: fixesFor({ deployment, written }, component, { memory, loadingBytes }),
        });
      }
      const disk = volumes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      if (disk === 0 || count * disk >= diskBytes) continue;
      const at = `components/${component.group}/volumes`;
      const mended = `disk ${Math.ceil(diskBytes / count / 2 ** 30)}Gi`;
      report("disk", {
        at,
        component: name,
        facts: {
          count,
          role,
          total: formatAmount(count * disk),
          needed: formatAmount(diskBytes),
        },
        see,
        fixes: fixAt(written(at), `write \`${mended}\``, false, (span) => replaced(span, mended)),
      });
    }
  },
});

/** Its memory, or that of all its replicas, does not hold the workload. */
export function lacksMemory(deployment: Deployment, component: Component): boolean {
  const sizing = sizingOf(deployment);
  return sizing !== undefined && scarceMemory(sizing, component) !== undefined;
}

/** What one process has, where all together have too little; one that does not even start is left out. */
function scarceMemory({ footprint }: Sizing, component: Component): number | undefined {
  const { role, count, requirements } = component;
  if (role !== "querynode" && role !== "standalone") return undefined;
  const { limit, request } = requirements.memory;
  const memory = limit ?? request ?? Number.POSITIVE_INFINITY;
  if (limit !== undefined && limit < memoryWhenIdle(role)) return undefined;
  return count * memory < footprint.loadingBytes ? memory : undefined;
}

export function sizingOf({ workload, milvusVersion, mode }: Deployment): Sizing | undefined {
  return workload === undefined ? undefined : sizeWorkload(workload, lineName(milvusVersion), mode);
}

/** More memory where some is written, and more replicas where there are some and no port is in their way. */
function fixesFor(
  { deployment, written }: Pick<DeploymentContext<typeof messages>, "deployment" | "written">,
  component: Component,
  { memory, loadingBytes }: { readonly memory: number; readonly loadingBytes: number },
): Fix[] {
  const { name, role, group, count } = component;
  const larger = `memory ${Math.ceil(loadingBytes / count / 2 ** 30)}Gi`;
  const needed = Math.ceil(loadingBytes / memory);
  // Nobody would run a dozen where they thought of two.
  const isOfUse = needed <= 4 * count && role !== "standalone" && mayBeSeveral(deployment, group);
  return [
    ...fixAt(written(sizePath(component, "memory")), `write \`${larger}\``, false, (span) =>
      replaced(span, larger),
    ),
    ...fixAt(
      isOfUse ? written(`components/${name}/count`) : undefined,
      `write \`${role} x${needed}\``,
      false,
      (span) => replaced(span, `${role} x${needed}`),
    ),
  ];
}
