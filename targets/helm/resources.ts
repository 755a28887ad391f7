/** Requests and limits; what the program leaves open takes the chart's default away. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { formatBytes, formatCpu } from "../../src/model/quantity.ts";
import type { Component } from "../../src/model/schema.ts";
import { type Entry, entry } from "./entries.ts";
import type { Layout } from "./layout.ts";

/** What a limit is where only a request is known: room for peaks, and an end to what runs away. */
const limitFactor = 2;

interface Range {
  readonly request?: number | undefined;
  readonly limit?: number | undefined;
}

export function resources(
  section: readonly string[],
  component: Component,
  layout: Layout,
): readonly Entry[] {
  const { cpu, memory, gpu } = component.requirements;
  const complete = (range: Range) => (layout.isProduction ? completed(range) : range);
  const [cores, bytes] = [complete(cpu), complete(memory)];
  const disk = scratchBytes(component);
  const at = (kind: string, what: string, value: Yaml): Entry => {
    const path = [...section, "resources", kind, what];
    const fallback = layout.chart.defaultOf(...path);
    return entry(path, value ?? (fallback === undefined ? undefined : null));
  };
  // Requests of devices follow from their limits, and may not differ.
  const devices = gpu === undefined ? undefined : "count" in gpu ? gpu.count : gpu.devices.length;
  return [
    at("requests", "cpu", cores.request && formatCpu(whole(cores.request))),
    at("requests", "memory", bytes.request && formatBytes(whole(bytes.request))),
    at("limits", "cpu", cores.limit && formatCpu(whole(cores.limit))),
    at("limits", "memory", bytes.limit && formatBytes(whole(bytes.limit))),
    at("limits", "ephemeral-storage", disk === 0 ? undefined : formatBytes(disk)),
    at("limits", "nvidia.com/gpu", devices),
  ];
}

/** What lies on the node's disk in place of one of its own. */
export function scratchBytes({ volumes }: Component): number {
  return volumes
    .filter(({ kept }) => !kept)
    .reduce((total, { sizeBytes }) => total + Math.round(sizeBytes), 0);
}

function completed({ request, limit }: Range): Range {
  if (request === undefined) return { request: limit, limit };
  return { request, limit: limit ?? request * limitFactor };
}

function whole(amount: number): number {
  return Math.max(1, Math.round(amount));
}
