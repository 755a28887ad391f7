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
@@ -1,5 +1,5 @@
 line 1
-line 2
+line 2!
 line 3
 line 4
 line 5
@@ -13,7 +13,7 @@
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

test("a file that comes or goes, and a last line without its end", () => {
  expect(difference("", "a\nb\n")).toBe("--- a\n+++ b\n@@ -0,0 +1,2 @@\n+a\n+b\n");
  expect(difference("a\n", "")).toBe("--- a\n+++ b\n@@ -1 +0,0 @@\n-a\n");
  expect(difference("a", "a\n")).toBe(
    "--- a\n+++ b\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n",
  );
});

/** What `patch` does with it. */
function applied(before: string, patch: string): string {
  const old = before === "" ? [] : before.split(/(?<=\n)/);
  const result: string[] = [];
  let at = 0;
  for (const line of patch.split(/(?<=\n)/).slice(2)) {
    const head = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (head !== null) {
      const start = Number(head[1]) - (head[2] === "0" ? 0 : 1);
      while (at < start) result.push(old[at++] as string);
    } else if (line.startsWith("\\")) result.push((result.pop() ?? "").replace(/\n$/, ""));
    else if (line.startsWith("+")) result.push(line.slice(1));
    else {
      if (line.startsWith(" ")) result.push(old[at] as string);
      at += 1;
    }
  }
  return [...result, ...old.slice(at)].join("");
}

test("leads from one text to the other", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [before, after] = [one, other].map((lines) =>
        lines.map((line) => `${line}\n`).join(""),
      );
      const patch = difference(before as string, after as string);
      expect(applied(before as string, patch)).toBe(after);
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
