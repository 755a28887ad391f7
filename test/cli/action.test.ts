/** The GitHub Action: the shell of its last step, run as a runner runs it. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "../..");
const program = join(root, "dist/milvusc.js");
const action = parse(readFileSync(join(root, "action.yml"), "utf8"));
const inputs: Record<string, { description?: string; default?: string }> = action.inputs;
const steps: { uses?: string; run?: string; shell?: string; env?: Record<string, string> }[] =
  action.runs.steps;

test("has the form of a composite action", () => {
  expect(action.runs.using).toBe("composite");
  expect(Object.keys(inputs)).toEqual(["files", "strict", "as"]);
  for (const input of Object.values(inputs)) expect(input.description).toBeTypeOf("string");
  for (const { uses, run, shell } of steps) {
    expect(uses === undefined).toBe(run !== undefined);
    if (run !== undefined) expect(shell).toBe("bash");
    // What people write into an input is data, and never becomes part of a script.
    expect(run ?? "").not.toContain("${{");
  }
});

describe.skipIf(!existsSync(program))("its check", () => {
  const folder = mkdtempSync(join(tmpdir(), "milvusc-action-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "bad one.mvs"), "cluster a standalone < milvus: 2.6.15 >\n");
  writeFileSync(join(folder, "good.mvs"), "cluster b standalone < milvus 2.6.15 >\n");
  writeFileSync(join(folder, "unpinned.mvs"), "cluster c standalone < >\n");

  function check(given: Record<string, string>) {
    const { run = "", env = {} } = steps.at(-1) ?? {};
    const values = Object.entries(env).map(([name, text]) => [
      name,
      text.replace(/\$\{\{ (?:github\.action_path|inputs\.(\w+)) \}\}/, (_, key?: string) =>
        key === undefined ? root : (given[key] ?? inputs[key]?.default ?? ""),
      ),
    ]);
    const { status, stdout } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", run], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...Object.fromEntries(values) },
    });
    return { status, stdout };
  }

  test("annotates the words, and fails", () => {
    const { status, stdout } = check({});
    expect(status).toBe(1);
    expect(stdout).toContain(
      "::error file=bad one.mvs,line=1,col=30,endLine=1,endColumn=31,title=plain-names::",
    );
  });

  test("takes files, patterns and options", () => {
    expect(check({ files: "good.mvs" })).toEqual({ status: 0, stdout: "" });
    expect(check({ files: "g*.mvs unpinned.mvs" }).status).toBe(0);
    expect(check({ files: "unpinned.mvs", strict: "true" }).status).toBe(1);
    expect(check({ files: "unpinned.mvs", as: "production" }).status).toBe(1);
    expect(check({ files: "$(touch made) ;touch made" }).status).toBe(2);
    expect(existsSync(join(folder, "made"))).toBe(false);
  });
});
