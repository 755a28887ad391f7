/** Requests and limits of a container, its temporary files included. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { formatBytes, formatCpu } from "../../src/model/quantity.ts";
import type { Component } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { scratchBytes } from "./volume.ts";

/** Logs count as temporary files until the node rotates them. */
const logBytes = 2 ** 30;
const smallestRequest = 64 * 2 ** 20;

/** What a limit is where only a request is known: room for peaks, and an end to what runs away. */
const limitFactor = 2;

interface Range {
  readonly request?: number | undefined;
  readonly limit?: number | undefined;
}

/** In production nothing is left open; elsewhere only what was asked for is said. */
export function resources(component: Component, layout: Layout): Yaml {
  const { cpu, memory, gpu } = component.requirements;
  const complete = (range: Range): Range => (layout.isProduction ? completed(range) : range);
  const [cores, bytes] = [complete(cpu), complete(memory)];
  const temporary = formatBytes(scratchBytes(component) + logBytes);
  const limits: Record<string, Yaml> = {
    cpu: cores.limit === undefined ? undefined : formatCpu(whole(cores.limit)),
    memory: bytes.limit === undefined ? undefined : formatBytes(whole(bytes.limit)),
    "ephemeral-storage": temporary,
  };
  // Requests of devices follow from their limits, and may not differ.
  if (gpu !== undefined) limits["nvidia.com/gpu"] = "count" in gpu ? gpu.count : gpu.devices.length;
  return {
    requests: {
      cpu: cores.request === undefined ? undefined : formatCpu(whole(cores.request)),
      memory: bytes.request === undefined ? undefined : formatBytes(whole(bytes.request)),
      "ephemeral-storage": formatBytes(smallestRequest),
    },
    limits,
  };
}

function completed({ request, limit }: Range): Range {
  if (request === undefined) return { request: limit, limit };
  return { request, limit: limit ?? request * limitFactor };
}

function whole(amount: number): number {
  return Math.max(1, Math.round(amount));
}
