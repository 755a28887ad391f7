/** Fixtures: each folder is a program and what must come of it. `UPDATE=1` rewrites, `ONLY=name` filters. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileStory, listFiles, storyFiles, writeFiles } from "./support/story.ts";

const root = join(import.meta.dirname, "..", "fixtures");
const isUpdate = process.env.UPDATE === "1";

function stories(folder: string): string[] {
  const found = listFiles(join(root, folder))
    .filter((file) => file.endsWith("main.mvs"))
    .map((file) => join(folder, file.slice(0, -"/main.mvs".length)));
  return found.filter((story) => story.includes(process.env.ONLY ?? ""));
}

function compare(story: string, actual: ReadonlyMap<string, string>): void {
  const expected = join(root, story, "expected");
  if (isUpdate) writeFiles(expected, actual);
  expect(listFiles(expected)).toEqual([...actual.keys()].sort());
  for (const [path, text] of actual)
    expect(text, `${story}/expected/${path}`).toBe(readFileSync(join(expected, path), "utf8"));
}

describe("valid programs", () => {
  test.each(stories("valid"))("%s", (story) => {
    const files = storyFiles(join(root, story));
    expect(files.get("diagnostics.txt") ?? "").not.toMatch(/^error/m);
    compare(story, files);
  });
});

describe("invalid programs", () => {
  test.each(stories("invalid"))("%s", (story) => {
    const folder = join(root, story);
    const { diagnostics } = compileStory(folder);
    const [, law] = story.split(/[\\/]/);
    // One mistake is one diagnostic.
    expect(diagnostics.map(({ code }) => code)).toEqual([law]);
    const text = storyFiles(folder).get("diagnostics.txt") ?? "";
    compare(story, new Map([["diagnostics.txt", text]]));
  });
});

test("every folder of a law has cases", () => {
  const laws = existsSync(join(root, "invalid")) ? readdirSync(join(root, "invalid")) : [];
  for (const law of laws) expect(readdirSync(join(root, "invalid", law))).not.toEqual([]);
});
