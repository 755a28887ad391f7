/** The machine as the command line sees it: files, terminal and time behind one interface. */

/**
 * What was found under a name; a file that cannot be read is no exception, since a user may have
 * misspelt it.
 */
export type Reading =
  | { readonly kind: "text"; readonly text: string }
  /**
   * Not UTF-8; `offset` is where the text, with replacement characters, first differs from the
   * bytes.
   */
  | { readonly kind: "binary"; readonly text: string; readonly offset: number }
  /** More than anybody would write; `bytes` is how many there are at least. */
  | { readonly kind: "large"; readonly bytes: number }
  | { readonly kind: "failed"; readonly reason: string };

export type EntryKind = "file" | "directory" | "link" | "other" | "nothing";

/**
 * An operation on files that the system refused: nobody's bug, so it ends with a message and exit
 * 1.
 */
export class HostError extends Error {
  override readonly name = "HostError";
}

export interface Terminal {
  readonly isTerminal: boolean;
  readonly columns?: number;
}

/** The part of node:path that is used; `/` and `\` are the host's business. */
export interface Paths {
  resolve(...parts: string[]): string;
  join(...parts: string[]): string;
  relative(from: string, to: string): string;
  dirname(path: string): string;
  basename(path: string): string;
  isAbsolute(path: string): boolean;
}

export interface Host {
  readonly cwd: string;
  readonly paths: Paths;
  /** Asked of the machine when it is read: that takes as long as checking a file. */
  readonly output: Terminal;
  readonly errors: Terminal;
  /** The terminal takes UTF-8. */
  readonly utf8: boolean;

  /** A variable of the process environment. */
  variable(name: string): string | undefined;
  writeOutput(text: string): void;
  writeError(text: string): void;
  /** Milliseconds since some moment. */
  now(): number;
  /**
   * Short name of a text's content, the same on every machine: enough to notice an edit, no
   * protection.
   */
  hash(text: string): string;

  readInput(): Reading;
  read(path: string): Reading;
  /** Does not follow a link. */
  kindOf(path: string): EntryKind;
  /** Follows links. */
  kindBehind(path: string): EntryKind;
  /** Where a path leads after all links; nothing when it leads nowhere. */
  realPath(path: string): string | undefined;
  /** Names in a folder, sorted. */
  list(path: string): readonly string[];

  /** Makes one folder. */
  makeFolder(path: string): void;
  /** Makes a file that must not exist, with the permissions of another one where that is given. */
  createFile(path: string, text: string, like?: string): void;
  /** Replaces what is there. */
  rename(from: string, to: string): void;
  removeFile(path: string): void;
  removeEmptyFolder(path: string): void;
  /** Ctrl-C and the like wait until the work is done. */
  uninterrupted<T>(work: () => T): T;
}
