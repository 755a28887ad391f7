/**
 * Emitted files against what lies in the output folder: what to write, what to remove, what to
 * leave alone.
 */
import type { OutputFile } from "../emit/artifact.ts";
import { readMark } from "../emit/print.ts";
import type { EntryKind, Host } from "../host/host.ts";
import { isInside } from "./sources.ts";
import { type Run, type StaleFile, staleFiles } from "./stale.ts";

export interface DiskState {
  /** Relative to the output folder, as are all paths here. */
  readonly create: readonly OutputFile[];
  readonly update: readonly (OutputFile & { readonly before: string })[];
  readonly unchanged: readonly OutputFile[];
  readonly remove: readonly StaleFile[];
  /** In the way, and not ours to overwrite. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * `force` takes what people edited or made for ours, but never leaves the folder through a link.
 */
export function compareWithDisk(host: Host, folder: string, run: Run, force: boolean): DiskState {
  const create: OutputFile[] = [];
  const update: (OutputFile & { before: string })[] = [];
  const unchanged: OutputFile[] = [];
  const refused: { path: string; reason: string }[] = [];
  const leadsOutside = new Map<string, boolean>();
  const realRoot = host.realPath(folder);
  const start = startOf(host, folder);
  for (const file of run.files) {
    const path = start + file.path;
    const parent = file.path.slice(0, Math.max(0, file.path.lastIndexOf("/")));
    const isOutside =
      leadsOutside.get(parent) ?? linkOutside(host, realRoot, host.paths.join(folder, parent));
    leadsOutside.set(parent, isOutside);
    const kind = host.kindOf(path);
    const reading = kind === "file" && !isOutside ? host.read(path) : undefined;
    const before = reading?.kind === "text" ? reading.text : undefined;
    const isSame = before === file.text;
    const reason = isOutside
      ? "a link in its path leads out of the folder"
      : obstacle(host, kind, before, force || isSame);
    if (reason !== undefined) refused.push({ path: file.path, reason });
    else if (kind === "nothing") create.push(file);
    else if (isSame) unchanged.push(file);
    else update.push({ ...file, before: before ?? "" });
  }
  return { create, update, unchanged, refused, remove: staleFiles(host, folder, run) };
}

/** What stands before the path of a file in a folder: joining it anew for each of many takes its time. */
export function startOf(host: Host, folder: string): string {
  return host.paths.join(folder, "file").slice(0, -"file".length);
}

/** Why a file may not be written, `before` being its text where it is one; nothing when it may. */
function obstacle(
  host: Host,
  kind: EntryKind,
  before: string | undefined,
  force: boolean,
): string | undefined {
  if (kind === "nothing") return undefined;
  if (kind === "directory" || kind === "other") return "something that is no file has its name";
  if (force) return undefined;
  if (kind === "link") return "a link has its name";
  if (before === undefined) return "it was not written by milvusc";
  const mark = readMark(before, host.hash);
  if (mark === "ours") return undefined;
  return mark === "edited"
    ? "it was edited since milvusc wrote it"
    : "it was not written by milvusc";
}

/** Nothing leads out of a folder that is not there yet. */
function linkOutside(host: Host, realRoot: string | undefined, folder: string): boolean {
  if (realRoot === undefined) return false;
  for (let at = folder; ; at = host.paths.dirname(at)) {
    const real = host.realPath(at);
    if (real !== undefined) return !isInside(host, real, realRoot);
    if (host.kindOf(at) === "link" || at === host.paths.dirname(at)) return true;
  }
}
