/** What the tests of this target share: the file as plain values, and printed. */
import { createHash } from "node:crypto";
import { plain } from "../../../src/emit/artifact.ts";
import { printArtifacts } from "../../../src/emit/print.ts";
import type { TargetInput } from "../../../src/emit/target.ts";
import type { Origins } from "../../../src/model/origins.ts";
import type { Deployment } from "../../../src/model/schema.ts";
import { composeFile } from "../../../targets/compose/compose-file.ts";
import { layOut } from "../../../targets/compose/layout.ts";
import { compose } from "../../../targets/compose/target.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests reach into the tree as into JSON
export type Tree = any;

export function hash(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
}

export function input(deployment: Deployment, origins: Origins = new Map()): TargetInput {
  return { deployment, origins, toolVersion: "VERSION" };
}

export function tree(deployment: Deployment): Tree {
  return plain(composeFile(layOut(deployment, "compose")));
}

export function files(deployment: Deployment): ReadonlyMap<string, string> {
  const printed = printArtifacts(compose.emit(input(deployment)), hash);
  return new Map(printed.map(({ path, text }) => [path, text]));
}
