/** Programs of the smith through the compiler, as `check` and `build` do it. */
import { createHash } from "node:crypto";
import { knownCodes } from "../../src/cli/codes.ts";
import { type Checked, check, resolve } from "../../src/compile.ts";
import type { OutputFile } from "../../src/emit/artifact.ts";
import { produce } from "../../src/emit/produce.ts";
import type { Target } from "../../src/emit/target.ts";
import { readYamlKeys } from "../../src/emit/yaml-keys.ts";
import type { Resolved } from "../../src/model/resolved.ts";
import type { Deployment } from "../../src/model/schema.ts";
import { rules } from "../../src/rules/index.ts";
import { targets } from "../../targets/all.ts";
import { type Cluster, printProgram } from "./tree.ts";

export const toolVersion = "0.0.0";
const codes = knownCodes();

/** Formats that can say whatever a program can; the others lean on somebody's chart or operator and refuse more. */
const judged = ["compose", "k8s"];

export function compileProgram(text: string): Checked {
  const resolution = resolve([{ name: "main.mvs", text }], {
    load: () => ({ problem: "missing", text: "there is no such file" }),
    knownCodes: codes,
    readKeys: readYamlKeys,
  });
  return check(resolution, {
    rules,
    toolVersion,
    targets: ({ targets: blocks }) =>
      targets.filter(({ name }) => judged.includes(name) && Object.hasOwn(blocks, name)),
  });
}

/** What a single cluster resolves to. */
export function resolvedFrom(cluster: Cluster): Resolved {
  const [resolved] = compileProgram(printProgram({ clusters: [cluster] })).resolved;
  if (resolved === undefined) throw new Error("nothing was resolved");
  return resolved;
}

export function deployedFrom(cluster: Cluster): Deployment {
  return resolvedFrom(cluster).deployment;
}

/** `error[code] message «words»`, one a line. */
export function errorsOf({ diagnostics }: Checked): string {
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, message, primary: { source, start, end } }) => {
      return `${code}: ${message} «${source.text.slice(start, end)}»`;
    })
    .join("\n");
}

export function isAccepted(checked: Checked): boolean {
  return !checked.diagnostics.some(({ severity }) => severity === "error");
}

export function isSupported(target: Target, one: Resolved): boolean {
  return !target.supports({ ...one, toolVersion }).some(({ severity }) => severity === "error");
}

export function emitted(one: Resolved, target: Target): readonly OutputFile[] {
  const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);
  return produce(one, target, { toolVersion, hash });
}

/** Every file that a program becomes, by target, cluster and path. */
export function outputOf(checked: Checked): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const target of targets)
    for (const one of checked.resolved) {
      if (!isSupported(target, one)) continue;
      for (const { path, text } of emitted(one, target))
        files.set(`${target.name}/${one.deployment.name}/${path}`, text);
    }
  return files;
}
