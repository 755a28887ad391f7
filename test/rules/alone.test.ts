/**
 * Each law alone over the fixtures says of each what `expected/` shows of it: nothing in most stories, and the mistake
 * in its own cases.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Resolution } from "../../src/compile.ts";
import { renderPretty } from "../../src/diagnostics/render/pretty.ts";
import { rules } from "../../src/rules/index.ts";
import { checkStory, resolveStory } from "../support/story.ts";

const root = join(import.meta.dirname, "../../fixtures");
const style = { colour: false, ascii: false };

const below = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];

const resolved = new Map<string, Resolution>();

/** Each story is resolved once for all laws. */
function resolution(folder: string): Resolution {
  const known = resolved.get(folder) ?? resolveStory(folder);
  resolved.set(folder, known);
  return known;
}

/** Of one law, each as it is rendered; the count at the end belongs to none. */
function about(code: string, text: string): readonly string[] {
  return text
    .split(/\n\n(?=(?:error|warning|note)\[|\d+ (?:error|warning|note))/)
    .filter((part) => part.includes(`[${code}]: `) && !/^\d+ /.test(part));
}

it.each(rules)("$code", (rule) => {
  const { code } = rule;
  for (const folder of [...below(join(root, "valid")), ...below(join(root, "invalid", code))]) {
    const golden = join(folder, "expected/diagnostics.txt");
    const shown = existsSync(golden) ? readFileSync(golden, "utf8") : "";
    const { diagnostics } = checkStory(resolution(folder), [rule]);
    const own = diagnostics.filter((one) => one.code === code);
    expect(about(code, renderPretty(own, style)), folder).toEqual(about(code, shown));
  }
});
