/** The processes that load the vectors have room for them. */

import { type Sizing, sizeWorkload } from "../../catalog/sizing.ts";
import { lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { IrPath } from "../../model/origins.ts";
import type { Component, Deployment } from "../../model/schema.ts";
import type { Span } from "../../text/source.ts";
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
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 }; querynode x2 { memory 8Gi } >",
      "cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768; index " +
        "diskann }; querynode { disk 20Gi } >",
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
      const { limit, request } = component.requirements.memory;
      const memory = limit ?? request;
      const see = [{ at: "workload", message: "the workload" }];
      if (memory !== undefined && lacksMemory(deployment, component)) {
        const facts = { count, role, because };
        const at = placeOf(component, written);
        report("memory", {
          at,
          component: name,
          facts: { ...facts, total: formatAmount(count * memory) },
          see,
          fixes: fixesFor({ deployment, written }, component, loadingBytes),
        });
      }
      const disk = volumes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      if (disk === 0 || diskBytes === 0 || count * disk >= diskBytes) continue;
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

/** Its memory, or that of all its replicas, does not hold the workload; one that does not even start is left out. */
export function lacksMemory(deployment: Deployment, component: Component): boolean {
  const sizing = sizingOf(deployment);
  const { role, count, requirements } = component;
  if (sizing === undefined || (role !== "querynode" && role !== "standalone")) return false;
  const { limit, request } = requirements.memory;
  const memory = limit ?? request;
  if (limit !== undefined && limit < memoryWhenIdle(role)) return false;
  return memory !== undefined && count * memory < sizing.footprint.loadingBytes;
}

export function sizingOf({ workload, milvusVersion, mode }: Deployment): Sizing | undefined {
  return workload === undefined ? undefined : sizeWorkload(workload, lineName(milvusVersion), mode);
}

/** The number that somebody wrote: memory before replicas. */
function placeOf(component: Component, written: (path: IrPath) => Span | undefined): IrPath {
  const paths = [sizePath(component, "memory"), `components/${component.name}/count`];
  return paths.find((path) => written(path) !== undefined) ?? `components/${component.name}`;
}

/** More memory where some is written, and more replicas where there are some and no port is in their way. */
function fixesFor(
  { deployment, written }: Pick<DeploymentContext<typeof messages>, "deployment" | "written">,
  component: Component,
  loadingBytes: number,
): Fix[] {
  const { name, role, group, count, requirements } = component;
  const larger = `memory ${Math.ceil(loadingBytes / count / 2 ** 30)}Gi`;
  const { limit, request } = requirements.memory;
  const needed = Math.ceil(loadingBytes / (limit ?? request ?? loadingBytes));
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
