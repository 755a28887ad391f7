/** Sizes of roles and dependencies: what is written wins over the workload, which wins over the catalogue's default. */
import type { DefaultSizes, Sizes } from "../catalog/catalog.ts";
import type { Bound } from "./bound.ts";
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
  return {
    requirements: { cpu, memory, ...(written.gpu === undefined ? {} : { gpu: written.gpu }) },
    ...(diskBytes === undefined ? {} : { diskBytes }),
    keepsNothing: written.keepsNothing,
  };
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
