/** What the scripts here share: processes that are timed in turn with an empty one, and their median ratio. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";

export const program = fileURLToPath(new URL("../dist/milvusc.js", import.meta.url));

if (!existsSync(program)) {
  process.stderr.write("dist/milvusc.js is not there: npm run build\n");
  process.exit(2);
}

/** Milliseconds of one process from start to end. */
export function timed(words, options = {}) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, words, {
    stdio: ["ignore", "ignore", "pipe"],
    ...options,
  });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`node ${words.join(" ")} ended with ${status}: ${stderr}`);
  return milliseconds;
}

const preload = fileURLToPath(new URL("cpu.cjs", import.meta.url));

/** Milliseconds of processor time: what others do on the machine matters less. */
export function worked(words) {
  const { stderr, status } = spawnSync(process.execPath, ["-r", preload, ...words], {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const found = /^cpu ([\d.]+)$/m.exec(stderr);
  if (status !== 0 || found === null) throw new Error(`${words.join(" ")}: ${stderr}`);
  return Number(found[1]);
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What else the machine is doing decides what figures are worth. */
export function describeMachine() {
  const load = loadavg()[0].toFixed(1);
  return `Node ${process.version}, ${cpus().length} cores, load ${load}`;
}

export function count(name, otherwise) {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
}
