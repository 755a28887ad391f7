/**
 * Files beyond the limits give one error at once; files within them take time in proportion to
 * their size.
 */
import { expect, test } from "vitest";
import { parse } from "../../src/syntax/parse.ts";
import { print } from "../../src/syntax/print.ts";

function parseText(text: string) {
  return parse({ name: "a.mvs", text });
}

const mebi = 1024 * 1024;

test.each([
  ["4 MiB of text", "bytes", ` ${"a".repeat(4 * mebi)}`],
  ["4 MiB in fewer characters", "bytes", "ä".repeat(2 * mebi + 1)],
  ["500,001 tokens", "tokens", "a;".repeat(250_001)],
  ["500,001 comments", "tokens", "/**/".repeat(500_001)],
])("%s", (_, word, text) => {
  const { value, diagnostics } = parseText(text);
  expect(diagnostics.map(({ code }) => code)).toEqual(["limited-size"]);
  expect(diagnostics[0]?.message).toContain(word);
  expect(value.parts).toEqual([]);
});

test("a depth of 64 is fine, one more is not, whatever else is wrong", () => {
  const nested = (depth: number) =>
    `cluster a < ${"b { ".repeat(depth - 1)}${"} ".repeat(depth - 1)}>`;
  const deepest = parseText(nested(64));
  expect(deepest.diagnostics).toEqual([]);
  expect(parseText(print(deepest.value)).diagnostics).toEqual([]);
  for (const text of [
    nested(65),
    `} } ; #\n${nested(65)}`,
    `cluster a < ${"b < ".repeat(100_000)}`,
  ]) {
    const { value, diagnostics } = parseText(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(["limited-size"]);
    expect(diagnostics[0]?.primary.end).toBeLessThan(text.length);
    expect(value.parts).toEqual([]);
  }
});

const cluster = (name: number) => `/* ${name} */ cluster c${name} distributed < // big
  proxy x2 { cpu 1..2; memory 2Gi }; // two
  storage pulsar, minio(4), etcd(3);
  expose client 127.0.0.1:19530 >
`;

test("thousands of clusters parse and print", () => {
  const text = Array.from({ length: 3000 }, (_, index) => cluster(index)).join("");
  const { value, diagnostics } = parseText(text);
  expect(diagnostics).toEqual([]);
  expect(value.clusters).toHaveLength(3000);
  expect(parseText(print(value)).value.clusters).toHaveLength(3000);
}, 60_000);

test.each([
  ["statements on one line", "cluster a < ", "proxy x2 { cpu 1 }; ", ">"],
  ["items on one line", "cluster a < storage ", "etcd(3) { cpu 1 }, ", "minio >"],
  ["comments", "cluster a < ", "/* c */ ", ">"],
  ["line comments", "cluster a < ", "// c\n", ">"],
  ["missing separators", "cluster a < ", "a { b 1 } ", ">"],
  ["bodies that are not closed", "", "cluster a < b; ", ""],
  ["brackets", "cluster a < ", "} { ( ) ", ""],
  ["quotes", "cluster a < ", "' \" “ ", ""],
  ["lists that are not closed", "cluster a < b ", "[ ", ""],
  ["lists", "cluster a < b ", "[a, ", ""],
  ["signs", "cluster a < ", "a:b=c ; ", ""],
  ["stars", "/*", "*", ""],
  ["one text", 'cluster a < b "', "aaaaaaaa\\\\", ""],
  ["one word", "cluster a < b ", "aaaaaaaa", "="],
  ["white space", "cluster a <", " \n", ">"],
  ["line ends", "", "\r", ""],
])(
  "%s: what is long is not slow",
  (_, start, part, end) => {
    // With time in the square of the size this would outlast the patience of the runner.
    const text = start + part.repeat(Math.floor(60_000 / part.length)) + end;
    const once = print(parseText(text).value);
    expect(print(parseText(once).value)).toBe(once);
  },
  60_000,
);
