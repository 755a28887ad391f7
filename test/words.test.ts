/** Forms of words and values that people write by mistake, as the grammar's page lists them, are mended. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { phaseOf } from "../src/cli/codes.ts";
import { applyFixes } from "../src/diagnostics/fix.ts";
import { compileSources, described } from "./support/compile.ts";

const page = readFileSync("grammar/README.md", "utf8");
const table = page.slice(page.indexOf("Words and values have such forms"));
const rows = table
  .slice(0, table.indexOf("\n\nA bracket"))
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .flatMap((line) => {
    const [, written = "", right = ""] = line.split("|");
    const [expected = ""] = codesOf(right);
    return codesOf(written).map((form) => [form, expected] as const);
  });

function codesOf(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => String(code));
}

/** The version stands once. */
function program(statement: string): string {
  const isVersion = /^(?:milvus|version) /.test(statement);
  const mode = /rocksmq/.test(statement) ? "standalone" : "distributed";
  return `cluster a ${mode} < ${isVersion ? "" : "milvus 2.6.15; "}${statement} >`;
}

test("the page has forms", () => expect(rows.length).toBeGreaterThan(12));

test.each(rows)("%s means %s", (written, right) => {
  const check = (sources: Parameters<typeof compileSources>[0]) =>
    compileSources(sources).diagnostics;
  const sources = [{ name: "test.mvs", text: program(written) }];
  const found = check(sources);
  expect(
    found.map(({ severity }) => severity),
    described({ diagnostics: found }),
  ).toEqual(["error"]);
  const fixed = applyFixes(sources, { check, phase: ({ code }) => phaseOf(code) });
  expect(fixed.sources[0]?.text).toBe(program(right));
  expect(fixed.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});
