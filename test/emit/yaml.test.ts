/** What is printed is what was meant, for readers of YAML 1.1 and 1.2, and looks as the notes say. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { noted, plain, type Yaml } from "../../src/emit/artifact.ts";
import { printYaml } from "../../src/emit/yaml.ts";

function readBack(text: string): unknown[] {
  return (["1.1", "1.2"] as const).map((version) => parse(text, { version }));
}

const hostile = [
  "on",
  "yes",
  "No",
  "y",
  "n",
  "NULL",
  "null",
  "~",
  "",
  " ",
  "true",
  "1e3",
  "1.20",
  "0o7",
  "0777",
  "0x1F",
  "0b1",
  "22:22",
  "12:30:45",
  "1_000",
  ".5",
  "+1",
  ".inf",
  ".NaN",
  "2026-01-01",
  "=",
  "<<",
  "a: b",
  "a #b",
  "#a",
  "- a",
  "? a",
  "{{ .Values.x }}",
  "{a: b}",
  "[a]",
  "*a",
  "&a",
  "!a",
  "|",
  ">",
  "%a",
  "@a",
  "`a`",
  "'a'",
  '"a"',
  "a\\nb",
  'it\'s "both"',
  "a\nb",
  "a\n",
  "\na",
  "a\n\n",
  " a\n b",
  "a\n b\n",
  "a \n b",
  "\ta",
  "a\t",
  "a\tb\nc",
  "a\r\nb",
  "---",
  "--- a",
  "...",
  "---\na",
  "$HOME",
  "$$",
  `$${"{A:-b}"}`,
  "ünïcödé",
  "数据",
  "🦀",
  "a\u0085b",
  "a\u2028b",
  "a\u2029b",
  "\ufeffa",
  "a\u00a0b",
  "\u007f",
  "a,b",
  "a:",
  ":a",
  "-",
  "?",
  "a".repeat(300),
  "a b ".repeat(60),
]; // prettier-ignore

describe("printYaml", () => {
  test.each(hostile)("%j stays what it is, as value, key, item and in a flow list", (text) => {
    const value: Yaml = new Map<string, Yaml>([
      ["plain", text],
      ["quoted", noted(text, { quote: true })],
      ["list", [text, [text], { deep: { deeper: text } }]],
      ["flow", noted([text, "z"], { flow: true })],
      ["after", noted(text, { after: `# ${text}`, before: `about ${text}`, gap: true })],
      ["keys", new Map([[text, 1]])],
    ]);
    for (const read of readBack(printYaml([value]))) expect(read).toEqual(plain(value));
  });

  test("any text stays what it is, for both readers", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..." \n\t#:-'\"\\{}[],&*!|>%@`$=~?0e1.ax\u2028\ufeff") }),
      fc.constantFrom(...hostile),
    );
    const wellFormed = text.filter((one) => !/\p{Surrogate}/u.test(one) && !one.includes("\0"));
    const { tree } = fc.letrec<{ tree: Yaml }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        wellFormed,
        fc.oneof(
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
          fc.integer().map((n) => n / 8),
        ),
        fc.array(tie("tree"), { maxLength: 4 }),
        fc
          .uniqueArray(fc.tuple(wellFormed, tie("tree")), {
            maxLength: 4,
            selector: ([key]) => key,
          })
          .map((pairs) => new Map(pairs.filter(([key]) => key !== "__proto__"))),
        fc
          .tuple(tie("tree"), wellFormed, fc.boolean(), fc.boolean())
          .map(([value, note, flow, gap]) =>
            noted(value, { before: note, after: note, ...(flow && { flow }), ...(gap && { gap }) }),
          ),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const document = { value };
        for (const read of readBack(printYaml([document]))) expect(read).toEqual(plain(document));
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test("notes become comments, blank lines, flow and quotes", () => {
    const text = printYaml([
      {
        name: noted("prod", { before: "one\n\ntwo" }),
        services: noted(
          {
            etcd: noted(
              { image: "etcd:v3", command: noted(["a", "b"], { flow: true }) },
              { gap: true },
            ),
            proxy: noted({ ports: [noted("1:2", { quote: true, after: "why" })] }, { gap: true }),
          },
          { gap: true, after: "behind the name" },
        ),
        nothing: undefined,
        empty: {},
        lines: "a\nb\n",
      },
    ]);
    expect(text).toBe(`# one
#
# two
name: prod

services: # behind the name
  etcd:
    image: etcd:v3
    command: [a, b]

  proxy:
    ports:
      - "1:2" # why
empty: {}
lines: |
  a
  b
`);
  });

  test("words that look like other types are quoted, words that do not are not", () => {
    const letters = fc.string({
      unit: fc.constantFrom(..."0123456789eExXoObBaAfF_.:+-/infnatruyeslf"),
    });
    fc.assert(
      fc.property(letters, (text) => {
        for (const read of readBack(printYaml([[text]]))) expect(read).toEqual([text]);
      }),
      { numRuns: 2000, seed: 11 },
    );
    const words = ["etcd:2379", "http://a/b", "/data", "milvusdb/milvus:v2.3.5", "a@b", "No", "a:"];
    expect(printYaml([noted(words, { flow: true })])).toBe(
      '[etcd:2379, http://a/b, /data, milvusdb/milvus:v2.3.5, a@b, "No", "a:"]\n',
    );
  });

  test("shared objects are written out, long lines are not folded", () => {
    const shared = { a: "word ".repeat(50) };
    const text = printYaml([{ one: shared, two: shared }]);
    expect(text).not.toMatch(/[&*]/);
    expect(text.split("\n")).toHaveLength(5);
  });

  test("a stream of documents", () => {
    const text = printYaml([{ a: 1 }, { b: "---" }]);
    expect(parseAllDocuments(text).map((one) => one.toJS())).toEqual([{ a: 1 }, { b: "---" }]);
  });
});
