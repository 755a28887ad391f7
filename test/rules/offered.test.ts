/** Fixes are offered where they help, and are made unasked where nothing is lost. */
import { expect, test } from "vitest";
import { applyEdits } from "../../src/diagnostics/edits.ts";
import { rules } from "../../src/rules/index.ts";
import { compileSources, compileText } from "../support/compile.ts";

function fixesOf(code: string, text: string) {
  const own = rules.filter((rule) => rule.code === code);
  return compileText(text, { rules: own }).diagnostics.flatMap(({ fixes }) => fixes);
}

const production = 'environment production; authorization on { root secret "r" }';

/** The law, the program, and the titles of what is offered. */
const offers: readonly (readonly [code: string, program: string, titles: readonly string[]])[] = [
  [
    "redundant-dependencies",
    `cluster a distributed < milvus 2.6.15; ${production}; storage woodpecker, minio(4), etcd(1) >`,
    ["write `etcd(3)`"],
  ],
  [
    "redundant-dependencies",
    `cluster a distributed < milvus 2.6.15; ${production}; storage woodpecker, minio(4), etcd(1);
     expose etcd 127.0.0.1:2379 >`,
    [],
  ],
  [
    "redundant-roles",
    `cluster a distributed < milvus 2.6.15; ${production}; proxy x1; querynode x2;
     streamingnode x2; expose proxy.metrics 127.0.0.1:9091 >`,
    [],
  ],
  [
    "redundant-roles",
    `cluster a distributed < milvus 2.6.15; ${production}; querynode x2;
     expose proxy.metrics 127.0.0.1:9091 >`,
    [],
  ],
  [
    "fitting-workload",
    `cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 };
     querynode x2 { memory 8Gi } >`,
    ["write `memory 19Gi`", "write `querynode x5`"],
  ],
  [
    "fitting-workload",
    `cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 };
     querynode x1 { memory 8Gi }; expose querynode.metrics 127.0.0.1:9091 >`,
    ["write `memory 38Gi`"],
  ],
  [
    "fitting-workload",
    `cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 };
     querynode x2 { memory 1Gi } >`,
    ["write `memory 19Gi`"],
  ],
  [
    "bucket-outside-host",
    `cluster a standalone < milvus 2.5.27; external s3 "data.one.example.com:443",
     "two.example.com:443" { bucket "data" } >`,
    [],
  ],
  [
    "supported-roles",
    "cluster a distributed < milvus 2.6.15; indexnode x2; datanode >",
    ["remove `indexnode`"],
  ],
  [
    "supported-roles",
    `cluster a distributed < milvus 2.6.15; indexnode x2; expose datanode.metrics 127.0.0.1:9091 >`,
    ["remove `indexnode`"],
  ],
  [
    "exclusive-coordinators",
    "cluster a distributed < milvus 2.4.24; rootcoord; datacoord; mixcoord >",
    ["remove `mixcoord`"],
  ],
  [
    "patient-healthchecks",
    "cluster a distributed < milvus 2.6.15; healthcheck { interval 5s; start 10s; retries 3 } >",
    ["write `start 90s`"],
  ],
  [
    "fitting-workload",
    `cluster a distributed < milvus 2.6.15; workload { vectors 10M; dim 768 };
     querynode x1 { memory 10Gi } >`,
    ["write `memory 38Gi`", "write `querynode x4`"],
  ],
  [
    "fitting-workload",
    `cluster a standalone < milvus 2.6.15; workload { vectors 5M; dim 768 };
     standalone x1 { memory 8Gi } >`,
    ["write `memory 21Gi`"],
  ],
];

test.each(offers)("%s: %s", (code, text, titles) => {
  expect(fixesOf(code, text).map(({ title }) => title)).toEqual(titles);
});

/** The law, the program, and what it becomes by each of the fixes that are offered. */
const outcomes: readonly (readonly [code: string, before: string, after: readonly string[]])[] = [
  [
    "odd-quorums",
    "cluster a distributed < milvus 2.6.15; storage etcd(4) >",
    [
      "cluster a distributed < milvus 2.6.15; storage etcd(5) >",
      "cluster a distributed < milvus 2.6.15; storage etcd(3) >",
    ],
  ],
  [
    "supported-queues",
    "cluster a distributed < milvus 2.5.27; storage rocksmq >",
    [
      "cluster a distributed < milvus 2.5.27; storage pulsar >",
      "cluster a distributed < milvus 2.5.27; storage kafka >",
    ],
  ],
  [
    "supported-roles",
    "cluster a distributed < milvus 2.6.15; rootcoord; datacoord; proxy; querycoord x2 >",
    [
      "cluster a distributed < milvus 2.6.15; mixcoord; proxy >",
      "cluster a distributed < milvus 2.6.15; proxy >",
    ],
  ],
  [
    "supported-roles",
    "cluster a distributed < milvus 2.6.15; proxy; rootcoord; datacoord { memory 1Gi }; querycoord >",
    [
      "cluster a distributed < milvus 2.6.15; proxy; mixcoord >",
      "cluster a distributed < milvus 2.6.15; proxy >",
    ],
  ],
  [
    "supported-roles",
    "cluster a distributed extends base < rootcoord > cluster base < milvus 2.6.15; querycoord x2 >",
    [
      "cluster a distributed extends base < > cluster base < milvus 2.6.15; mixcoord x2 >",
      "cluster a distributed extends base < > cluster base < milvus 2.6.15 >",
    ],
  ],
];

test.each(outcomes)("%s mends %s", (code, text, after) => {
  expect(fixesOf(code, text).map(({ edits }) => applyEdits(text, edits))).toEqual(after);
});

test("words at the same place of two files are two places", () => {
  const files = ["a", "b"].map((name) => ({
    name: `${name}.mvs`,
    text: `cluster ${name} standalone < milvus 2.6.15; target k8s { namespace team } >`,
  }));
  const own = rules.filter(({ code }) => code === "distinct-objects");
  const [first] = compileSources(files, { rules: own }).diagnostics;
  expect(first?.fixes.map(({ title }) => title)).toEqual(["write `namespace b`"]);
});

test("what stands in two files is not mended in one", () => {
  const base = { "base.mvs": "cluster base < milvus 2.6.15; rootcoord >" };
  const text = 'import "base.mvs"\ncluster a distributed extends base < datacoord >';
  const own = rules.filter(({ code }) => code === "supported-roles");
  const { diagnostics } = compileText(text, { files: base, rules: own });
  expect(diagnostics.map(({ fixes }) => fixes)).toEqual([[]]);
});

test("a newer version is written into the images that name the old one", () => {
  const text = `cluster a distributed < milvus 2.5.26; proxy { image "here/milvus:v2.5.26" };
    querynode { image "here/milvus:ours" } >`;
  const [fix] = fixesOf("patched-milvus", text);
  expect(applyEdits(text, fix?.edits ?? [])).toBe(text.replaceAll("2.5.26", "2.5.27"));
});

test("what would take a comment along is not made unasked", () => {
  const program = (comment: string) =>
    `cluster a distributed < milvus 2.6.15; proxy { gpu ${comment} 1 } >`;
  expect(fixesOf("gpu-of-roles", program("")).map(({ safe }) => safe)).toEqual([true]);
  expect(fixesOf("gpu-of-roles", program("/* later */")).map(({ safe }) => safe)).toEqual([false]);
});
