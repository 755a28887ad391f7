/**
 * What do all laws together add to a check of the largest story, and does that grow with the number of components? Each
 * run is a process that meets the laws for the first time, with the code that V8 made of them at hand, as users have it.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { build } from "esbuild";
import { count, describeMachine, median } from "./lib.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const story = join(root, "fixtures/valid/tutorial-distributed/main.mvs");
const copies = [1, 4, 16, 64];
const limit = 3;
const runs = count("runs", 15);

const timing = `
import { check, resolve } from "./src/compile.ts";
import { knownCodes } from "./src/cli/codes.ts";
import { rules } from "./src/rules/index.ts";

/** Milliseconds that the laws take, beside those of a check without any. */
export function time(text) {
  const plan = { load: () => ({ problem: "missing", text: "" }), knownCodes: knownCodes() };
  const resolution = resolve([{ name: "main.mvs", text }], plan);
  const judge = (laws) => {
    const start = process.hrtime.bigint();
    check(resolution, { rules: laws, targets: () => [], toolVersion: "0" });
    return Number(process.hrtime.bigint() - start) / 1e6;
  };
  const without = judge([]);
  return {
    milliseconds: judge(rules) - without,
    components: resolution.resolved.flatMap(({ deployment }) => deployment.components).length,
  };
}`;

const [folder, number] = process.argv[2] === "--in" ? process.argv.slice(3) : [];
if (folder === undefined) await compare();
else process.stdout.write(JSON.stringify(load(folder).module.time(text(Number(number)))));

async function compare() {
  const place = mkdtempSync(join(tmpdir(), "milvusc-bench-"));
  try {
    await prepare(place);
    process.stdout.write(`${describeMachine()}, median of ${runs} processes each\n`);
    for (const number of copies) {
      const found = Array.from({ length: runs }, () => timed(place, number));
      const [{ components }] = found;
      const milliseconds = median(found.map((one) => one.milliseconds));
      const verdict = number > 1 ? "" : `; ${milliseconds <= limit ? "within" : "above"} ${limit}`;
      process.stdout.write(
        `${String(components).padStart(5)} components ${milliseconds.toFixed(1).padStart(6)} ms, ` +
          `${((milliseconds * 1000) / components).toFixed(0)} µs each${verdict}\n`,
      );
    }
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Text and code of the compiler, without a command line around it. */
async function prepare(place) {
  const { outputFiles } = await build({
    stdin: { contents: timing, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "cjs",
    platform: "node",
    charset: "ascii",
    loader: { ".ejs": "text" },
  });
  writeFileSync(join(place, "code"), `(function(module,require){${outputFiles[0].text}\n})`);
  const { script, module } = load(place);
  module.time(text(1));
  writeFileSync(join(place, "cache"), script.createCachedData());
}

function load(place) {
  const read = (name) => {
    try {
      return readFileSync(join(place, name));
    } catch {
      return undefined;
    }
  };
  const script = new Script(read("code").toString("latin1"), { cachedData: read("cache") });
  if (script.cachedDataRejected) throw new Error("V8 did not take its own code");
  const found = { exports: {} };
  script.runInThisContext()(found, createRequire(import.meta.url));
  return { script, module: found.exports };
}

function timed(place, number) {
  const words = [fileURLToPath(import.meta.url), "--in", place, String(number)];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** The story's cluster so many times, each on a host of its own. */
function text(number) {
  const one = readFileSync(story, "utf8");
  return Array.from({ length: number }, (_, index) =>
    one.replace(
      /cluster (\S+) distributed </,
      `cluster c-${index} distributed < host "h-${index}";`,
    ),
  ).join("\n");
}
