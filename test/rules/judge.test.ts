/** A place that has an error is not judged again; everything beside it is. */
import { expect, test } from "vitest";
import { readIr } from "../../src/cli/ir.ts";
import { compileText, judgeResolution } from "../support/compile.ts";

const codes = (text: string) => compileText(text).diagnostics.map(({ code }) => code);

test("a law is silent where an error stands already, and speaks elsewhere", () => {
  // The version is wrong, so that it is missing is no second mistake; the queue's is another place.
  expect(codes("cluster a distributed < milvus latest; storage rocksmq >")).toEqual([
    "exact-milvus-version",
    "supported-queues",
  ]);
});

test("many errors and findings, each kept or silenced at its own place", () => {
  const one = (index: number) =>
    `cluster c${index} distributed < milvus latest; storage rocksmq; expose client off >`;
  const text = Array.from({ length: 50 }, (_, index) => one(index)).join("\n");
  expect(codes(text)).toHaveLength(100);
});

test("an IR that allows what only a program can do says nothing of it", () => {
  const { workspace } = compileText('cluster a standalone < allow pinned-milvus-version "new" >');
  const { value: resolved } = readIr({ name: "ir.json", text: JSON.stringify(workspace) });
  expect(judgeResolution({ resolved, diagnostics: [] }).diagnostics).toEqual([]);
});
