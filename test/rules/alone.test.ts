/**
 * Each law alone over the fixtures says of each what `expected/` shows of it: nothing in most stories, and the mistake
 * in its own cases. Those that are stricter in production say of all fixtures what `as-production.txt` shows when they
 * are judged as that; `UPDATE=1` rewrites it: read what changed, as a user of `--as production` would.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Resolution } from "../../src/compile.ts";
import { renderPretty } from "../../src/diagnostics/render/pretty.ts";
import { rules } from "../../src/rules/index.ts";
import { described } from "../support/compile.ts";
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

/** The first stories; how many more there are changes with every new one. */
function shortly(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `    ${name}\n`);
  return shown.join("") + (names.length > 3 ? "    …\n" : "");
}

describe("--as production", () => {
  const file = join(import.meta.dirname, "rendered/as-production.txt");
  const isUpdate = process.env.UPDATE === "1";
  const golden = new Map<string, string>();
  if (!isUpdate)
    for (const section of readFileSync(file, "utf8")
      .split(/^──── /m)
      .slice(1)) {
      const [heading = "", ...rest] = section.split(" ────\n\n");
      golden.set(heading, rest.join(""));
    }
  const stories = [
    ...below(join(root, "valid")),
    ...below(join(root, "invalid")).flatMap((folder) => below(folder)),
  ];
  const stricter = rules.filter(({ severity }) => typeof severity !== "string");

  it.each(stricter)("$code", (rule) => {
    const storiesByText = new Map<string, string[]>();
    for (const folder of stories) {
      const { diagnostics } = checkStory(resolution(folder), [rule], "production");
      for (const one of diagnostics.filter(({ code }) => code === rule.code)) {
        const fixes = one.fixes.map(({ title }) => `\n  fix: ${title}`).join("");
        const said = described({ diagnostics: [one] }) + fixes;
        storiesByText.set(said, [...(storiesByText.get(said) ?? []), relative(root, folder)]);
      }
    }
    const text = [...storiesByText].map(([said, names]) => `${said}\n${shortly(names)}\n`).join("");
    if (isUpdate) golden.set(rule.code, text);
    else expect(text).toBe(golden.get(rule.code));
  });

  it("shows no law that is gone", () => {
    expect([...golden.keys()]).toEqual(stricter.map(({ code }) => code));
  });

  afterAll(() => {
    if (!isUpdate) return;
    const sections = [...golden].map(([code, text]) => `──── ${code} ────\n\n${text}`);
    writeFileSync(file, sections.join(""));
  });
});
