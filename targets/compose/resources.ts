/** Limits, reservations and devices. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import type { Component, Requirements } from "../../src/model/schema.ts";

/** Compose's units are powers of 1024, whatever they are called; what is no such power is given in bytes. */
const units: readonly (readonly [string, number])[] = [
  ["g", 2 ** 30],
  ["m", 2 ** 20],
  ["k", 2 ** 10],
];

export function composeBytes(bytes: number): string {
  const whole = Math.max(1, Math.round(bytes));
  const unit = units.find(([, size]) => whole % size === 0);
  return unit === undefined ? `${whole}b` : `${whole / unit[1]}${unit[0]}`;
}

export function composeCpus(millicores: number): string {
  return String(Math.max(1, Math.round(millicores)) / 1000);
}

/** `deploy`: replicas and what each of them may take. Nothing where nothing is asked for. */
export function deploy(component: Component): Yaml {
  const { cpu, memory, gpu } = component.requirements;
  const replicas =
    component.identity === "replicas" && component.count > 1 ? component.count : undefined;
  const limits = amounts(cpu.limit, memory.limit);
  const reservations = merge(amounts(cpu.request, memory.request), devices(gpu));
  const resources = limits || reservations ? { limits, reservations } : undefined;
  return replicas || resources ? { replicas, resources } : undefined;
}

type Fields = Readonly<Record<string, Yaml>>;

function amounts(cpu: number | undefined, memory: number | undefined): Fields | undefined {
  if (cpu === undefined && memory === undefined) return undefined;
  return {
    cpus: cpu === undefined ? undefined : composeCpus(cpu),
    memory: memory === undefined ? undefined : composeBytes(memory),
  };
}

function devices(gpu: Requirements["gpu"]): Fields | undefined {
  if (gpu === undefined) return undefined;
  const chosen =
    "count" in gpu ? { count: gpu.count } : { device_ids: noted(gpu.devices, { flow: true }) };
  return {
    devices: [{ driver: "nvidia", ...chosen, capabilities: noted(["gpu"], { flow: true }) }],
  };
}

function merge(first: Fields | undefined, second: Fields | undefined): Fields | undefined {
  return first || second ? { ...first, ...second } : undefined;
}
