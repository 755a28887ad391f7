/** Emits what passed: to standard output, into a folder, or only compared with it. */
import { basename } from "node:path";
import { invariant } from "../diagnostics/invariant.ts";
import type { OutputFile } from "../emit/artifact.ts";
import { produce } from "../emit/produce.ts";
import type { Target } from "../emit/target.ts";
import type { Host } from "../host/host.ts";
import type { Resolved } from "../model/resolved.ts";
import { type Call, exitCodes, UsageError } from "./command.ts";
import { chosen } from "./compiler.ts";
import { unifiedDifference } from "./difference.ts";
import { compareWithDisk, type DiskState, type Emission } from "./output.ts";
import { toolVersion } from "./version.ts";
import { type Change, writeAll } from "./write.ts";

export function emit(call: Call, all: readonly Resolved[], targets: readonly Target[]): number {
  const { host } = call;
  const resolved = chosen(all, call.value("cluster"));
  if (resolved.length === 0)
    throw new UsageError(
      "there is no cluster to build",
      "A cluster without a mode is a template; write `standalone` or `distributed` behind " +
        "its name.",
    );
  const folder = call.value("out");
  if (folder === undefined) return toOutput(host, resolved, targets);
  const emission = layOut(host, resolved, targets, all);
  const state = compareWithDisk(host, folder, emission, call.has("force"));
  return call.has("check") ? compare(host, folder, state) : write(host, folder, state);
}

function toOutput(host: Host, resolved: readonly Resolved[], targets: readonly Target[]): number {
  const [one, ...others] = resolved;
  const [target, ...otherTargets] = targets;
  if (one === undefined || target === undefined || others.length + otherTargets.length > 0) {
    const names = resolved.map(({ deployment }) => deployment.name);
    throw new UsageError(
      others.length > 0
        ? `there are ${names.length} clusters: ${names.join(", ")}`
        : "standard output takes one target",
      "Choose one (--cluster NAME, --target NAME), or write all with --out DIR.",
    );
  }
  const plan = { toolVersion, hash: host.hash, form: "stream" } as const;
  const [main, ...rest] = produce(one, target, plan);
  invariant(main !== undefined, `${target.name} emitted nothing`);
  host.writeOutput(main.text);
  if (rest.length > 0) {
    const names = rest.map(({ path }) => path).join(", ");
    host.writeError(`milvusc: ${names} belongs to it; --out DIR writes all files\n`);
  }
  return exitCodes.fine;
}

/** A level for clusters, and one for targets, only where there are several. */
function layOut(
  host: Host,
  resolved: readonly Resolved[],
  targets: readonly Target[],
  all: readonly Resolved[],
): Emission {
  const byPath = new Map<string, OutputFile>();
  for (const one of resolved)
    for (const target of targets) {
      const levels = [
        ...(resolved.length > 1 ? [one.deployment.name] : []),
        ...(targets.length > 1 ? [target.name] : []),
      ];
      for (const file of produce(one, target, { toolVersion, hash: host.hash })) {
        const path = [...levels, file.path].join("/");
        invariant(basename(path) !== ".env", "a target emits .env, which is the user's");
        if (byPath.has(path))
          throw new UsageError(
            `two clusters are named "${one.deployment.name}", and both would write ${path}`,
            "Build them one after the other, each into its own folder.",
          );
        byPath.set(path, { path, text: file.text });
      }
    }
  const clusterNames = all.map(({ deployment }) => deployment.name);
  const targetNames = targets.map(({ name }) => name);
  const folders = [
    ".",
    ...[...clusterNames, ...targetNames],
    ...clusterNames.flatMap((cluster) => targetNames.map((target) => `${cluster}/${target}`)),
  ];
  return { files: [...byPath.values()], folders };
}

function compare(host: Host, folder: string, state: DiskState): number {
  const shown = (path: string) => host.paths.join(folder, path);
  for (const { path, reason } of state.refused)
    host.writeError(`milvusc: ${shown(path)}: ${reason}\n`);
  for (const { path, text } of state.create)
    host.writeOutput(unifiedDifference("", text, "/dev/null", shown(path)));
  for (const { path, text, before } of state.update)
    host.writeOutput(unifiedDifference(before, text, shown(path), shown(path)));
  for (const { path, before } of state.remove)
    host.writeOutput(unifiedDifference(before, "", shown(path), "/dev/null"));
  const differing = state.create.length + state.update.length + state.remove.length;
  return differing + state.refused.length > 0 ? exitCodes.errors : exitCodes.fine;
}

function write(host: Host, folder: string, state: DiskState): number {
  const full = (path: string) => host.paths.resolve(host.cwd, folder, path);
  if (state.refused.length > 0) {
    for (const { path, reason } of state.refused)
      host.writeError(`milvusc: ${host.paths.join(folder, path)}: ${reason}\n`);
    host.writeError("Nothing was written; --force overwrites files, but follows no links.\n");
    return exitCodes.errors;
  }
  const changes: Change[] = [
    ...[...state.create, ...state.update].map(
      ({ path, text }): Change => ({ kind: "write", path: full(path), text }),
    ),
    ...state.remove.map(({ path }): Change => ({ kind: "remove", path: full(path) })),
  ];
  writeAll(host, changes);
  const tell = (what: string, files: readonly OutputFile[]) => {
    for (const { path } of files) host.writeError(`${what} ${host.paths.join(folder, path)}\n`);
  };
  tell("wrote", [...state.create, ...state.update]);
  tell("unchanged", state.unchanged);
  tell("removed", state.remove);
  return exitCodes.fine;
}
