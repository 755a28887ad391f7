/**
 * Makes dist/milvusc.js, one file without dependencies, and beside it dist/milvusc.cache.
 *
 * Most of the start of a program of this size is V8 reading its text. So the bundle stands in the file as a text, and
 * the cache holds the code that V8 made of it here, warmed up by the commands that people run in hooks. The same V8
 * takes that code as it is; another one, or a lost cache, only means that the text is read as usual.
 */
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { Script } from "node:vm";
import { build } from "esbuild";

const folder = "dist";
const story = "fixtures/valid/distributed-one-line/main.mvs";
const warmUps = [
  ["check", story],
  ["build", story, "--target", "compose"],
];

const bundle = await build({
  entryPoints: ["src/cli/main.ts"],
  bundle: true,
  minify: true,
  write: false,
  format: "cjs",
  platform: "node",
  target: "node20.19",
  charset: "ascii",
  legalComments: "none",
  loader: { ".ejs": "text" },
  // yaml's build for Node is CommonJS, from which nothing can be left out.
  alias: { yaml: "./node_modules/yaml/browser/index.js" },
});
const code = asciiOnly(`(function(require,process){${bundle.outputFiles[0].text}\n})`);

const script = new Script(code, { filename: "milvusc" });
const start = script.runInThisContext();
for (const words of warmUps) await warmUp(words);

const main = `#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Script } from "node:vm";
const cache = new URL("./milvusc.cache", import.meta.url);
const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
const script = new Script(${JSON.stringify(code)}, { filename: "milvusc", cachedData });
script.runInThisContext()(createRequire(import.meta.url), process);
`;
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(`${folder}/milvusc.js`, main, { mode: 0o755 });
fs.writeFileSync(`${folder}/milvusc.cache`, script.createCachedData());
process.stdout.write(`${folder}/milvusc.js: ${Math.round(main.length / 1024)} KiB\n`);

/** One byte a character, so that V8 reads it twice as fast; esbuild leaves a few in regular expressions. */
function asciiOnly(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is not ASCII is meant
  return text.replace(/[^\x00-\x7f]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Runs one command line as a user would, with its output thrown away. */
async function warmUp(words) {
  const require = createRequire(import.meta.url);
  const silent = { ...fs, writeSync: (_, data) => data.length };
  const stand = Object.create(process, { argv: { value: ["node", "milvusc", ...words] } });
  const exitCode = await new Promise((resolve) => {
    Object.defineProperty(stand, "exitCode", { set: resolve });
    start((name) => (/^(?:node:)?fs$/.test(name) ? silent : require(name)), stand);
  });
  if (exitCode !== 0) throw new Error(`milvusc ${words.join(" ")}: exit code ${exitCode}`);
}
