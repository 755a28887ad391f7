/** Does the time of `check` grow with the number of clusters, or faster? One process for each number. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { count, describeMachine, median, program, worked } from "./lib.mjs";

const largest = count("most", 1000);
const runs = count("runs", 5);
const sizes = [10, 100, 1000, 10_000].filter((size) => size <= largest);

/** Half of them extend the first, every tenth is distributed; each on a host of its own. */
function clusters(number) {
  const texts = ["cluster base < milvus 2.6.15; logging { max-size 100m } >"];
  for (let index = 0; index < number; index += 1) {
    const mode = index % 10 === 0 ? "distributed" : "standalone";
    const head =
      index % 2 === 0
        ? `cluster c-${index} ${mode} extends base <`
        : `cluster c-${index} ${mode} <`;
    const body = index % 2 === 0 ? "" : "milvus 2.6.15; ";
    texts.push(`${head} ${body}host "host-${index}" >`);
  }
  return `${texts.join("\n")}\n`;
}

const folder = mkdtempSync(join(tmpdir(), "milvusc-bench-"));
process.stdout.write(`${describeMachine()}, processor time, median of ${runs}\n`);
try {
  const file = join(folder, "many.mvs");
  writeFileSync(file, clusters(0));
  const start = median(Array.from({ length: runs }, () => worked([program, "check", file])));
  for (const size of sizes) {
    writeFileSync(file, clusters(size));
    const all = median(Array.from({ length: runs }, () => worked([program, "check", file])));
    const each = (all - start) / size;
    process.stdout.write(
      `${String(size).padStart(6)} clusters ${all.toFixed(0).padStart(7)} ms, ` +
        `${each.toFixed(2)} ms each beyond the start (${start.toFixed(0)} ms)\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
