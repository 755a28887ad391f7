/** The comment lines at the top of each file. */
import { plain, type Yaml } from "../../src/emit/artifact.ts";
import { allowedLines, generatedBy } from "../../src/emit/header.ts";
import type { TargetInput } from "../../src/emit/target.ts";
import type { Component } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";

export function composeHeader(
  input: TargetInput,
  layout: Layout,
  content: Yaml,
): readonly string[] {
  const { deployment } = input;
  const needsValues = layout.secretVariables.used.some(({ fallback }) => fallback === undefined);
  const readers = deployment.components.filter(({ secretFiles }) => secretFiles.length > 0);
  const written = plain(content);
  return [
    generatedBy(input, "compose"),
    // docs.docker.com/reference/compose-file/configs, `content`; older ones call it a mistake.
    ...(hasConfigs(written) ? ["Needs Docker Compose 2.23.1 or later: it holds `configs`."] : []),
    ...(needsValues ? ["Before the first start: cp .env.example .env, and fill it in."] : []),
    ...(readers.length > 0 ? [secretFilesLine(readers)] : []),
    "Start:  docker compose -f compose.yaml up -d --wait",
    "Stop:   docker compose -f compose.yaml down      (keeps the data)",
    ...(hasDollars(written) ? ["`$$` is one `$`: Compose replaces variables everywhere."] : []),
    ...allowedLines(deployment),
  ];
}

/** Compose mounts the files as they are: who owns them on the host decides who reads them inside. */
function secretFilesLine(readers: readonly Component[]): string {
  const [user] = readers.flatMap((one) => (one.user === undefined ? [] : [one.user.uid]));
  const line = "The files under ./secrets are yours to put there";
  return user === undefined ? `${line}.` : `${line}: user ${user} of the image has to read them.`;
}

function hasConfigs(value: unknown): boolean {
  return typeof value === "object" && value !== null && "configs" in value;
}

function hasDollars(value: unknown): boolean {
  if (typeof value === "string") return value.includes("$$");
  return typeof value === "object" && value !== null && Object.values(value).some(hasDollars);
}

export function exampleHeader(input: TargetInput): readonly string[] {
  return [
    generatedBy(input, "compose"),
    "Copy it to .env beside compose.yaml and fill it in. Single quotes keep $, # and spaces as they are.",
  ];
}
