/**
 * Emitted files against what lies in the output folder: what to write, what to remove, what to
 * leave alone.
 */
import type { OutputFile } from "../emit/artifact.ts";
import { readMark } from "../emit/print.ts";
import type { Host } from "../host/host.ts";
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
  for (const file of run.files) {
    const path = host.paths.join(folder, file.path);
    const reason = obstacle(host, folder, file.path, force);
    if (reason !== undefined) {
      refused.push({ path: file.path, reason });
      continue;
    }
    const reading = host.kindOf(path) === "file" ? host.read(path) : undefined;
    const before = reading?.kind === "text" ? reading.text : undefined;
    if (host.kindOf(path) === "nothing") create.push(file);
    else if (before === file.text) unchanged.push(file);
    else update.push({ ...file, before: before ?? "" });
  }
  return { create, update, unchanged, refused, remove: staleFiles(host, folder, run) };
}

/** Why a file may not be written; nothing when it may. */
function obstacle(host: Host, folder: string, path: string, force: boolean): string | undefined {
  const full = host.paths.join(folder, path);
  const outside = linkOutside(host, folder, host.paths.dirname(full));
  if (outside) return "a link in its path leads out of the folder";
  const kind = host.kindOf(full);
  if (kind === "nothing") return undefined;
  if (kind === "directory" || kind === "other") return "something that is no file has its name";
  if (force) return undefined;
  if (kind === "link") return "a link has its name";
  const reading = host.read(full);
  if (reading.kind !== "text") return "it was not written by milvusc";
  const mark = readMark(reading.text, host.hash);
  if (mark === "ours") return undefined;
  return mark === "edited"
    ? "it was edited since milvusc wrote it"
    : "it was not written by milvusc";
}

function linkOutside(host: Host, root: string, folder: string): boolean {
  const realRoot = host.realPath(root);
  if (realRoot === undefined) return false;
  for (let at = folder; ; at = host.paths.dirname(at)) {
    const real = host.realPath(at);
    if (real !== undefined) return !isInside(host, real, realRoot);
    if (host.kindOf(at) === "link" || at === host.paths.dirname(at)) return true;
  }
}
