/** Sizes of roles and dependencies: what is written wins over the workload, which wins over the catalogue's default. */
import type { DefaultSizes, Sizes } from "../catalog/catalog.ts";
import type { Requirements } from "../model/schema.ts";
import { type Bound, textOf } from "./bound.ts";
import { nearOf, type ResolveContext } from "./context.ts";
import { type WrittenSizes, writtenSizes } from "./overlay.ts";

/** What the sizing pass asks for, with its numbers in words. */
export interface Sized {
  readonly cpuMillicores?: number;
  readonly memoryBytes?: number;
  readonly diskBytes?: number;
  readonly because: string;
}

export function mergeSizes(
  context: ResolveContext,
  component: string,
  bound: Bound | undefined,
  sized: Sized | undefined,
  defaults: DefaultSizes,
): Sizes {
  const written = writtenSizes(bound);
  const near = nearOf(context, bound);
  const amount = (
    name: "cpu" | "memory",
    value: WrittenSizes["cpu"],
    wanted: number | undefined,
  ) => {
    const path = `components/${component}/requirements/${name}`;
    const setting = bound?.settings.get(name);
    if (setting !== undefined) {
      context.record.written(path, setting.words);
      return value;
    }
    if (wanted !== undefined && sized !== undefined) {
      context.record.derived(path, sized.because, ["workload"], near);
      return { request: wanted, limit: wanted };
    }
    context.record.defaulted(path, defaults.source, near);
    return defaults.requirements[name];
  };
  const cpu = amount("cpu", written.cpu, sized?.cpuMillicores);
  const memory = amount("memory", written.memory, sized?.memoryBytes);
  const gpu = bound?.settings.get("gpu");
  if (gpu !== undefined)
    context.record.written(`components/${component}/requirements/gpu`, gpu.words);
  const diskBytes = diskOf(context, component, bound, sized, defaults);
  const image = textOf(bound?.settings.get("image"), "image");
  const parts = partsOf(bound, sized, { cpu, memory }, defaults);
  return {
    requirements: { cpu, memory, ...(written.gpu === undefined ? {} : { gpu: written.gpu }) },
    ...(diskBytes === undefined ? {} : { diskBytes }),
    keepsNothing: written.keepsNothing,
    ...(parts === undefined ? {} : { parts }),
    ...(image === undefined ? {} : { image }),
  };
}

/** Processes of one product differ by default; what is written or sized holds for each of them. */
function partsOf(
  bound: Bound | undefined,
  sized: Sized | undefined,
  merged: Pick<Requirements, "cpu" | "memory">,
  { parts }: DefaultSizes,
): Sizes["parts"] {
  if (parts === undefined || sized !== undefined) return undefined;
  const hasCpu = bound?.settings.has("cpu") ?? false;
  const hasMemory = bound?.settings.has("memory") ?? false;
  return Object.fromEntries(
    Object.entries(parts).map(([role, { cpu, memory }]) => [
      role,
      { cpu: hasCpu ? merged.cpu : cpu, memory: hasMemory ? merged.memory : memory },
    ]),
  );
}

function diskOf(
  context: ResolveContext,
  component: string,
  bound: Bound | undefined,
  sized: Sized | undefined,
  defaults: DefaultSizes,
): number | undefined {
  const path = `components/${component}/volumes`;
  const near = nearOf(context, bound);
  const setting = bound?.settings.get("disk");
  if (setting !== undefined) {
    context.record.written(path, setting.words);
    return writtenSizes(bound).diskBytes;
  }
  if (sized?.diskBytes !== undefined) {
    context.record.derived(path, sized.because, ["workload"], near);
    return sized.diskBytes;
  }
  context.record.defaulted(path, defaults.source, near);
  return defaults.diskBytes;
}
