/**
 * Other programs as judges of what this one writes. A judge that is not there skips its tests with
 * a reason; `MILVUSC_REQUIRE=name,name` makes that a failure, for machines that must have it.
 */
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

/** What makes a judge usable, or the reason why there is none. */
export type Availability<T> =
  | { readonly oracle: T; readonly reason?: never }
  | { readonly oracle?: never; readonly reason: string };

/** Runs the tests of a judge when it is there. */
export function withOracle<T>(
  name: string,
  find: () => Availability<T>,
  tests: (oracle: T) => void,
): void {
  const { oracle, reason } = find();
  const required = (process.env.MILVUSC_REQUIRE ?? "").split(",").includes(name);
  // Named after the judge: the table at the end reads it.
  describe(name, () => {
    if (reason === undefined) tests(oracle);
    else if (required) test("is there", () => expect.unreachable(`${name}: ${reason}`));
    else test.skip(`judges (skipped: ${reason})`, () => undefined);
  });
  if (reason === undefined) return;
  process.stderr.write(`${required ? "missing" : "skipped"} oracle ${name}: ${reason}\n`);
}

/** Outside the repository, kept between runs. */
export function oracleFolder(...names: string[]): string {
  const folder = join(tmpdir(), "milvusc-oracles", ...names);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; timeoutSeconds?: number; input?: string } = {},
): SpawnSyncReturns<string> {
  const { timeoutSeconds = 60, env, ...rest } = options;
  return spawnSync(command, [...args], {
    ...rest,
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: timeoutSeconds * 1000,
    maxBuffer: 64 * 1024 * 1024,
  });
}

export function isThere(command: string, ...args: string[]): boolean {
  return run(command, args.length === 0 ? ["--version"] : args).status === 0;
}

/** The last lines of what a program said: enough for a reason. */
export function lastLines({ stderr, stdout, error }: SpawnSyncReturns<string>): string {
  const said = error === undefined ? stderr || stdout : error.message;
  return said.trim().split("\n").slice(-3).join(" ");
}
