/** The formatter changes the layout and nothing else, and once is enough. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Document } from "../../src/syntax/ast.ts";
import { parse } from "../../src/syntax/parse.ts";
import { print } from "../../src/syntax/print.ts";
import { plainText, programText } from "../support/programs.ts";
import { withoutSpans } from "../support/trees.ts";

const runs = { seed: 20240601, numRuns: 300 };
const anyLayout = fc.oneof({ weight: 2, arbitrary: programText }, plainText);

function parsed(text: string): Document {
  const { value, diagnostics } = parse({ name: "a.mvs", text });
  expect(diagnostics).toEqual([]);
  return value;
}

function comments(document: Document): string[] {
  return document.comments.map(({ text }) => text.trimEnd().replace(/\r\n?/g, "\n"));
}

test("what is printed parses to the same tree with the same comments", () => {
  fc.assert(
    fc.property(anyLayout, (text) => {
      const before = parsed(text);
      const after = parsed(print(before));
      expect(withoutSpans(after)).toEqual(withoutSpans(before));
      expect(comments(after)).toEqual(comments(before));
    }),
    runs,
  );
});

test("formatting twice is formatting once", () => {
  fc.assert(
    fc.property(anyLayout, (text) => {
      const once = print(parsed(text));
      expect(print(parsed(once))).toBe(once);
    }),
    runs,
  );
});

test("printed lines have no blanks at their end, and no two empty lines follow each other", () => {
  fc.assert(
    fc.property(anyLayout, (text) => {
      const once = print(parsed(text));
      expect(once).not.toMatch(/[ \t]\n|\n\n\n|^\n/);
      if (once !== "") expect(once).toMatch(/[^\n]\n$/);
    }),
    runs,
  );
});

test("CRLF and a byte order mark are kept and change nothing else", () => {
  fc.assert(
    fc.property(programText, (text) => {
      const plain = print(parsed(text));
      const foreign = `\uFEFF${text.replaceAll("\n", "\r\n")}`;
      const ends = foreign.includes("\r\n") ? "\r\n" : "\n";
      expect(print(parsed(foreign))).toBe(`\uFEFF${plain.replaceAll("\n", ends)}`);
    }),
    runs,
  );
});
