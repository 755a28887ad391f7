/**
 * Changes to files, all of them or none: everything is put beside its place first, then renamed
 * into it.
 */
import { type Host, HostError } from "../host/host.ts";

export type Change =
  | { readonly kind: "write"; readonly path: string; readonly text: string }
  | { readonly kind: "remove"; readonly path: string };

/** Undone from the end when a later step fails. */
type Undo = () => void;

const prefix = ".milvusc-";

/** Makes missing folders. A failure leaves everything as it was and is thrown on. */
export function writeAll(host: Host, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  host.uninterrupted(() => {
    const undo: Undo[] = [];
    const leftovers: string[] = [];
    try {
      const staged = changes.map((change, index) =>
        change.kind === "remove" ? undefined : stage(host, change, index, undo),
      );
      changes.forEach((change, index) => {
        const backup = setAside(host, change.path, index, undo);
        if (backup !== undefined) leftovers.push(backup);
        const temporary = staged[index];
        if (temporary === undefined) return;
        host.rename(temporary, change.path);
        undo.push(() => host.removeFile(change.path));
      });
    } catch (error) {
      for (const step of undo.reverse()) quietly(step);
      throw error;
    }
    for (const backup of leftovers) quietly(() => host.removeFile(backup));
  });
}

function stage(
  host: Host,
  { path, text }: { path: string; text: string },
  index: number,
  undo: Undo[],
): string {
  makeFolders(host, host.paths.dirname(path), undo);
  const temporary = beside(host, path, `${index}.new`);
  // Left by a run that was killed.
  if (host.kindOf(temporary) === "file") host.removeFile(temporary);
  const isFile = host.kindOf(path) === "file";
  undo.push(() => {
    if (host.kindOf(temporary) === "file") host.removeFile(temporary);
  });
  host.createFile(temporary, text, isFile ? path : undefined);
  return temporary;
}

/** The old file under another name, so that it can come back. */
function setAside(host: Host, path: string, index: number, undo: Undo[]): string | undefined {
  const kind = host.kindOf(path);
  if (kind === "nothing") return undefined;
  if (kind !== "file" && kind !== "link")
    throw new HostError(`${path}: there is something else that is no file`);
  const backup = beside(host, path, `${index}.old`);
  host.rename(path, backup);
  undo.push(() => host.rename(backup, path));
  return backup;
}

function beside(host: Host, path: string, suffix: string): string {
  return host.paths.join(host.paths.dirname(path), `${prefix}${suffix}`);
}

function makeFolders(host: Host, folder: string, undo: Undo[]): void {
  if (host.kindBehind(folder) === "directory") return;
  makeFolders(host, host.paths.dirname(folder), undo);
  host.makeFolder(folder);
  undo.push(() => host.removeEmptyFolder(folder));
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing more can be done, and the first failure is the one to tell.
  }
}
