/**
 * An IR as JSON text to deployments whose values know their places in it; zod's findings in our own
 * words.
 */
import type * as z from "zod/mini";
import { createReport } from "../diagnostics/define.ts";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import type { Origin } from "../model/origins.ts";
import type { Resolved } from "../model/resolved.ts";
import { Workspace } from "../model/schema.ts";
import type { SourceFile, Span } from "../text/source.ts";
import { cliCodes } from "./diagnostics.ts";
import { lostReferences } from "./ir-references.ts";
import { type JsonValue, readJson } from "./json.ts";

export function readIr(source: SourceFile): Result<readonly Resolved[]> {
  const diagnostics: Diagnostic[] = [];
  const report = createReport(cliCodes, (diagnostic) => diagnostics.push(diagnostic));
  const json = readJson(source);
  if ("problem" in json) {
    const at = { source, start: json.at, end: Math.min(json.at + 1, source.text.length) };
    report("readable-ir", "json", { at, facts: { problem: json.problem } });
    return { value: [], diagnostics };
  }
  const parsed = Workspace.safeParse(json.value);
  if (!parsed.success) {
    for (const issue of parsed.error.issues.slice(0, 100)) {
      const facts = { path: pathText(issue.path), problem: problemText(issue, json) };
      report("readable-ir", "form", { at: spanAt(json, issue.path), facts });
    }
    return { value: [], diagnostics };
  }
  for (const [index, deployment] of parsed.data.deployments.entries())
    for (const { path, problem } of lostReferences(deployment)) {
      const full = ["deployments", index, ...path];
      report("readable-ir", "form", {
        at: spanAt(json, full),
        facts: { path: pathText(full), problem },
      });
    }
  if (diagnostics.length > 0) return { value: [], diagnostics };
  const value = parsed.data.deployments.map((deployment, index): Resolved => {
    const origins = new Map<string, Origin>();
    const place = member(member(json, "deployments"), index);
    if (place !== undefined) record(place, "", origins);
    return { deployment, origins };
  });
  return { value, diagnostics };
}

/** Lists are walked by the names of what they hold, as paths of the IR are. */
function record(place: JsonValue, path: string, origins: Map<string, Origin>): void {
  origins.set(path, { kind: "written", span: place.span });
  for (const [key, inner] of place.members ?? []) {
    const name = place.isList ? (listName(inner, path) ?? String(key)) : String(key);
    record(inner, path === "" ? name : `${path}/${name}`, origins);
  }
}

function listName(item: JsonValue, path: string): string | undefined {
  const text = (key: string) => {
    const value = member(item, key)?.value;
    return typeof value === "string" ? value : undefined;
  };
  if (path === "publications") return `${text("component")}.${text("endpoint")}`;
  if (path === "dependencies") return text("kind");
  return text("name") ?? text("key");
}

function member(place: JsonValue | undefined, key: string | number): JsonValue | undefined {
  return place?.members?.find(([name]) => name === key)?.[1];
}

/** The value itself, or the nearest one that holds the place where it should be. */
function spanAt(json: JsonValue, path: readonly PropertyKey[]): Span {
  let place = json;
  for (const key of path) {
    const inner = member(place, typeof key === "symbol" ? "" : key);
    if (inner === undefined) break;
    place = inner;
  }
  // A block of many lines is named by its first character.
  const { source, start, end } = place.span;
  const isLong = source.text.slice(start, end).includes("\n");
  return isLong ? { source, start, end: start + 1 } : place.span;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "the IR" : path.map(String).join("/");
}

function problemText(issue: z.core.$ZodIssue, json: JsonValue): string {
  const found = issue.path.reduce<JsonValue | undefined>(
    (place, key) => member(place, typeof key === "symbol" ? "" : key),
    json,
  );
  if (found === undefined) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `must be of type ${issue.expected}`;
    case "unrecognized_keys":
      return `has no ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
    case "invalid_value":
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return issue.origin === "string" ? "must not be empty" : `must be at least ${issue.minimum}`;
    case "too_big":
      return `must be at most ${issue.maximum}`;
    case "invalid_union":
      return "has none of the forms that it may have";
    default:
      return "does not have the right form";
  }
}
