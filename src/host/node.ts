/**
 * The real machine. Synchronous throughout: a compiler waits for its files, and promises cost
 * start-up time.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { contentHash } from "../text/hash.ts";
import { type EntryKind, type Host, HostError, type Reading, type Terminal } from "./host.ts";

/** Sources end at 4 MiB; an IR of many clusters may be larger. */
const readLimit = 64 * 1024 * 1024;
const chunkBytes = 64 * 1024;

export function createNodeHost(): Host {
  const output = createStream(1);
  const errors = createStream(2);
  return {
    cwd: process.cwd(),
    paths: path,
    get output() {
      return terminalOf(1);
    },
    get errors() {
      return terminalOf(2);
    },
    get utf8() {
      return isUtf8Locale();
    },
    variable: (name) => process.env[name],
    writeOutput: output,
    writeError: errors,
    // Not `performance`, which Node loads when it is first named.
    now: () => Number(process.hrtime.bigint()) / 1e6,
    hash: contentHash,
    readInput: () => reading(() => readStream(0)),
    read: (file) => reading(() => readFile(file)),
    kindOf: (file) => kindOf(() => fs.lstatSync(file, orNothing)),
    kindBehind: (file) => kindOf(() => fs.statSync(file, orNothing)),
    realPath: (file) => {
      try {
        return fs.realpathSync.native(file);
      } catch {
        return undefined;
      }
    },
    list: (folder) => attempt(folder, () => fs.readdirSync(folder).sort()),
    makeFolder: (folder) => attempt(folder, () => fs.mkdirSync(folder)),
    createFile: (file, text, like) =>
      attempt(file, () => {
        const mode = like === undefined ? 0o666 : fs.statSync(like).mode & 0o777;
        fs.writeFileSync(file, text, { flag: "wx", mode });
        // The mask of the process must not narrow what was there before.
        if (like !== undefined) fs.chmodSync(file, mode);
      }),
    rename: (from, to) => attempt(to, () => fs.renameSync(from, to)),
    removeFile: (file) => attempt(file, () => fs.unlinkSync(file)),
    removeEmptyFolder: (folder) => attempt(folder, () => fs.rmdirSync(folder)),
    uninterrupted: createShield(),
  };
}

function terminalOf(descriptor: 1 | 2): Terminal {
  const isTerminal = mayBeTerminal(descriptor) && isTty(descriptor);
  if (!isTerminal) return { isTerminal };
  const columns = (descriptor === 1 ? process.stdout : process.stderr).columns;
  return columns > 0 ? { isTerminal, columns } : { isTerminal };
}

/** Spares loading node:tty where the output goes into pipes, files or nowhere, which is most runs. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    const status = fs.fstatSync(descriptor);
    return status.isCharacterDevice() && status.rdev !== nowhere();
  } catch {
    return false;
  }
}

/** The device behind /dev/null; none on systems without. */
function nowhere(): number | undefined {
  return fs.statSync("/dev/null", orNothing)?.rdev;
}

function isTty(descriptor: number): boolean {
  return process.getBuiltinModule("node:tty").isatty(descriptor);
}

/** Unset, most terminals of today take UTF-8; the consoles that do not say so. */
function isUtf8Locale(): boolean {
  const { LC_ALL, LC_CTYPE, LANG, TERM } = process.env;
  const locale = [LC_ALL, LC_CTYPE, LANG].find((value) => value !== undefined && value !== "");
  return locale === undefined ? TERM !== "linux" && TERM !== "dumb" : /utf-?8/i.test(locale);
}

/**
 * Writes all of it at once, also into a pipe; a reader that went away, as `head` does, is no error.
 */
function createStream(descriptor: number): (text: string) => void {
  let isClosed = false;
  return (text) => {
    const bytes = Buffer.from(text, "utf8");
    for (let written = 0; written < bytes.length && !isClosed; ) {
      try {
        written += fs.writeSync(descriptor, bytes, written);
      } catch (error) {
        const code = codeOf(error);
        if (code === "EAGAIN") pause();
        else if (code === "EPIPE" || code === "EBADF") isClosed = true;
        else throw new HostError(`cannot write the output: ${reasonOf(error)}`);
      }
    }
  };
}

/** A millisecond, until the other end of a full or empty pipe moved. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}

interface Bytes {
  readonly bytes: Buffer;
  /** Of the file, where that is more than was read. */
  readonly total: number;
}

function readFile(file: string): Bytes {
  const descriptor = fs.openSync(file, "r");
  try {
    const status = fs.fstatSync(descriptor);
    if (status.isFile() && status.size > readLimit)
      return { bytes: Buffer.alloc(0), total: status.size };
    return readStream(descriptor, status.isFile() ? status.size : undefined);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Reads to the end, or until it is more than anybody wants. Where the length is known, mostly at once. */
function readStream(descriptor: number, length?: number): Bytes {
  const chunks: Buffer[] = [];
  let total = 0;
  // One more byte than there should be: less than that was read at the end only.
  for (let size = (length ?? chunkBytes) + 1; total <= readLimit; size = chunkBytes) {
    const chunk = Buffer.allocUnsafe(size);
    const count = readChunk(descriptor, chunk);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    total += count;
    if (total === length) break;
  }
  const [only = Buffer.alloc(0), ...others] = chunks;
  return { bytes: others.length === 0 ? only : Buffer.concat(chunks), total };
}

function readChunk(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return fs.readSync(descriptor, chunk, 0, chunk.length, null);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      pause();
    }
  }
}

function reading(read: () => Bytes): Reading {
  try {
    const { bytes, total } = read();
    if (total > readLimit) return { kind: "large", bytes: total };
    const text = bytes.toString("utf8");
    // A text that came out whole is the same bytes again: the replacement character was written.
    if (!text.includes("\ufffd") || Buffer.from(text, "utf8").equals(bytes))
      return { kind: "text", text };
    return { kind: "binary", text, offset: firstDifference(text, bytes) };
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  }
}

function firstDifference(text: string, bytes: Buffer): number {
  for (let at = text.indexOf("\ufffd"); at !== -1; at = text.indexOf("\ufffd", at + 1)) {
    const before = Buffer.byteLength(text.slice(0, at), "utf8");
    const isWritten = bytes.subarray(before, before + 3).equals(Buffer.from("\ufffd", "utf8"));
    if (!isWritten) return at;
  }
  return 0;
}

/** Making an error takes longer than asking, and most questions are whether something is there. */
const orNothing = { throwIfNoEntry: false } as const;

function kindOf(status: () => fs.Stats | undefined): EntryKind {
  try {
    const found = status();
    if (found === undefined) return "nothing";
    if (found.isFile()) return "file";
    if (found.isDirectory()) return "directory";
    return found.isSymbolicLink() ? "link" : "other";
  } catch {
    return "nothing";
  }
}

function attempt<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new HostError(`${file}: ${reasonOf(error)}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EDQUOT: "the disk quota is used up",
  EEXIST: "it exists already",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "there is no such file or folder",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is no folder",
  EPERM: "the system does not permit it",
  EROFS: "the file system is read-only",
};

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * While a handler is there, a signal waits for the end of synchronous work; then it is sent again,
 * unhandled. The handlers stay: the event loop may deliver a signal late, and they do not keep it
 * alive.
 */
function createShield(): <T>(work: () => T) => T {
  let isUp = false;
  return (work) => {
    if (!isUp) for (const signal of signals) process.once(signal, resend);
    isUp = true;
    return work();
  };
}

/** Node has restored the system's own reaction: `once` removed the handler. */
function resend(signal: NodeJS.Signals): void {
  process.kill(process.pid, signal);
}
