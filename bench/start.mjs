/** How much longer than an empty Node does a small file take? Each run stands beside two of `node -e 0`. */
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

const targets = ["compose", "k8s", "helm", "operator"];
const limits = { compose: 1.9, k8s: 2, helm: 1.9 };
const all = targets.flatMap((name) => ["--target", name]);
const commands = [
  { name: "check", words: ["check", file], limit: 1.7 },
  ...targets.map((name) => ({
    name: `build --target ${name}`,
    words: ["build", file, "--target", name],
    limit: limits[name],
  })),
  {
    name: "build, all targets",
    words: ["build", file, ...all, "--out", join(folder, "out")],
    limit: 2.3,
  },
];

const runs = count("runs", 25);
const figures = commands.map(() => ({ ratios: [], work: [], times: [], floors: [] }));

try {
  for (const { words } of commands) timed([program, ...words]);
  for (let run = 0; run < runs; run += 1)
    for (const [index, { words }] of commands.entries()) {
      const { ratios, work, times, floors } = figures[index];
      // The floor on both sides, so that a machine that slows down slows both.
      const before = timed(["-e", "0"]);
      const time = timed([program, ...words]);
      const after = timed(["-e", "0"]);
      const floor = (before + after) / 2;
      ratios.push(time / floor);
      times.push(time);
      floors.push(floor);
      work.push(worked([program, ...words]) / worked(["-e", "0"]));
    }
} finally {
  rmSync(folder, { recursive: true });
}

process.stdout.write(`${describeMachine()}, ${runs} runs each\n`);
for (const [index, { name, limit }] of commands.entries()) {
  const { ratios, work, times, floors } = figures[index];
  const ratio = median(ratios);
  const verdict = limit === undefined ? "" : `; ${ratio <= limit ? "within" : "above"} ${limit}`;
  process.stdout.write(
    `${name.padEnd(24)} ${ratio.toFixed(2)} x node -e 0  (median; ${median(times).toFixed(0)} ms against ` +
      `${median(floors).toFixed(0)} ms; processor time ${median(work).toFixed(2)} x${verdict})\n`,
  );
}
