/** The schema of SARIF 2.1.0 accepts what `check --format sarif` prints. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { milvusc } from "../support/command-line.ts";
import { type Availability, lastLines, oracleFolder, run, withOracle } from "./support.ts";

/** Ships the schema, and brings ajv, which judges by it. */
const name = "@microsoft/jest-sarif";
const version = "1.0.0-beta.0";
const root = join(import.meta.dirname, "../..");

/** What is wrong with a document; nothing when it is valid. */
type Judge = (document: unknown) => readonly string[];

function findSchema(): Availability<Judge> {
  const folder = oracleFolder(`sarif-${version}`);
  const schemaPath = join(folder, "node_modules", name, "lib/schemas/sarif-2.1.0-rtm.5.json");
  if (!existsSync(schemaPath)) {
    const options = ["--ignore-scripts", "--no-audit", "--no-fund"];
    const words = ["install", "--prefix", folder, ...options, `${name}@${version}`];
    const installed = run("npm", words, { timeoutSeconds: 300 });
    if (installed.status !== 0) return { reason: `npm install ${name}: ${lastLines(installed)}` };
  }
  const require = createRequire(join(folder, "node_modules", name, "package.json"));
  const Ajv = require("ajv");
  const ajv = new Ajv({ allErrors: true, meta: false, schemaId: "auto", logger: false });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  const validate = ajv.compile(JSON.parse(readFileSync(schemaPath, "utf8")));
  return {
    oracle: (document) =>
      validate(document)
        ? []
        : validate.errors.map(
            (error: { dataPath: string; message: string }) => `${error.dataPath} ${error.message}`,
          ),
  };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
}

async function sarifOf(files: Readonly<Record<string, string>>) {
  const { output } = await milvusc(["check", ".", "--format", "sarif"], { files });
  const document = JSON.parse(output);
  const results: Result[] = document.runs[0].results;
  return { document, results, rules: document.runs[0].tool.driver.rules as { id: string }[] };
}

function invalidFixtures(): Record<string, string>[] {
  const folder = join(root, "fixtures/invalid");
  const folders = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("main.mvs"))
    .map((path) => join(folder, path, ".."));
  return folders.map((at) =>
    Object.fromEntries(
      readdirSync(at, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [entry.name, readFileSync(join(at, entry.name), "utf8")]),
    ),
  );
}

withOracle("sarif", findSchema, (judge) => {
  test("what is wrong is noticed", async () => {
    const { document } = await sarifOf({ "a.mvs": "cluster a standalone < milvus: 2.6.15 >" });
    document.runs[0].results[0].level = "fatal";
    document.runs[0].results[0].extra = 1;
    expect(judge(document)).toHaveLength(2);
  });

  test("nothing to say, and more than is shown", async () => {
    const none = await sarifOf({ "a.mvs": "cluster a standalone < milvus 2.6.15 >" });
    expect(judge(none.document)).toEqual([]);
    expect(none.results).toEqual([]);
    const many = await sarifOf({ "ä b/#1.mvs": `cluster a standalone < ${"x y; ".repeat(150)}>` });
    expect(judge(many.document)).toEqual([]);
    expect(many.results).toHaveLength(100);
  });

  test("every invalid fixture", async ({ task }) => {
    const all = invalidFixtures();
    task.meta.cases = all.length;
    for (const files of all) {
      const { document, results, rules } = await sarifOf(files);
      expect(judge(document), JSON.stringify(files)).toEqual([]);
      expect(results.length).toBeGreaterThan(0);
      for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    }
  }, 300_000);
});
