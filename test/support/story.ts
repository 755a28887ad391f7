/** A fixture folder through the compiler: its diagnostics as people see them, its IR, its output files. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { knownCodes } from "../../src/cli/codes.ts";
import { type Checked, check, type Resolution, resolve } from "../../src/compile.ts";
import { renderPretty } from "../../src/diagnostics/render/pretty.ts";
import { produce } from "../../src/emit/produce.ts";
import type { Target } from "../../src/emit/target.ts";
import { readYamlKeys } from "../../src/emit/yaml-keys.ts";
import { Workspace } from "../../src/model/schema.ts";
import { rules } from "../../src/rules/index.ts";
import type { Environment, Rule } from "../../src/rules/rule.ts";
import { contentHash } from "../../src/text/hash.ts";
import { targets } from "../../targets/all.ts";

/** The tool's version is replaced, so that a release changes no golden. */
const toolVersion = "VERSION";

export const hash = contentHash;

const codes = knownCodes();

/** Another text may stand in place of what is in `main.mvs`. */
export function compileStory(folder: string, text?: string): Checked {
  return checkStory(resolveStory(folder, text), rules);
}

export function resolveStory(folder: string, text?: string): Resolution {
  const read = (file: string) => ({ name: file, text: readFileSync(join(folder, file), "utf8") });
  const main = text === undefined ? read("main.mvs") : { name: "main.mvs", text };
  return resolve([main], {
    load: (file) =>
      existsSync(join(folder, file)) ? read(file) : { problem: "missing", text: "no such file" },
    knownCodes: codes,
    readKeys: readYamlKeys,
  });
}

export function checkStory(
  resolution: Resolution,
  laws: readonly Rule[],
  judgeAs?: Environment,
): Checked {
  return check(resolution, {
    rules: laws,
    toolVersion,
    ...(judgeAs === undefined ? {} : { judgeAs }),
    targets: ({ targets: blocks }) => targets.filter(({ name }) => Object.hasOwn(blocks, name)),
  });
}

/** Everything that a story's `expected/` holds, by path below it. */
export function storyFiles(folder: string): Map<string, string> {
  const checked = compileStory(folder);
  const { diagnostics, resolved, workspace } = checked;
  const files = new Map<string, string>();
  if (diagnostics.length > 0)
    files.set("diagnostics.txt", renderPretty(diagnostics, { colour: false, ascii: false }));
  if (diagnostics.some(({ severity }) => severity === "error")) return files;
  files.set("ir.json", `${JSON.stringify(Workspace.parse(workspace), null, 2)}\n`);
  for (const target of targets)
    for (const one of resolved) {
      if (!isSupported(target, one)) continue;
      const level = resolved.length > 1 ? `${one.deployment.name}/` : "";
      for (const { path, text } of produce(one, target, { toolVersion, hash }))
        files.set(`${target.name}/${level}${path}`, text);
    }
  return files;
}

function isSupported(target: Target, one: Checked["resolved"][number]): boolean {
  return !target.supports({ ...one, toolVersion }).some(({ severity }) => severity === "error");
}

/** Files below a folder, with `/` and sorted. */
export function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
