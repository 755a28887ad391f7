/** Every code of the syntax explains itself with programs that do what they say. */
import { expect, test } from "vitest";
import type { CodeDefinition } from "../../src/diagnostics/define.ts";
import { syntaxCodes } from "../../src/syntax/diagnostics.ts";
import { parse } from "../../src/syntax/parse.ts";

function codesOf(text: string): string[] {
  return parse({ name: "a.mvs", text }).diagnostics.map(({ code }) => code);
}

test.each(Object.entries<CodeDefinition>(syntaxCodes))("%s", (code, { examples, messages }) => {
  expect(codesOf(examples.wrong)).toEqual([code]);
  expect(codesOf(examples.right)).toEqual([]);
  for (const { parts } of Object.values(messages)) {
    expect(parts.join("")).not.toMatch(/\.$/);
    expect(parts[0]).not.toMatch(/^[A-Z]/);
  }
});
