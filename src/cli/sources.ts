/**
 * Files that a command line names, and those that they import: each read once, never from outside
 * the root.
 */
import { createReport } from "../diagnostics/define.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Host, Reading } from "../host/host.ts";
import { syntaxCodes } from "../syntax/diagnostics.ts";
import { type SourceFile, spanOf } from "../text/source.ts";
import { UsageError } from "./command.ts";
import { cliCodes } from "./diagnostics.ts";

export interface LoadProblem {
  readonly problem: "missing" | "outside";
  readonly text: string;
}

/** Where a source lies, and the folder that its imports may not leave. */
interface Place {
  readonly path: string;
  readonly root: string;
}

const skippedFolders = new Set(["node_modules", ".git"]);
const standardInput = "-";

export class Sources {
  readonly #host: Host;
  readonly #root: string | undefined;
  readonly #placeByName = new Map<string, Place>();
  readonly #sourceByPath = new Map<string, SourceFile>();
  readonly #diagnostics: Diagnostic[] = [];

  constructor(host: Host, root: string | undefined) {
    this.#host = host;
    if (root !== undefined && host.kindBehind(root) !== "directory")
      throw new UsageError(`--root ${root} is no folder`);
    this.#root = root === undefined ? undefined : (host.realPath(root) as string);
  }

  /** Of files that are no text at all; the others are judged by the compiler. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** Files as they are named, folders with all `.mvs` files in them, each once. */
  open(names: readonly string[]): SourceFile[] {
    const opened = new Set<string>();
    const sources: SourceFile[] = [];
    for (const name of names.flatMap((operand) => this.#expand(operand))) {
      const path = name === standardInput ? standardInput : this.#pathOf(name);
      if (opened.has(path)) continue;
      opened.add(path);
      const source = this.#read(name, path);
      if (source !== undefined) sources.push(source);
    }
    return sources;
  }

  /** Gives an imported file, by its name relative to the file that imports it. */
  readonly load = (file: string, from: SourceFile): SourceFile | LoadProblem => {
    const { paths } = this.#host;
    const place = this.#placeByName.get(from.name) as Place;
    const folder = place.path === standardInput ? this.#host.cwd : paths.dirname(place.path);
    const path = this.#host.realPath(paths.resolve(folder, file));
    // What lies outside is not even asked whether it exists.
    const root = place.root;
    if (!isInside(this.#host, path ?? paths.resolve(folder, file), root)) {
      const shown = paths.relative(this.#host.cwd, root);
      return { problem: "outside", text: shown === "" ? "." : shown };
    }
    if (path === undefined) return { problem: "missing", text: "there is no such file or folder" };
    const known = this.#sourceByPath.get(path);
    if (known !== undefined) return known;
    const reading = this.#host.read(path);
    if (reading.kind !== "text") return { problem: "missing", text: problemOf(reading) };
    const name = paths.isAbsolute(file) ? file : paths.join(paths.dirname(from.name), file);
    return this.#keep(name, path, root, reading.text);
  };

  /** From now on these texts are meant; the names stay. */
  replace(sources: readonly SourceFile[]): void {
    for (const source of sources) {
      const place = this.#placeByName.get(source.name);
      if (place !== undefined) this.#sourceByPath.set(place.path, source);
    }
  }

  /** The file behind a source; nothing for standard input. */
  pathOf({ name }: SourceFile): string | undefined {
    return name === standardInput ? undefined : this.#placeByName.get(name)?.path;
  }

  #expand(operand: string): string[] {
    if (operand === standardInput || this.#host.kindBehind(operand) !== "directory")
      return [operand];
    const found = this.#walk(operand);
    if (found.length === 0) throw new UsageError(`there are no .mvs files in ${operand}`);
    return found;
  }

  #walk(folder: string): string[] {
    return this.#host.list(folder).flatMap((name) => {
      const path = this.#host.paths.join(folder, name);
      // A link to a folder may lead in a circle.
      if (this.#host.kindOf(path) === "directory")
        return skippedFolders.has(name) ? [] : this.#walk(path);
      return name.endsWith(".mvs") && this.#host.kindBehind(path) === "file" ? [path] : [];
    });
  }

  #pathOf(name: string): string {
    const { paths, cwd } = this.#host;
    return this.#host.realPath(paths.resolve(cwd, name)) ?? paths.resolve(cwd, name);
  }

  #read(name: string, path: string): SourceFile | undefined {
    const reading = name === standardInput ? this.#host.readInput() : this.#host.read(path);
    if (reading.kind === "failed") throw new UsageError(`cannot read ${name}: ${reading.reason}`);
    const root = this.#rootOf(path);
    if (reading.kind === "text") return this.#keep(name, path, root, reading.text);
    const add = (diagnostic: Diagnostic) => this.#diagnostics.push(diagnostic);
    if (reading.kind === "large") {
      const at = spanOf({ name, text: "" }, 0, 0);
      createReport(syntaxCodes, add)("limited-size", "bytes", {
        at,
        facts: { count: reading.bytes },
      });
    } else {
      const source = { name, text: reading.text };
      const at = spanOf(source, reading.offset, reading.offset + 1);
      createReport(cliCodes, add)("utf8-text", "bytes", { at });
    }
    return undefined;
  }

  /** The current folder when the file lies in it, else the file's own. */
  #rootOf(path: string): string {
    if (this.#root !== undefined) return this.#root;
    const here = this.#host.realPath(this.#host.cwd) ?? this.#host.cwd;
    if (path === standardInput || isInside(this.#host, path, here)) return here;
    return this.#host.paths.dirname(path);
  }

  #keep(name: string, path: string, root: string, text: string): SourceFile {
    const source = { name, text };
    this.#placeByName.set(name, { path, root });
    this.#sourceByPath.set(path, source);
    return source;
  }
}

export function isInside({ paths }: Host, path: string, folder: string): boolean {
  const way = paths.relative(folder, path);
  return way === "" || (!/^\.\.(?:[\\/]|$)/.test(way) && !paths.isAbsolute(way));
}

function problemOf(reading: Exclude<Reading, { kind: "text" }>): string {
  if (reading.kind === "failed") return reading.reason;
  return reading.kind === "large" ? "it is larger than 4 MiB" : "it is not UTF-8 text";
}
