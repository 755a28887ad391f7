/**
 * tree-sitter builds a parser of the derived grammar, and that parser accepts what this one
 * accepts.
 */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "../../src/syntax/parse.ts";
import { programText } from "../support/programs.ts";
import { type Availability, isThere, lastLines, oracleFolder, run, withOracle } from "./support.ts";

/** Newer ones need libclang, or a newer compiler than distributions have. */
const version = "0.25.10";
const root = join(import.meta.dirname, "../..");

function findTreeSitter(): Availability<string> {
  if (!isThere("cc")) return { reason: "it compiles parsers with cc, and there is none" };
  const folder = oracleFolder(`tree-sitter-${version}`);
  const path = join(folder, "bin", "tree-sitter");
  if (existsSync(path)) return { oracle: path };
  if (!isThere("cargo")) return { reason: "cargo is not there to build it" };
  const what = ["install", "tree-sitter-cli", "--version", version, "--locked"];
  const built = run("cargo", [...what, "--root", folder], { timeoutSeconds: 1200 });
  return built.status === 0 ? { oracle: path } : { reason: lastLines(built) };
}

withOracle("tree-sitter", findTreeSitter, (treeSitter) => {
  describe("tree-sitter", () => {
    const work = mkdtempSync(join(oracleFolder(), "grammar-"));
    const env = { HOME: work, XDG_CACHE_HOME: work, TREE_SITTER_LIBDIR: join(work, "lib") };
    const invoke = (...args: string[]) =>
      run(treeSitter, args, { cwd: work, env, timeoutSeconds: 300 });

    beforeAll(() => {
      copyFileSync(
        join(root, "grammar/generated/tree-sitter/grammar.js"),
        join(work, "grammar.js"),
      );
      const generated = invoke("generate", "--abi", "14", "grammar.js");
      expect(generated.status, lastLines(generated)).toBe(0);
    }, 300_000);

    afterAll(() => rmSync(work, { recursive: true, force: true }));

    /** Files with an error, as the tool lists them. */
    function refused(files: readonly string[]): string[] {
      const { stdout, status, stderr } = invoke("parse", "--quiet", ...files);
      if (status !== 0 && stdout.trim() === "") throw new Error(stderr);
      return stdout.split("\n").filter((line) => /ERROR|MISSING/.test(line));
    }

    const fixtures = readdirSync(join(root, "fixtures"), { recursive: true, encoding: "utf8" })
      .filter((path) => /^valid\b.*\bmain\.mvs$/.test(path))
      .map((path) => join(root, "fixtures", path));

    test.skipIf(fixtures.length === 0)(
      "accepts every valid fixture",
      () => {
        expect(refused(fixtures)).toEqual([]);
      },
      300_000,
    );

    test("accepts what this parser accepts, at random", () => {
      const files = fc.sample(programText, { seed: 20240601, numRuns: 100 }).map((text, index) => {
        expect(parse({ name: "a.mvs", text }).diagnostics).toEqual([]);
        const path = join(work, `${index}.mvs`);
        writeFileSync(path, text);
        return path;
      });
      expect(refused(files)).toEqual([]);
    }, 300_000);

    test("refuses what is no program", () => {
      const path = join(work, "wrong.mvs");
      writeFileSync(path, "cluster a { attu }");
      expect(refused([path])).toHaveLength(1);
    }, 300_000);

    test("knows every node and word of the query that colours", () => {
      copyFileSync(
        join(root, "grammar/generated/tree-sitter/queries/highlights.scm"),
        join(work, "highlights.scm"),
      );
      const path = join(work, "colours.mvs");
      writeFileSync(path, "cluster a standalone < storage etcd(3); target k8s { namespace b } >");
      const asked = invoke("query", "highlights.scm", path);
      expect(asked.status, lastLines(asked)).toBe(0);
      for (const capture of ["type", "keyword", "function", "property", "module", "number"])
        expect(asked.stdout).toContain(capture);
    }, 300_000);
  });
});
