/** `milvusc init`: a commented program to start from. */

import { notOneOf } from "../arguments.ts";
import { type Call, defineCommand, exitCodes } from "../command.ts";
import { initTexts } from "../init-texts.ts";

const fileName = "cluster.mvs";
const kinds = Object.keys(initTexts);

export const init = defineCommand({
  name: "init",
  summary: `writes a commented ${fileName} to start from`,
  usage: ["", "distributed"],
  about: [
    `Writes ${fileName} into the current folder, unless there is one: standalone is one ` +
      "Milvus process for development, distributed one process for each role.",
  ],
  operands: { least: 0, most: 1, offer: kinds, what: "the kind" },
  options: [],
  examples: [
    { line: "milvusc init", does: "a standalone Milvus" },
    { line: "milvusc init distributed", does: "a cluster, and a small one to try things on" },
  ],
  run: writeProgram,
});

function writeProgram({ host, operands: [kind = "standalone"] }: Call): number {
  if (!Object.hasOwn(initTexts, kind)) throw notOneOf("kind", kind, kinds);
  const path = host.paths.join(host.cwd, fileName);
  if (host.kindOf(path) !== "nothing") {
    host.writeError(`milvusc: ${fileName} exists already; it was left as it is\n`);
    return exitCodes.errors;
  }
  host.createFile(path, initTexts[kind as keyof typeof initTexts]);
  host.writeError(
    `wrote ${fileName}; next: milvusc check ${fileName}, ` +
      `then milvusc build ${fileName} --target …\n`,
  );
  return exitCodes.fine;
}
