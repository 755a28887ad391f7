/**
 * The first line of dist/milvusc.js: finds the parts of the program in the comments behind it, and what V8 made of
 * them in the cache. Nothing is imported: Node would load all that it keeps lazy in the modules named.
 */
import { start } from "./start.mjs";

const { closeSync, openSync, readSync } = process.getBuiltinModule("node:fs");
const { Script } = process.getBuiltinModule("node:vm");

// bundle.mjs puts in place what is in capitals.
const { filename } = import.meta;
const cacheName = filename.replace(/js$/, "cache");
const hasCache = isOurs();
const functions = {};

start(
  "./main.js",
  (name) => {
    if (!Object.hasOwn(functions, name))
      Object.assign(functions, evaluate(PLACES.find(({ names }) => names.includes(name))));
    return functions[name];
  },
  process.getBuiltinModule,
);

function evaluate({ text: [offset, length], cache }) {
  const text = read(filename, PARTS_START + offset, length).latin1Slice();
  const cachedData = hasCache ? read(cacheName, ...cache) : undefined;
  return new Script(text, { filename: "milvusc", cachedData }).runInThisContext()(process);
}

/** A cache of another build would be taken by V8 where the lengths are the same. */
function isOurs() {
  try {
    return read(cacheName, 0, PROGRAM.length).latin1Slice() === PROGRAM;
  } catch {
    return false;
  }
}

function read(file, offset, length) {
  const bytes = Buffer.allocUnsafeSlow(length);
  const descriptor = openSync(file);
  readSync(descriptor, bytes, 0, length, offset);
  closeSync(descriptor);
  return bytes;
}
