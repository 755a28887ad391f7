/** What tests of this target share: programs through the compiler, and the emitted text read back. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { OutputFile } from "../../../src/emit/artifact.ts";
import { printArtifacts } from "../../../src/emit/print.ts";
import type { Form } from "../../../src/emit/target.ts";
import type { Resolved } from "../../../src/model/resolved.ts";
import { k8s } from "../../../targets/k8s/target.ts";
import { compileProgram, errorsOf } from "../../smith/compiled.ts";
import { compileStory } from "../../support/story.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into the tree as into JSON
export type Tree = any;

const hash = (text: string) => `h${text.length}`;

export function emit(one: Resolved, form: Form = "stream"): readonly OutputFile[] {
  return printArtifacts(k8s.emit({ ...one, toolVersion: "VERSION" }, form), hash);
}

export function streamOf(one: Resolved): string {
  return emit(one)[0]?.text ?? "";
}

/** Every object of a stream, as a strict reader sees it. */
export function parse(text: string): readonly Tree[] {
  return parseAllDocuments(text, { version: "1.2", strict: true }).map((document) => {
    if ("empty" in document) return undefined;
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS();
  });
}

export function manifests(one: Resolved): readonly Tree[] {
  return parse(streamOf(one));
}

/** The last deployment of a program that must have no errors. */
export function resolveText(text: string): Resolved {
  const checked = compileProgram(text);
  const errors = errorsOf(checked);
  if (errors !== "") throw new Error(errors);
  return checked.resolved.at(-1) as Resolved;
}

export function find(all: readonly Tree[], kind: string, name: string): Tree {
  const found = all.find((one) => one.kind === kind && one.metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found;
}

export function podOf(all: readonly Tree[], name: string): Tree {
  return all.find((one) => one.metadata.name === name && one.spec?.template !== undefined).spec
    .template.spec;
}

/** What `supports` says, as `severity: message`. */
export function limitsOf(one: Resolved): readonly string[] {
  return k8s
    .supports({ ...one, toolVersion: "VERSION" })
    .map(({ severity, message }) => `${severity}: ${message}`);
}

export function isSupported(one: Resolved): boolean {
  return !limitsOf(one).some((limit) => limit.startsWith("error"));
}

const stories = join(import.meta.dirname, "../../../fixtures/valid");

/** Deployments of all stories that Kubernetes can take, with a name for each. */
export function storyDeployments(): readonly (readonly [string, Resolved])[] {
  return readdirSync(stories).flatMap((story) => {
    if (!readdirSync(join(stories, story)).includes("main.mvs")) return [];
    return compileStory(join(stories, story))
      .resolved.filter(isSupported)
      .map((one) => [`${story}/${one.deployment.name}`, one] as const);
  });
}
