/** The one layout, by example. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "../../src/syntax/parse.ts";
import { print, printText } from "../../src/syntax/print.ts";

function format(text: string): string {
  const { value, diagnostics } = parse({ name: "a.mvs", text });
  expect(diagnostics).toEqual([]);
  return print(value);
}

const long = "proxy x2 { cpu 1..2; memory 2Gi..4Gi }";

test.each([
  ["an empty file", "", ""],
  ["white space only", "\n \n", ""],
  ["an empty body", "cluster a<\n\n>", "cluster a < >\n"],
  [
    "one line stays one",
    "cluster a<attu;storage etcd(3),minio;>",
    "cluster a < attu; storage etcd(3), minio >\n",
  ],
  [
    "a line break makes lines",
    "cluster a < attu;\nproxy x2 >",
    "cluster a <\n  attu;\n  proxy x2\n>\n",
  ],
  [
    "what does not fit makes lines",
    `cluster a < ${long}; ${long}; rootcoord >`,
    `cluster a <\n  ${long};\n  ${long};\n  rootcoord\n>\n`,
  ],
  [
    "blocks as bodies",
    "cluster a < proxy x2 {\ncpu 1; memory 2Gi } >",
    "cluster a <\n  proxy x2 {\n    cpu 1;\n    memory 2Gi\n  }\n>\n",
  ],
  [
    "items under each other",
    "cluster a <\nstorage etcd,\nminio { disk 1Gi; cpu 1 }, pulsar >",
    "cluster a <\n  storage etcd,\n          minio { disk 1Gi; cpu 1 },\n          pulsar\n>\n",
  ],
  [
    "one empty line between groups, none at the ends",
    "\n\ncluster a <\n\n\n attu;\n\n\n\n proxy;\n storage etcd\n\n>\n\n\n",
    "cluster a <\n  attu;\n\n  proxy;\n  storage etcd\n>\n",
  ],
  [
    "an empty line around clusters, none between imports",
    'import "a"\nimport "b"\ncluster a < >\ncluster b < >',
    'import "a"\nimport "b"\n\ncluster a < >\n\ncluster b < >\n',
  ],
  [
    "comments behind statements, above them and at the end",
    "// a\ncluster a < // b\n// c\nattu; // d\n\n// e\nproxy // f\n// g\n> // h\n// i",
    "// a\ncluster a < // b\n  // c\n  attu; // d\n\n  // e\n  proxy // f\n  // g\n> // h\n// i\n",
  ],
  [
    "comments within a statement",
    "cluster a < proxy /* b */ x2 /* c */; /* d */ attu >",
    "cluster a < proxy /* b */ x2 /* c */; /* d */ attu >\n",
  ],
  [
    "a line comment within a statement",
    "cluster a < proxy // b\nx2 >",
    "cluster a <\n  proxy // b\n    x2\n>\n",
  ],
])("%s", (_, text, formatted) => {
  expect(format(text)).toBe(formatted);
  expect(format(formatted)).toBe(formatted);
});

test("the example of the reference is laid out as the formatter does", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../grammar/README.md"), "utf8");
  const [, example] = /```\n([^`]*)```/.exec(readme) as unknown as [string, string];
  expect(format(example)).toBe(example);
});

test.each([
  ["2.6.15", "2.6.15"],
  ["127.0.0.1:9091", "127.0.0.1:9091"],
  ["a b", '"a b"'],
  ['a"\\', '"a\\"\\\\"'],
  ["", '""'],
  ["cluster", '"cluster"'],
])("the value %j is written %s", (text, written) => {
  expect(printText(text)).toBe(written);
});
