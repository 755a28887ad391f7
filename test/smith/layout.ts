/** The same program with other white space, comments and last semicolons. */
import fc from "fast-check";
import { type Program, tokensOf } from "./tree.ts";

const blank = fc.constantFrom(" ", "\n", "  ", "\t", "\n\n\n", "\r\n");
const comment = fc.constantFrom("/* c */", "/* a\n b < > { */", "// e; }\n", "//\n", "/**/");
const gap = fc.oneof(
  { weight: 4, arbitrary: blank },
  fc.tuple(blank, comment, blank).map((parts) => parts.join("")),
);

/** Gaps are taken in turn, so that few of them make a whole layout. */
export interface Layout {
  readonly gaps: readonly string[];
  readonly lastSemicolon: boolean;
  readonly byteOrderMark: boolean;
}

export const layout: fc.Arbitrary<Layout> = fc.record({
  gaps: fc.array(gap, { minLength: 1, maxLength: 7 }),
  lastSemicolon: fc.boolean(),
  byteOrderMark: fc.boolean(),
});

export function layOut(program: Program, chosen: Layout): string {
  const tokens = tokensOf(program).flatMap((token, index, all) => {
    const closes = token === ">" || token === "}";
    const isEmpty = ["<", "{"].includes(all[index - 1] ?? "");
    return closes && !isEmpty && chosen.lastSemicolon ? [";", token] : [token];
  });
  const text = tokens
    .map((token, index) => token + (chosen.gaps[index % chosen.gaps.length] ?? " "))
    .join("");
  return (chosen.byteOrderMark ? "\uFEFF" : "") + text;
}
