/** Laws point at the words that are the mistake, speak once for each, and leave good programs alone. */
import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { rules } from "../src/rules/index.ts";
import { compileSources, compileText, described, resolveSources } from "./support/compile.ts";
import { markedText } from "./support/marked.ts";

/** Each place that is reported stands in « »; the codes follow in the text's order. */
function reported(marked: string): void {
  const text = marked.replace(/[«»]/g, "");
  const { diagnostics } = compileText(text);
  const [first] = diagnostics;
  const spans = diagnostics.map(({ primary }) => primary);
  expect(first === undefined ? text : markedText(first.primary.source, spans)).toBe(marked);
}

test.each([
  "cluster a standalone < milvus 2.6.15; attu; «expose attu 127.0.0.1:19530» >",
  "cluster a standalone < milvus 2.6.15; attu; expose client 3000; «expose attu 127.0.0.1:3000» >",
  "cluster a standalone < milvus 2.6.15; attu; expose attu 127.0.0.1:3000; «expose client 3000» >",
  'cluster a standalone < milvus 2.6.15; target compose { join "web" { «members all» } } >',
  'cluster a standalone < milvus 2.6.15; external s3 "m:443" { bucket "data"; «tls off» } >',
  'cluster a standalone < milvus 2.6.15; external etcd "e:2379", "«e:2379»" >',
  "cluster a distributed < milvus 2.6.15; storage minio(4), «etcd(4)» >",
  "cluster a distributed < milvus 2.4.24; mixcoord x2; «indexcoord» >",
  "cluster a distributed < milvus 2.6.15; «mixcoord x3» >",
  "cluster a standalone < milvus 2.6.15; network one { «members standalone, etcd» } >",
  "cluster a standalone < milvus 2.6.15; config { «proxy.http.port 9091» } >",
  'cluster a standalone < milvus 2.6.15; storage minio { variables { «MINIO_ROOT_PASSWORD "something"» } } >',
  "cluster a standalone < milvus 2.6.15; «healthcheck» { interval 1s; start 10s } >",
  'cluster a standalone < milvus 2.6.15; authorization on { «root secret "r"» } >'
    .replace("2.6.15", "2.4.6")
    .replace(" >", '; allow patched-milvus "an old one" >'),
])("points at the words: %s", reported);

test("a file with five mistakes has five diagnostics", () => {
  const checked = compileText(`cluster prod distributed <
  milvus 2.6.15; environment production;
  storage rocksmq, etcd(4), minio(4); attu;
  expose client 127.0.0.1:3000; expose attu 127.0.0.1:3000;
  network front { members proxy, attu };
  network back internal { members all except proxy, attu };
  querynode { memory 100Mi };
  authorization on { root secret "r" }
>`);
  const codes = checked.diagnostics.map(({ code }) => code);
  expect(codes, described(checked)).toHaveLength(5);
  expect(codes).toEqual([
    "supported-queues",
    "odd-quorums",
    "unique-host-ports",
    "connected-needs",
    expect.stringContaining("memory"),
  ]);
});

test("one misplaced component is one diagnostic, with a fix", () => {
  const { diagnostics } = compileText(
    "cluster a distributed < milvus 2.6.15; network front { members proxy }; network back internal { members all except proxy } >",
  );
  expect(diagnostics.map(({ code }) => code)).toEqual(["connected-needs"]);
  expect(diagnostics[0]?.fixes[0]?.edits.map(({ text }) => text)).toEqual(["members all"]);
});

test("every address is every address, however it is written", () => {
  const clash =
    "cluster a standalone < milvus 2.6.15; attu; expose client 0.0.0.0:3000; expose attu 127.0.0.1:3000 >";
  expect(described(compileText(clash))).toContain("unique-host-ports");
  for (const address of ["0.0.0.0:", "[::]:", ""])
    expect(
      described(compileText(`cluster a standalone < milvus 2.6.15; expose etcd ${address}2379 >`)),
    ).toContain("private-stores");
  for (const address of ["127.0.0.1:", "127.1.2.3:", "[::1]:"])
    expect(
      described(compileText(`cluster a standalone < milvus 2.6.15; expose etcd ${address}2379 >`)),
    ).toBe("");
});

test("what a circle of waits looks like is drawn", () => {
  const { resolved } = resolveSources([
    { name: "a.mvs", text: "cluster a standalone < milvus 2.6.15 >" },
  ]);
  const [one] = resolved;
  if (one === undefined) throw new Error("nothing was resolved");
  const { waits } = one.deployment;
  const deployment = {
    ...one.deployment,
    waits: [...waits, { component: "etcd", for: "standalone", until: "ready" as const }],
  };
  const [judged] =
    rules.find(({ code }) => code === "acyclic-start-order")?.judge([{ ...one, deployment }]) ?? [];
  expect(judged?.diagnostic.help).toBe(
    [
      "Take one of the waits away:",
      "┌─────┐",
      "│    standalone",
      "│     ↓  until it is ready: its registration, its metadata and stored settings",
      "│    etcd",
      "│     ↓  until it is ready",
      "│    standalone",
      "└─────┘",
    ].join("\n"),
  );
});

describe("judged as production", () => {
  it("defaults that production would not have are no mistake", () => {
    const codes = (text: string) =>
      compileText(text, { judgeAs: "production" }).diagnostics.map(({ code }) => code);
    expect(codes("cluster a distributed < milvus 2.6.15 >")).toEqual([
      "authorized-production",
      "pinned-queue",
    ]);
    expect(codes("cluster a distributed < milvus 2.6.15; storage pulsar, etcd(1) >")).toEqual([
      "authorized-production",
      "redundant-dependencies",
    ]);
  });
});

test("the work of all laws grows with the deployments, not faster", () => {
  const text = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const name = `c${index}`;
      return `cluster ${name} distributed < milvus 2.6.15; host "h"; expose client ${2000 + index}; target compose { project ${name} } >`;
    }).join("\n");
  const lookups = (count: number) => {
    const { resolved } = resolveSources([{ name: "a.mvs", text: text(count) }]);
    const counter = countingLookups();
    const watched = resolved.map((one) => ({ ...one, deployment: counter.watch(one.deployment) }));
    for (const rule of rules) rule.judge(watched);
    return counter.count();
  };
  // Time on a busy machine says nothing; how often something is looked at does.
  expect(lookups(50) / lookups(5)).toBeLessThan(11);
});

/** Counts how often anything in a value is looked at. */
function countingLookups() {
  let count = 0;
  const known = new WeakMap<object, object>();
  const watch = <T>(value: T): T => {
    if (typeof value !== "object" || value === null) return value;
    const earlier = known.get(value);
    if (earlier !== undefined) return earlier as T;
    const watched = new Proxy(value, {
      get: (target, key, receiver) => {
        count += 1;
        return watch(Reflect.get(target, key, receiver));
      },
    });
    known.set(value, watched);
    return watched;
  };
  return { watch, count: () => count };
}

test("the texts of the language page stay quiet", () => {
  const names = ["standalone-minimal", "distributed-one-line", "development-and-production"];
  const expected = ["pinned-milvus-version", "pinned-milvus-version", ""];
  const codes = names.map((name) => {
    const text = readFileSync(`fixtures/valid/${name}/main.mvs`, "utf8");
    return compileSources([{ name, text }])
      .diagnostics.map(({ code }) => code)
      .join();
  });
  expect(codes).toEqual(expected);
});

test("a statement on a line of its own whose name is misspelt: the `;` above it is missing as well", () => {
  const { diagnostics } = compileText("cluster a distributed < milvus 2.6.15\n  proxi x2 >");
  expect(diagnostics.map(({ code }) => code)).toEqual(["known-statements", "separated-statements"]);
  const { diagnostics: fine } = compileText(
    'cluster a standalone < milvus 2.6.15; external etcd "e:2379",\n  "f:2379" >',
  );
  expect(fine).toEqual([]);
});
