/** The contract of an output format: a total function of the IR. */
import type { CodeTable } from "../diagnostics/define.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Origins } from "../model/origins.ts";
import type { Deployment } from "../model/schema.ts";
import type { Artifact } from "./artifact.ts";

export interface TargetInput {
  readonly deployment: Deployment;
  readonly origins: Origins;
  /** Version of milvusc, for headers. */
  readonly toolVersion: string;
}

/** One text for a pipe, or files that people keep. */
export type Form = "stream" | "files";

/** What is known of a target before it is loaded. */
export interface TargetSummary {
  /** The same word as flag, block and folder. */
  readonly name: string;
  readonly summary: string;
  /** What `supports` may say. */
  readonly codes: CodeTable;
  /**
   * Connections that are possible: all between components that share a network, or exactly those that are needed
   * (left out).
   */
  readonly opens?: "shares";
}

/** One of the registry: a check of a file that names no target loads none. */
export interface TargetEntry extends TargetSummary {
  load(): Promise<Target>;
}

export interface Target extends TargetSummary {
  /** What this format cannot express of the deployment: an honest alternative to dropping it. */
  supports(input: TargetInput): readonly Diagnostic[];
  /**
   * Never fails on a deployment that passed the rules and `supports`. The first artifact is the main one; of a
   * stream it is all that is read. Left out, files.
   */
  emit(input: TargetInput, form?: Form): readonly Artifact[];
}

export function defineTarget(target: Target): Target {
  return target;
}

/** For what `supports` and `emit` both begin with: worked out once for a deployment. */
export function oncePerDeployment<T extends object>(
  work: (deployment: Deployment) => T,
): (deployment: Deployment) => T {
  const done = new WeakMap<Deployment, T>();
  return (deployment) => {
    const found = done.get(deployment) ?? work(deployment);
    done.set(deployment, found);
    return found;
  };
}
