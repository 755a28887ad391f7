/** The command line on a machine in memory: words in, exit code, output and files out. */
import { vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { createMemoryHost, type MemoryHost, type MemoryOptions } from "../../src/host/memory.ts";

// The first command loads the whole compiler, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

export interface Ran {
  readonly exit: number;
  readonly output: string;
  readonly errors: string;
  readonly files: Readonly<Record<string, string>>;
}

export async function milvusc(words: readonly string[], options: MemoryOptions = {}): Promise<Ran> {
  return await milvuscOn(createMemoryHost(options), words);
}

/** On a machine that several commands share. */
export async function milvuscOn(host: MemoryHost, words: readonly string[]): Promise<Ran> {
  host.written.output = "";
  host.written.errors = "";
  const exit = await run(words, host);
  return { exit, ...host.written, files: host.files() };
}
