/** The published schema of the IR is what the compiler checks against. `UPDATE=1` rewrites it. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { Workspace } from "../../src/model/schema.ts";

test("ir.schema.json is current", () => {
  const file = join(import.meta.dirname, "..", "..", "ir.schema.json");
  const schema = {
    title: "milvusc IR, version 1",
    ...z.toJSONSchema(Workspace, { reused: "ref" }),
  };
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (process.env.UPDATE === "1") writeFileSync(file, text);
  expect(readFileSync(file, "utf8")).toBe(text);
});
