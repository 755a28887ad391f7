/** Joins the core with the laws and the targets, and with the files that the host reads. */
import { targetEntries } from "../../targets/index.ts";
import { type Checked, check, type Resolution, resolve } from "../compile.ts";
import type { Target, TargetEntry, TargetSummary } from "../emit/target.ts";
import type { Deployment } from "../model/schema.ts";
import type { FileKeysReader } from "../resolve/config-files.ts";
import { rules } from "../rules/index.ts";
import type { SourceFile } from "../text/source.ts";
import { notOneOf } from "./arguments.ts";
import { knownCodes } from "./codes.ts";
import { type Call, UsageError } from "./command.ts";
import type { Sources } from "./sources.ts";
import { toolVersion } from "./version.ts";

export const environments = ["development", "test", "production"] as const;

/**
 * A resolver for these files; the reader of configuration files is only loaded when a program names
 * one.
 */
export async function createResolver(
  sources: Sources,
  files: readonly SourceFile[],
  step?: (done: number) => void,
): Promise<(files: readonly SourceFile[]) => Resolution> {
  const progress = step === undefined ? {} : { step };
  const plan = { load: sources.load, knownCodes: knownCodes(), ...progress };
  // Imported files may name one as well: then the first attempt finds out.
  if (files.some(({ text }) => /\bconfig\s+file\b/.test(text))) {
    const readKeys = await loadReader();
    return (texts) => resolve(texts, { ...plan, readKeys });
  }
  try {
    const asked: FileKeysReader = () => {
      throw new ReaderNeeded();
    };
    const first = resolve(files, { ...plan, readKeys: asked });
    return (texts) => (texts === files ? first : resolve(texts, { ...plan, readKeys: asked }));
  } catch (error) {
    if (!(error instanceof ReaderNeeded)) throw error;
    const readKeys = await loadReader();
    return (texts) => resolve(texts, { ...plan, readKeys });
  }
}

class ReaderNeeded extends Error {}

async function loadReader(): Promise<FileKeysReader> {
  return (await import("../emit/yaml-keys.ts")).readYamlKeys;
}

export interface Judging {
  /** Named on the command line. */
  readonly named: readonly TargetEntry[];
  /** Also those that have a block in the program. */
  readonly blocks: boolean;
  /** Judges the targets' limits of this cluster only. */
  readonly cluster?: string;
  readonly judgeAs?: Deployment["environment"];
}

/** Loads the targets whose limits are judged, and no others. */
export async function judge(resolution: Resolution, judging: Judging): Promise<Checked> {
  const entries = targetEntries.filter((entry) =>
    resolution.resolved.some(({ deployment }) => isJudged(entry, deployment, judging)),
  );
  return judgeWith(await loadTargets(entries), resolution, judging);
}

export function judgeWith(
  targets: readonly Target[],
  resolution: Resolution,
  judging: Judging,
): Checked {
  const { judgeAs } = judging;
  return check(resolution, {
    rules,
    toolVersion,
    targets: (deployment) => targets.filter((target) => isJudged(target, deployment, judging)),
    ...(judgeAs === undefined ? {} : { judgeAs }),
  });
}

function isJudged(
  { name }: TargetSummary,
  { name: own, targets: blocks }: Deployment,
  { named, blocks: judgesBlocks, cluster }: Judging,
): boolean {
  if (cluster !== undefined && own !== cluster) return false;
  return named.some((one) => one.name === name) || (judgesBlocks && Object.hasOwn(blocks, name));
}

export function loadTargets(entries: readonly TargetEntry[]): Promise<Target[]> {
  return Promise.all(entries.map((entry) => entry.load()));
}

export function judgingOf(call: Call, blocks: boolean): Judging {
  const judgeAs = call.value("as") as Deployment["environment"] | undefined;
  const cluster = call.value("cluster");
  return {
    named: namedTargets(call),
    blocks,
    ...(cluster === undefined ? {} : { cluster }),
    ...(judgeAs === undefined ? {} : { judgeAs }),
  };
}

/** Each once, in the order in which they were named. */
export function namedTargets(call: Call): TargetEntry[] {
  const names = [...new Set(call.values("target"))];
  return names.map((name) => {
    const target = targetEntries.find((one) => one.name === name);
    if (target !== undefined) return target;
    throw notOneOf(
      "target",
      name,
      targetEntries.map((one) => one.name),
    );
  });
}

export function targetList(): string {
  const width = Math.max(...targetEntries.map(({ name }) => name.length));
  return targetEntries.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join("\n");
}

/** The deployments that `--cluster` chose; all without it. */
export function chosen<T extends { readonly deployment: Deployment }>(
  resolved: readonly T[],
  name: string | undefined,
): readonly T[] {
  if (name === undefined) return resolved;
  const found = resolved.filter(({ deployment }) => deployment.name === name);
  if (found.length > 0) return found;
  const names = [...new Set(resolved.map(({ deployment }) => deployment.name))];
  if (names.length === 0) throw new UsageError(`there is no cluster "${name}" to build`);
  throw notOneOf("cluster", name, names);
}
