/** Whatever stands in a file, every command ends with diagnostics, never with a bug. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { milvusc } from "../support/command-line.ts";

const words = fc.constantFrom(
  ..."cluster a b standalone distributed extends < > { } ; , : = ( ) x2 4Gi off env".split(" "),
  ..."milvus 2.6.15 2.4 environment production storage etcd minio(4) pulsar rocksmq external".split(
    " ",
  ),
  ..."s3 kafka expose client 19530 network members all except healthcheck interval 30s".split(" "),
  ..."workload vectors 50M dim 768 index hnsw config authorization root tls server".split(" "),
  ..."certificate registry host allow target compose data project proxy querynode cpu memory".split(
    " ",
  ),
  ...'import "a.mvs" "" "x" \'y\' # // /* */ \n é \ud83d\ude42 \u0000 \ufeff \u202e'.split(" "),
);
const soup = fc.array(words, { maxLength: 60 }).map((list) => list.join(" "));
const body = fc
  .array(words, { maxLength: 40 })
  .map((list) => `cluster a distributed < ${list.join(" ")} >\n`);
const json = fc.json().map((text) => `{ "irVersion": 1, "deployments": [${text}] }`);
const text = fc.oneof(soup, body, json, fc.string({ unit: "binary", maxLength: 200 }));

const commands = [
  ["check", "-", "--format", "json"],
  ["check", "a.mvs", "--fix"],
  ["fmt", "a.mvs"],
  ["build", "-", "--target", "compose"],
  ["build", "-", "--emit", "ast"],
  ["graph", "-", "--target", "compose"],
  ["explain", "-", "a"],
];

test("any text through every command", async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom(...commands), async (input, command) => {
      const { exit, errors } = await milvusc(command, { input, files: { "a.mvs": input } });
      expect({ exit, errors: exit === 70 ? errors : "" }).toEqual({
        exit: expect.toSatisfy((code) => [0, 1, 2].includes(code as number)),
        errors: "",
      });
    }),
    { numRuns: 250, seed: 7 },
  );
}, 60_000);
