/** Differences of texts: minimal, readable, and right for any two texts. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDifference } from "../../src/cli/difference.ts";

const difference = (before: string, after: string) => unifiedDifference(before, after, "a", "b");

test("three lines around each change", () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
  const changed = lines.map((line, index) => (index === 1 || index === 15 ? `${line}!` : line));
  expect(difference(lines.join("\n"), changed.join("\n"))).toBe(`--- a
+++ b
@@ -1 +1 @@
 line 1
-line 2
+line 2!
 line 3
 line 4
 line 5
@@ -13 +13 @@
 line 13
 line 14
 line 15
-line 16
+line 16!
 line 17
 line 18
 line 19
`);
  expect(difference("a\n", "a\n")).toBe("");
});

test("a changed line end is visible", () => {
  expect(difference("a\r\n", "a\n")).toContain("-a\\r\n+a\n");
});

test("what is left and what is new can be read out of it", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const shown = difference(before.join("\n"), after.join("\n")).split("\n").slice(2, -1);
      const count = (sign: string) => shown.filter((line) => line.startsWith(sign)).length;
      const lines = (list: string[]) => list.join("\n").split("\n").length;
      expect(count("+") - count("-")).toBe(
        before.join("\n") === after.join("\n") ? 0 : lines(after) - lines(before),
      );
    }),
    { numRuns: 200, seed: 1 },
  );
});

test("very different texts are replaced, in time", () => {
  const before = Array.from({ length: 5000 }, (_, index) => `a${index}`).join("\n");
  const after = Array.from({ length: 5000 }, (_, index) => `b${index}`).join("\n");
  const lines = difference(before, after).split("\n");
  expect(lines.filter((line) => line.startsWith("-a"))).toHaveLength(5000);
});
