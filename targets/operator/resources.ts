/** Requests and limits of one process. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { formatBytes, formatCpu } from "../../src/model/quantity.ts";
import type { Component } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";

/** What a limit is where only a request is known: room for peaks, and an end to what runs away. */
const limitFactor = 2;

interface Range {
  readonly request?: number | undefined;
  readonly limit?: number | undefined;
}

/** Nothing where the program says nothing. */
export function resources({ requirements }: Component, { isProduction }: Layout): Yaml {
  const { cpu, memory, gpu } = requirements;
  const complete = (range: Range) => (isProduction ? completed(range) : range);
  const [cores, bytes] = [complete(cpu), complete(memory)];
  const devices = gpu === undefined ? undefined : "count" in gpu ? gpu.count : gpu.devices.length;
  const requests = {
    cpu: cores.request && formatCpu(whole(cores.request)),
    memory: bytes.request && formatBytes(whole(bytes.request)),
  };
  const limits = {
    cpu: cores.limit && formatCpu(whole(cores.limit)),
    memory: bytes.limit && formatBytes(whole(bytes.limit)),
    // The client of Kubernetes reads quantities, and those are texts.
    "nvidia.com/gpu": devices === undefined ? undefined : String(devices),
  };
  const isEmpty = (all: object) => Object.values(all).every((one) => one === undefined);
  if (isEmpty(requests) && isEmpty(limits)) return undefined;
  return {
    requests: isEmpty(requests) ? undefined : requests,
    limits: isEmpty(limits) ? undefined : limits,
  };
}

function completed({ request, limit }: Range): Range {
  if (request === undefined) return { request: limit, limit };
  return { request, limit: limit ?? request * limitFactor };
}

function whole(amount: number): number {
  return Math.max(1, Math.round(amount));
}
