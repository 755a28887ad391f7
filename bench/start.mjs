/** How much longer than an empty Node does a small file take? Each run stands beside one of `node -e 0`. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { count, describeMachine, median, program, timed, worked } from "./lib.mjs";

const small = `cluster prod distributed <
  milvus 2.6.15;
  proxy x2;
  querynode x2 { memory 16Gi };
  storage pulsar, minio(4), etcd(3)
>
`;

const folder = mkdtempSync(join(tmpdir(), "milvusc-bench-"));
const file = join(folder, "small.mvs");
writeFileSync(file, small);

const commands = {
  check: { words: ["check", file], limit: 1.7 },
  "build --target compose": { words: ["build", file, "--target", "compose"], limit: 1.9 },
};

const runs = count("runs", 25);
const figures = Object.fromEntries(
  Object.keys(commands).map((name) => [name, { ratios: [], work: [], times: [], floors: [] }]),
);

try {
  for (const { words } of Object.values(commands)) timed([program, ...words]);
  for (let run = 0; run < runs; run += 1)
    for (const [name, { words }] of Object.entries(commands)) {
      // The floor on both sides, so that a machine that slows down slows both.
      const before = timed(["-e", "0"]);
      const time = timed([program, ...words]);
      const after = timed(["-e", "0"]);
      const floor = (before + after) / 2;
      figures[name].ratios.push(time / floor);
      figures[name].times.push(time);
      figures[name].floors.push(floor);
      figures[name].work.push(worked([program, ...words]) / worked(["-e", "0"]));
    }
} finally {
  rmSync(folder, { recursive: true });
}

process.stdout.write(`${describeMachine()}, ${runs} runs each\n`);
for (const [name, { ratios, work, times, floors }] of Object.entries(figures)) {
  const ratio = median(ratios);
  const { limit } = commands[name];
  const verdict = ratio <= limit ? "within" : "above";
  process.stdout.write(
    `${name.padEnd(24)} ${ratio.toFixed(2)} x node -e 0  (median; ${median(times).toFixed(0)} ms against ` +
      `${median(floors).toFixed(0)} ms; processor time ${median(work).toFixed(2)} x; ${verdict} ${limit})\n`,
  );
}
