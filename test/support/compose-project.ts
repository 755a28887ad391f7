/** An emitted Compose project on disk, with everything in place that its header asks people for. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { OutputFile } from "../../src/emit/artifact.ts";
import { produce } from "../../src/emit/produce.ts";
import type { Resolved } from "../../src/model/resolved.ts";
import { compose } from "../../targets/compose/target.ts";
import { hash } from "./story.ts";

export interface ComposeProject {
  readonly folder: string;
  readonly file: string;
  /** The content of `compose.yaml`, not interpolated. */
  readonly content: unknown;
  /** What `.env` says. */
  readonly environment: ReadonlyMap<string, string>;
}

export function composeFiles(resolved: Resolved): readonly OutputFile[] {
  return produce(resolved, compose, { toolVersion: "VERSION", hash });
}

/** `.env` is `.env.example` with a value behind every name; secrets' files say whose they are. */
export function writeComposeProject(folder: string, files: readonly OutputFile[]): ComposeProject {
  for (const { path, text } of files) writeBelow(folder, path, text);
  const environment = new Map<string, string>();
  const example = files.find(({ path }) => path === ".env.example")?.text ?? "";
  for (const [, name] of example.matchAll(/^([A-Za-z_]\w*)=$/gm))
    environment.set(String(name), `filled-in-${environment.size + 1}`);
  const lines = [...environment].map(([name, value]) => `${name}='${value}'\n`);
  if (lines.length > 0) writeBelow(folder, ".env", lines.join(""));
  const main = files[0]?.text ?? "";
  const content: unknown = parse(main);
  const { secrets = {} } = content as { secrets?: Record<string, { file?: string }> };
  for (const [name, { file }] of Object.entries(secrets))
    if (file !== undefined) writeBelow(folder, file, `${name}\n`);
  return { folder, file: join(folder, files[0]?.path ?? ""), content, environment };
}

function writeBelow(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
