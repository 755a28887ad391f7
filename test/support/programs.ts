/** Random programs for property tests: any that the grammar accepts, with or without meaning. */
import fc from "fast-check";

const word = fc.constantFrom(
  "proxy",
  "querynode",
  "x2",
  "1..2",
  "4Gi",
  "2.6.15",
  "127.0.0.1:9091",
  "[::1]:9091",
  "a-b_c.d",
);
const text = fc
  .string({ unit: "grapheme", maxLength: 8 })
  .map((raw) => `"${raw.replace(/[\r\n]/g, " ").replace(/[\\"]/g, "\\$&")}"`);
const words = fc.oneof({ weight: 4, arbitrary: word }, text);
const value = fc.oneof(
  { weight: 5, arbitrary: words.map((written) => [written]) },
  words.map((written) => [written, "(", "4", ")"]),
);

const { entries } = fc.letrec<{ entries: string[]; block: string[]; item: string[] }>((tie) => ({
  entries: fc
    .tuple(fc.array(fc.tuple(words, items(tie("item"))), { maxLength: 3 }), fc.boolean())
    .map(([list, last]) => [
      ...list.flatMap(([name, rest], index) => [...(index > 0 ? [";"] : []), name, ...rest]),
      ...(last && list.length > 0 ? [";"] : []),
    ]),
  block: tie("entries").map((inner) => ["{", ...inner, "}"]),
  item: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.array(value, { minLength: 1, maxLength: 3 }).map((list) => list.flat()),
    fc
      .tuple(fc.array(value, { maxLength: 2 }), tie("block"))
      .map(([list, block]) => [...list.flat(), ...block]),
  ),
}));

function items(item: fc.Arbitrary<string[]>): fc.Arbitrary<string[]> {
  return fc
    .array(item, { maxLength: 3 })
    .map((list) => list.flatMap((each, index) => [...(index > 0 ? [","] : []), ...each]));
}

const head = fc
  .tuple(
    fc.constantFrom("dev", "prod", '"storage"'),
    fc.constantFrom([], ["standalone"], ["distributed"]),
    fc.constantFrom([], ["extends", "base"]),
  )
  .map(([name, mode, parent]) => ["cluster", name, ...mode, ...parent]);
const cluster = fc.tuple(head, entries).map(([words, body]) => [...words, "<", ...body, ">"]);
const importPart = fc.constantFrom('"base.mvs"', "base.mvs").map((file) => ["import", file]);

/** The tokens of a program that the grammar accepts. */
export const programTokens: fc.Arbitrary<string[]> = fc
  .array(fc.oneof({ weight: 4, arbitrary: cluster }, importPart), { maxLength: 3 })
  .map((parts) => parts.flat());

/** What may stand between two tokens. */
const blank = fc.constantFrom(" ", " ", " ", " ", "\n", "\n  ", "\n\n", "\n\n\n  ");
const comment = fc.constantFrom("/* c */", "/**/", "/* c\n  d */", "// e\n", "// f  \n", "//\n");
const gap = fc.oneof(
  { weight: 6, arbitrary: blank },
  fc
    .array(fc.tuple(blank, comment, blank), { minLength: 1, maxLength: 2 })
    .map((parts) => parts.flat().join("")),
);

/** A program laid out at random, with comments anywhere. */
export const programText: fc.Arbitrary<string> = programTokens.chain((tokens) =>
  fc
    .array(gap, { minLength: tokens.length + 1, maxLength: tokens.length + 1 })
    .map((gaps) => gaps.map((each, index) => each + (tokens[index] ?? "")).join("")),
);

/** A program on one line a cluster, as people write small ones. */
export const plainText: fc.Arbitrary<string> = programTokens.map((tokens) => tokens.join(" "));
