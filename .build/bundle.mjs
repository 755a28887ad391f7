/**
 * Makes dist/milvusc.js, one file without dependencies, and beside it dist/milvusc.cache.
 *
 * Most of the start of a program of this size is V8 reading its text. So the text stands in the file as comments, in
 * the parts in which it is loaded, and the cache holds the code that V8 made of each part here, warmed up by the
 * commands that people run. The same V8 takes that code as it is; another one, or a lost cache, only means that the
 * text is read as usual.
 */
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Script } from "node:vm";
import { build, transform } from "esbuild";
import { quickStart } from "./chevrotain.mjs";
import { start } from "./start.mjs";

const folder = "dist";
const story = "fixtures/valid/distributed-one-line/main.mvs";
const targets = fs
  .readdirSync("targets", { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const scratch = fs.mkdtempSync(join(tmpdir(), "milvusc-build-"));
process.on("exit", () => fs.rmSync(scratch, { recursive: true }));
/** The modules that one of them is the first to need become a part. */
const warmUps = [
  ["check", story],
  ...targets.map((name) => ["build", story, "--target", name]),
  ["build", story, ...targets.flatMap((name) => ["--target", name]), "--out", scratch],
];
const minified = { minify: true, target: "node20.19", charset: "ascii", legalComments: "none" };

const modules = await bundle();
const parts = await divide();
const texts = parts.map(textOf);
await write(await compile());

/** Each module's name with its text, as a function of what it needs. */
async function bundle() {
  const { outputFiles } = await build({
    ...minified,
    entryPoints: ["src/cli/main.ts"],
    bundle: true,
    splitting: true,
    write: false,
    outdir: folder,
    format: "esm",
    platform: "node",
    loader: { ".ejs": "text" },
    // yaml's build for Node is CommonJS, from which nothing can be left out.
    alias: { yaml: "./node_modules/yaml/browser/index.js" },
    plugins: [quickStart],
  });
  const found = new Map();
  for (const { path, text } of outputFiles) {
    const asFunction = {
      ...minified,
      format: "cjs",
      supported: { "dynamic-import": false, "template-literal": false },
    };
    const { code } = await transform(text, asFunction);
    found.set(
      `./${basename(path)}`,
      `function(require,exports,module){${onOneLine(asciiOnly(code))}}`,
    );
  }
  return found;
}

/** The names of the modules, by the command that needs them first; last those that none of them needs. */
async function divide() {
  const rest = new Set(modules.keys());
  const divided = [];
  for (const words of warmUps) {
    const part = [];
    await run(words, (name, process) => {
      if (rest.delete(name)) part.push(name);
      return new Script(textOf([name])).runInThisContext()(process)[name];
    });
    divided.push(part);
  }
  return [...divided, [...rest]];
}

function textOf(names) {
  return `(process=>({${names.map((name) => `"${name}":${modules.get(name)}`).join(",")}}))`;
}

/** What V8 makes of the parts, with all functions that the commands call. */
async function compile() {
  const scripts = texts.map((text) => new Script(text, { filename: "milvusc" }));
  for (const words of warmUps) {
    let functions;
    await run(words, (name, process) => {
      functions ??= Object.assign({}, ...scripts.map((one) => one.runInThisContext()(process)));
      return functions[name];
    });
  }
  return scripts.map((script) => script.createCachedData());
}

/** Runs one command line as a user would, with its output thrown away. */
async function run(words, find) {
  const silent = { ...fs, writeSync: (_, data) => data.length };
  const stand = Object.create(process, { argv: { value: ["node", "milvusc", ...words] } });
  const exitCode = await new Promise((resolve) => {
    stand.exit = resolve;
    const builtin = (name) => (name === "node:fs" ? silent : process.getBuiltinModule(name));
    start("./main.js", (name) => find(name, stand), builtin);
  });
  if (exitCode !== 0) throw new Error(`milvusc ${words.join(" ")}: exit code ${exitCode}`);
}

/** The loader, the parts as comments behind it, and the cache with the program's name in front. */
async function write(caches) {
  const program = createHash("sha256").update(texts.join()).digest("hex").slice(0, 16);
  const places = parts.map((names, part) => ({
    names,
    text: [lengthOf(texts.slice(0, part)) + part * 3, texts[part].length],
    cache: [program.length + lengthOf(caches.slice(0, part)), caches[part].length],
  }));
  const { outputFiles } = await build({
    ...minified,
    entryPoints: [".build/loader.mjs"],
    bundle: true,
    write: false,
    format: "esm",
    banner: { js: "#!/usr/bin/env node" },
    define: {
      PROGRAM: JSON.stringify(program),
      PLACES: JSON.stringify(places),
    },
  });
  const loader = outputFiles[0].text.trimEnd();
  // As wide as its name, so that the loader stays as long as it is.
  const origin = String(loader.length + 3).padStart("PARTS_START".length);
  if (loader.split("PARTS_START").length !== 2) throw new Error("PARTS_START is not there once");
  const file = [loader.replace("PARTS_START", origin), ...texts.map((text) => `//${text}`)].join(
    "\n",
  );
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(`${folder}/milvusc.js`, `${file}\n`, { mode: 0o755 });
  fs.writeFileSync(`${folder}/milvusc.cache`, Buffer.concat([Buffer.from(program), ...caches]));
  process.stdout.write(`${folder}/milvusc.js: ${Math.round(file.length / 1024)} KiB\n`);
}

function lengthOf(all) {
  return all.reduce((sum, { length }) => sum + length, 0);
}

/** A comment ends with its line, so there may be none. */
function onOneLine(code) {
  const line = code.trimEnd();
  if (/[\r\n]/.test(line)) throw new Error("a part goes over several lines");
  return line;
}

/** One byte a character, so that V8 reads it twice as fast; esbuild leaves a few in regular expressions. */
function asciiOnly(text) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything that is not ASCII is meant
  return text.replace(/[^\x00-\x7f]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
