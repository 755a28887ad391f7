/** Safe fixes: which are applied, which are not, and that it ends. */
import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { applyFixes } from "../../src/diagnostics/fix.ts";
import { parse } from "../../src/syntax/parse.ts";
import { type SourceFile, spanOf } from "../../src/text/source.ts";

/** Each `from` is an error whose fix writes `to`. */
function replacing(rules: Readonly<Record<string, string>>, safe = true) {
  return (sources: readonly SourceFile[]): Diagnostic[] =>
    sources.flatMap((source) =>
      Object.entries(rules).flatMap(([from, to]) =>
        [...source.text.matchAll(new RegExp(from, "g"))].map(({ index }): Diagnostic => {
          const span = spanOf(source, index, index + from.length);
          return {
            code: `no-${from}`,
            severity: "error",
            message: from,
            primary: span,
            labels: [],
            fixes: to === from ? [] : [{ title: "", safe, edits: [{ span, text: to }] }],
          };
        }),
      ),
    );
}

function fixedText(text: string, check: (sources: readonly SourceFile[]) => Diagnostic[]): string {
  return applyFixes([{ name: "a", text }], { check }).sources[0]?.text ?? "";
}

test("fixes are applied until nothing is left to mend", () => {
  expect(fixedText("a b a", replacing({ a: "b", b: "c" }))).toBe("c c c");
  expect(fixedText("a b", replacing({ a: "b", b: "c" }, false))).toBe("a b");
});

test("it ends, whatever the fixes do", () => {
  expect(fixedText("a", replacing({ a: "aa" }))).toBe("a");
  expect(["a", "b"]).toContain(fixedText("a", replacing({ a: "b", b: "a" })));
});

test("a fix that makes a new error is not applied, and does not stop the others", () => {
  const text = (letter: string) => `${`${letter} `.repeat(20)}xyz ${`${letter} `.repeat(20)}`;
  const fixed = fixedText(text("a"), replacing({ a: "c", xyz: "worse", worse: "worse" }));
  expect(fixed).toBe(text("c"));
});

test("errors of a later phase may come to light", () => {
  const check = ([source]: readonly SourceFile[]): Diagnostic[] => {
    if (source === undefined) return [];
    const syntax = replacing({ z: "b" })([source]);
    return syntax.length > 0 ? syntax : replacing({ late: "late" })([source]);
  };
  const sources = [{ name: "x", text: "z late" }];
  const phase = ({ code }: Diagnostic) => (code === "no-late" ? 1 : 0);
  expect(applyFixes(sources, { check }).count).toBe(0);
  expect(applyFixes(sources, { check, phase }).count).toBeGreaterThan(0);
});

test("files that were not given are not changed", () => {
  const other = { name: "other", text: "a" };
  const own = { name: "own", text: "x" };
  const check = () => replacing({ a: "b" })([other]);
  const { sources, count } = applyFixes([own], { check });
  expect(sources[0]).toBe(own);
  expect(count).toBe(0);
});

test("mistakes of a real program", () => {
  const text = "cluster dev standalon {\n  milvus: 2.6.15;;\n  host 'laptop' # mine\n}\n";
  const check = (sources: readonly SourceFile[]) =>
    sources.flatMap((source) => parse(source).diagnostics);
  const fixed = applyFixes([{ name: "a", text }], { check });
  expect(fixed.sources[0]?.text).toBe(
    'cluster dev standalone <\n  milvus 2.6.15;\n  host "laptop" // mine\n>\n',
  );
  expect(fixed.diagnostics).toEqual([]);
});
