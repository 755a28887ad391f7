/** Runs programs without blocking, so that the test runner stays answerable for minutes. */
import { spawn } from "node:child_process";

export interface Ended {
  readonly isGood: boolean;
  readonly output: string;
  readonly errors: string;
  readonly seconds: number;
}

export function command(
  words: readonly string[],
  { timeoutSeconds = 60, cwd }: { timeoutSeconds?: number; cwd?: string } = {},
): Promise<Ended> {
  const started = performance.now();
  const [program = "", ...rest] = words;
  return new Promise((resolve) => {
    let output = "";
    let errors = "";
    const child = spawn(program, rest, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const timer = setTimeout(() => {
      errors += `\nended after ${timeoutSeconds} s`;
      child.kill("SIGKILL");
    }, timeoutSeconds * 1000);
    const end = (isGood: boolean) => {
      clearTimeout(timer);
      resolve({ isGood, output, errors, seconds: (performance.now() - started) / 1000 });
    };
    child.stdout.on("data", (chunk) => {
      output += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      errors += String(chunk);
    });
    child.on("error", (error) => {
      errors += error.message;
      end(false);
    });
    child.on("close", (status) => end(status === 0));
  });
}

/** The same, where failing means that the test fails. */
export async function commandOrThrow(...args: Parameters<typeof command>): Promise<Ended> {
  const ended = await command(...args);
  if (!ended.isGood) throw new Error(`${args[0].join(" ")}\n${lastOf(ended, 30)}`);
  return ended;
}

export function lastOf({ output, errors }: Ended, count: number): string {
  return `${output}\n${errors}`.trim().split("\n").slice(-count).join("\n");
}
