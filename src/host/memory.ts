/** A machine in memory, for tests: files in a map, texts in variables, faults on demand. */
import { posix } from "node:path";
import { contentHash } from "../text/hash.ts";
import { type EntryKind, type Host, HostError, type Reading } from "./host.ts";

export interface MemoryOptions {
  /** By path; relative ones lie in the current folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** Path of the link to where it leads. */
  readonly links?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly utf8?: boolean;
  /** Lets an operation fail, as a full disk would. */
  readonly fails?: (operation: string, path: string) => boolean;
}

export interface MemoryHost extends Host {
  /** Everything that was written, in order. */
  readonly written: { output: string; errors: string };
  /** Paths relative to the current folder, sorted, with their texts. */
  readonly files: () => Readonly<Record<string, string>>;
}

const home = "/work";

export function createMemoryHost(options: MemoryOptions = {}): MemoryHost {
  const disk = new MemoryDisk(options);
  const written = { output: "", errors: "" };
  const terminal = {
    isTerminal: options.isTerminal ?? false,
    ...(options.columns === undefined ? {} : { columns: options.columns }),
  };
  let time = 0;
  return {
    cwd: home,
    paths: posix,
    output: terminal,
    errors: terminal,
    utf8: options.utf8 ?? true,
    written,
    files: () => disk.dump(),
    variable: (name) => options.variables?.[name],
    writeOutput: (text) => {
      written.output += text;
    },
    writeError: (text) => {
      written.errors += text;
    },
    now: () => {
      time += 1;
      return time;
    },
    hash: contentHash,
    readInput: () => readingOf(options.input ?? ""),
    read: (path) => disk.read(path),
    kindOf: (path) => disk.kindOf(path),
    kindBehind: (path) => {
      const full = disk.follow(path);
      return full === undefined ? "nothing" : disk.kindOf(full);
    },
    realPath: (path) => disk.follow(path),
    list: (path) => disk.list(path),
    makeFolder: (path) => disk.makeFolder(path),
    createFile: (path, text) => disk.createFile(path, text),
    rename: (from, to) => disk.rename(from, to),
    removeFile: (path) => disk.removeFile(path),
    removeEmptyFolder: (path) => disk.removeEmptyFolder(path),
    uninterrupted: (work) => work(),
  };
}

/** Lone surrogates stand for bytes that are no UTF-8. */
function readingOf(text: string): Reading {
  const offset = text.search(/\p{Surrogate}/u);
  if (offset === -1) return { kind: "text", text };
  return { kind: "binary", text: text.replace(/\p{Surrogate}/gu, "\ufffd"), offset };
}

class MemoryDisk {
  readonly #files = new Map<string, string>();
  readonly #folders = new Set<string>(["/", home]);
  readonly #links = new Map<string, string>();
  readonly #fails: (operation: string, path: string) => boolean;

  constructor({ files = {}, links = {}, fails = () => false }: MemoryOptions) {
    this.#fails = fails;
    const foldersOf = (full: string) => {
      for (let at = posix.dirname(full); at !== "/"; at = posix.dirname(at)) this.#folders.add(at);
      return full;
    };
    for (const [path, text] of Object.entries(files))
      this.#files.set(foldersOf(posix.resolve(home, path)), text);
    for (const [path, to] of Object.entries(links)) {
      const target = posix.resolve(home, posix.dirname(path), to);
      this.#links.set(foldersOf(posix.resolve(home, path)), target);
    }
  }

  dump(): Record<string, string> {
    const entries = [...this.#files].map(([path, text]) => [posix.relative(home, path), text]);
    return Object.fromEntries(entries.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)));
  }

  read(path: string): Reading {
    const full = this.follow(path);
    const text = full === undefined ? undefined : this.#files.get(full);
    if (text !== undefined) return readingOf(text);
    const isFolder = full !== undefined && this.#folders.has(full);
    return {
      kind: "failed",
      reason: isFolder ? "it is a folder" : "there is no such file or folder",
    };
  }

  kindOf(path: string): EntryKind {
    const full = this.#place(path);
    if (this.#links.has(full)) return "link";
    if (this.#files.has(full)) return "file";
    return this.#folders.has(full) ? "directory" : "nothing";
  }

  follow(path: string): string | undefined {
    const full = this.#place(path);
    const target = this.#links.get(full);
    if (target !== undefined) return this.follow(target);
    return this.#files.has(full) || this.#folders.has(full) ? full : undefined;
  }

  list(path: string): string[] {
    const full = this.#place(path);
    return [...this.#files.keys(), ...this.#folders, ...this.#links.keys()]
      .filter((one) => one !== "/" && posix.dirname(one) === full)
      .map((one) => posix.basename(one))
      .sort();
  }

  makeFolder(path: string): void {
    const full = this.#begin("makeFolder", path);
    if (this.kindOf(full) !== "nothing") throw new HostError(`${path}: it exists already`);
    this.#parentOf(full);
    this.#folders.add(full);
  }

  createFile(path: string, text: string): void {
    const full = this.#begin("createFile", path);
    if (this.kindOf(full) !== "nothing") throw new HostError(`${path}: it exists already`);
    this.#parentOf(full);
    this.#files.set(full, text);
  }

  rename(from: string, to: string): void {
    const source = this.#begin("rename", from);
    const full = this.#begin("rename", to);
    this.#parentOf(full);
    const text = this.#files.get(source);
    const link = this.#links.get(source);
    this.removeFile(source);
    this.#links.delete(full);
    this.#files.delete(full);
    if (text !== undefined) this.#files.set(full, text);
    if (link !== undefined) this.#links.set(full, link);
  }

  removeFile(path: string): void {
    const full = this.#begin("removeFile", path);
    if (!this.#files.delete(full) && !this.#links.delete(full))
      throw new HostError(`${path}: there is no such file or folder`);
  }

  removeEmptyFolder(path: string): void {
    const full = this.#begin("removeEmptyFolder", path);
    if (this.list(full).length > 0) throw new HostError(`${path}: it is not empty`);
    this.#folders.delete(full);
  }

  /** Links in the folders of a path are followed, as a file system does. */
  #place(path: string): string {
    const full = posix.resolve(home, path);
    if (full === "/") return full;
    const folder = this.#place(posix.dirname(full));
    const target = this.#links.get(folder);
    return posix.join(target === undefined ? folder : this.#place(target), posix.basename(full));
  }

  #begin(operation: string, path: string): string {
    if (this.#fails(operation, path)) throw new HostError(`${path}: the disk is full`);
    return this.#place(path);
  }

  #parentOf(full: string): void {
    if (!this.#folders.has(posix.dirname(full)))
      throw new HostError(`${full}: there is no such file or folder`);
  }
}
