/** Emits what passed: to standard output, into a folder, or only compared with it. */
import { basename } from "node:path";
import { invariant } from "../diagnostics/invariant.ts";
import type { OutputFile } from "../emit/artifact.ts";
import { produce } from "../emit/produce.ts";
import type { Target } from "../emit/target.ts";
import { type Host, HostError } from "../host/host.ts";
import type { Resolved } from "../model/resolved.ts";
import { type Call, exitCodes, UsageError } from "./command.ts";
import { chosen } from "./compiler.ts";
import { unifiedDifference } from "./difference.ts";
import { compareWithDisk, type DiskState, startOf } from "./output.ts";
import { isInside } from "./sources.ts";
import type { Run } from "./stale.ts";
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
  const files = layOut(host, resolved, targets);
  const run: Run = {
    files,
    targets: targets.map(({ name }) => name),
    ...(call.has("cluster") ? { clusters: resolved.map(({ deployment }) => deployment.name) } : {}),
  };
  const state = compareWithDisk(host, folder, run, call.has("force"));
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
): OutputFile[] {
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
  return [...byPath.values()];
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
  const changed = [...state.create, ...state.update, ...state.remove].length;
  if (changed + state.refused.length === 0) return exitCodes.fine;
  if (changed > 0)
    host.writeError(
      `milvusc: ${folder} is not what the source says: ${changed} ` +
        `${changed === 1 ? "file differs" : "files differ"}; without --check they are written\n`,
    );
  return exitCodes.errors;
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
  removeEmptied(host, folder, state.remove);
  // In one piece: a write for each of some hundred files takes its time.
  const shown = startOf(host, folder);
  const told = (what: string, files: readonly OutputFile[]) =>
    files.map(({ path }) => `${what} ${shown}${path}\n`).join("");
  host.writeError(
    told("wrote", [...state.create, ...state.update]) +
      told("unchanged", state.unchanged) +
      told("removed", state.remove),
  );
  return exitCodes.fine;
}

/** Folders of clusters that are gone; what cannot be removed stays, and nobody minds. */
function removeEmptied(host: Host, folder: string, removed: readonly OutputFile[]): void {
  const root = host.paths.resolve(host.cwd, folder);
  for (const { path } of removed)
    for (
      let at = host.paths.dirname(host.paths.join(root, path));
      at !== root && isInside(host, at, root) && host.kindOf(at) === "directory";
      at = host.paths.dirname(at)
    ) {
      if (host.list(at).length > 0) break;
      try {
        host.removeEmptyFolder(at);
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        break;
      }
    }
}
