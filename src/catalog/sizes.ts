/** Amounts of cpu, memory and disk, and what a Java process may take of its memory. */
import type { Requirements, Volume } from "../model/schema.ts";
import type { DefaultSizes, Environment, Setting, Sizes } from "./catalog.ts";

export const mebibyte = 2 ** 20;
export const gibibyte = 2 ** 30;

/** A limit of memory and nothing else: on a small machine everything shares the cores. */
export function atMost(memoryBytes: number): Requirements {
  return { cpu: {}, memory: { limit: memoryBytes } };
}

/**
 * The same amount requested and granted, so that nothing is evicted or slowed by its neighbours.
 */
export function exactly(millicores: number, memoryBytes: number): Requirements {
  return {
    cpu: { request: millicores, limit: millicores },
    memory: { request: memoryBytes, limit: memoryBytes },
  };
}

/** Sizes that differ only between production and everything else. */
export function byEnvironment(
  small: DefaultSizes,
  production: DefaultSizes,
): (environment: Environment) => DefaultSizes {
  return (environment) => (environment === "production" ? production : small);
}

/** What one kind of process of a product gets. */
export function requirementsOf(sizes: Sizes, role: string): Requirements {
  return sizes.parts?.[role] ?? sizes.requirements;
}

/** The catalogue's disk where none was written. */
export function volume(
  sizes: Sizes,
  defaults: DefaultSizes,
  at: { readonly path: string; readonly name?: string; readonly plusBytes?: number },
): Volume {
  return {
    name: at.name ?? "data",
    path: at.path,
    sizeBytes: (sizes.diskBytes ?? defaults.diskBytes ?? 10 * gibibyte) + (at.plusBytes ?? 0),
    kept: !sizes.keepsNothing,
  };
}

/**
 * Shares of the memory limit; together they leave room for code, stacks and caches outside the
 * heap.
 */
export interface JavaShares {
  readonly heap: number;
  readonly direct: number;
}

/**
 * Memory that a process may count on: its limit, else its request, else what stands for neither.
 */
export function memoryOf({ memory }: Requirements, otherwise: number): number {
  return memory.limit ?? memory.request ?? otherwise;
}

export function mebibytes(memoryBytes: number, share: number): number {
  return Math.max(1, Math.floor((memoryBytes * share) / mebibyte));
}

/** Heap and direct memory of a Java process as its arguments. */
export function javaMemory(memoryBytes: number, { heap, direct }: JavaShares): string {
  const heapSize = `${mebibytes(memoryBytes, heap)}m`;
  const directSize = `${mebibytes(memoryBytes, direct)}m`;
  return `-Xms${heapSize} -Xmx${heapSize} -XX:MaxDirectMemorySize=${directSize}`;
}

/**
 * How many members high availability takes where none were written: a distributed cluster in
 * production.
 */
export function severalInProduction(several: number) {
  return (mode: Setting["mode"], environment: Environment): number =>
    mode === "distributed" && environment === "production" ? several : 1;
}
