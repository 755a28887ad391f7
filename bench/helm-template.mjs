/**
 * Is emitting manifests faster than rendering the official chart? Needs helm and the chart's folder:
 * MILVUSC_HELM=helm MILVUSC_HELM_CHART=…/milvus node bench/helm-template.mjs
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { count, describeMachine, median, program } from "./lib.mjs";

const { MILVUSC_HELM: helm = "helm", MILVUSC_HELM_CHART: chart } = process.env;
if (chart === undefined) {
  process.stderr.write("MILVUSC_HELM_CHART names the folder of an unpacked chart milvus/milvus\n");
  process.exit(2);
}

const line =
  "cluster prod distributed < milvus 2.6.15; querynode x2; proxy x2; storage pulsar,minio(4),etcd(3) >\n";
const folder = mkdtempSync(join(tmpdir(), "milvusc-bench-"));
const runs = count("runs", 15);

function timed(command, words) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, words, { stdio: ["ignore", "ignore", "pipe"] });
  if (status !== 0)
    throw new Error(`${command} ${words.join(" ")} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

try {
  const file = join(folder, "prod.mvs");
  writeFileSync(file, line);
  const ways = {
    "milvusc build --target k8s": () =>
      timed(process.execPath, [program, "build", file, "--target", "k8s"]),
    "helm template (defaults)": () => timed(helm, ["template", "prod", chart]),
  };
  const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (const way of Object.values(ways)) way();
  for (let run = 0; run < runs; run += 1)
    for (const [name, way] of Object.entries(ways)) times[name].push(way());
  process.stdout.write(`${describeMachine()}, median of ${runs} runs each\n`);
  for (const [name, all] of Object.entries(times))
    process.stdout.write(`${name.padEnd(28)} ${median(all).toFixed(0).padStart(6)} ms\n`);
} finally {
  rmSync(folder, { recursive: true });
}
