/** The hooks as people get them: the real pre-commit installs a clone of this repository, and stops a bad commit. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { command, commandOrThrow, lastOf } from "../support/command.ts";
import { type Availability, isThere, lastLines, oracleFolder, run, withOracle } from "./support.ts";

const version = "4.7.0";
const root = join(import.meta.dirname, "../..");
const good = "cluster dev standalone <\n  milvus 2.6.15\n>\n";
const bad = "cluster b standalone <\n  milvus: 2.6.15;\n  expose client 19531\n>\n";

function findPreCommit(): Availability<string> {
  for (const tool of ["git", "npm"]) if (!isThere(tool)) return { reason: `${tool} is not there` };
  if (!existsSync(join(root, ".git"))) return { reason: "this is no clone" };
  const folder = oracleFolder(`pre-commit-${version}`);
  const path = join(folder, "bin/pre-commit");
  if (existsSync(path)) return { oracle: path };
  if (!isThere("python3")) return { reason: "neither it nor python3 is there" };
  const made = run("python3", ["-m", "venv", folder], { timeoutSeconds: 120 });
  if (made.status !== 0) return { reason: `python3 -m venv: ${lastLines(made)}` };
  const words = ["install", "--quiet", `pre-commit==${version}`];
  const installed = run(join(folder, "bin/pip"), words, { timeoutSeconds: 300 });
  return installed.status === 0
    ? { oracle: path }
    : { reason: `pip install pre-commit: ${lastLines(installed)}` };
}

withOracle("pre-commit", findPreCommit, (preCommit) => {
  const work = mkdtempSync(join(oracleFolder(), "hooks-"));
  afterAll(() => rmSync(work, { recursive: true, force: true }));
  const [milvuscRepository, fresh] = ["milvusc", "fresh"].map((name) => join(work, name)) as [
    string,
    string,
  ];
  const person = [
    "-c",
    "user.name=A",
    "-c",
    "user.email=a@example.com",
    "-c",
    "commit.gpgsign=false",
  ];
  const home = `PRE_COMMIT_HOME=${join(work, "home")}`;
  const git = (cwd: string, ...words: string[]) =>
    command(["env", home, "git", ...person, ...words], { cwd, timeoutSeconds: 600 });
  const milvusc = (...words: string[]) =>
    command([process.execPath, join(root, "dist/milvusc.js"), ...words], { cwd: fresh });
  const write = (name: string, text: string) => writeFileSync(join(fresh, name), text);

  /** A repository of what lies here now, committed or not. */
  async function snapshot(): Promise<string> {
    mkdirSync(milvuscRepository);
    const words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const { output } = await commandOrThrow(words, { cwd: root });
    for (const path of output
      .split("\0")
      .filter((one) => existsSync(join(root, one)) && one !== "")) {
      mkdirSync(dirname(join(milvuscRepository, path)), { recursive: true });
      copyFileSync(join(root, path), join(milvuscRepository, path));
    }
    await git(milvuscRepository, "init", "--quiet");
    await git(milvuscRepository, "add", "--all");
    await git(milvuscRepository, "commit", "--quiet", "--message", "all");
    const { output: revision } = await git(milvuscRepository, "rev-parse", "HEAD");
    return revision.trim();
  }

  test("a bad file stops the commit until it is mended", async ({ task }) => {
    task.meta.cases = 5;
    const revision = await snapshot();
    mkdirSync(fresh);
    write(
      ".pre-commit-config.yaml",
      `repos:
  - repo: ${milvuscRepository}
    rev: ${revision}
    hooks:
      - id: milvusc-check
      - id: milvusc-fmt
      - id: milvusc-build
        args: [good.mvs, --target, compose, --out, deploy]
`,
    );
    write("good.mvs", good);
    write("bad.mvs", bad);
    expect(
      (await milvusc("build", "good.mvs", "--target", "compose", "--out", "deploy")).isGood,
    ).toBe(true);
    await git(fresh, "init", "--quiet");
    await git(fresh, "add", "--all");
    await commandOrThrow(["env", home, preCommit, "install"], { cwd: fresh });

    const stopped = await git(fresh, "commit", "--message", "one");
    expect(stopped.isGood).toBe(false);
    const said = stopped.output + stopped.errors;
    expect(said).toMatch(/^milvusc check\.+Failed$/m);
    expect(said).toContain('error[plain-names]: "milvus" and its value stand side by side');
    expect(said).toContain("┌─ bad.mvs:2:9\n2 │   milvus: 2.6.15;\n  │         ━\n");
    expect(said).not.toContain("good.mvs");
    expect(said).toMatch(/^milvusc build\.+Passed$/m);
    expect((await git(fresh, "rev-parse", "HEAD")).isGood).toBe(false);

    expect((await milvusc("check", "--fix", "bad.mvs")).isGood).toBe(true);
    await git(fresh, "add", "--all");
    const all = await command(["env", home, preCommit, "run", "--all-files"], { cwd: fresh });
    expect(all.isGood, lastOf(all, 30)).toBe(true);
    expect((await git(fresh, "commit", "--message", "one")).isGood).toBe(true);

    // Another layout is mended, and what is emitted has to follow its source.
    write("good.mvs", good.replace("2.6.15", "2.6.14 ;"));
    await git(fresh, "add", "--all");
    const drifted = await git(fresh, "commit", "--message", "two");
    expect(drifted.isGood).toBe(false);
    const differing = drifted.output + drifted.errors;
    expect(differing).toMatch(/^milvusc check\.+Passed$/m);
    expect(differing).toMatch(/^milvusc fmt\.+Failed$/m);
    expect(differing).toContain("-    image: milvusdb/milvus:v2.6.15\n");
    expect(readFileSync(join(fresh, "good.mvs"), "utf8")).toBe(good.replace("2.6.15", "2.6.14"));
    await milvusc("build", "good.mvs", "--target", "compose", "--out", "deploy");
    await git(fresh, "add", "--all");
    const second = await git(fresh, "commit", "--message", "two");
    expect(second.isGood, lastOf(second, 30)).toBe(true);
  }, 900_000);

  test("without pre-commit, two lines are a hook", async () => {
    const hook = join(fresh, ".git/hooks/pre-commit");
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const lines = /^#!\/bin\/sh\n.+\n/m.exec(readme)?.[0] ?? "";
    expect(lines).toContain("milvusc check");
    const here = `node ${join(root, "dist/milvusc.js")}`;
    writeFileSync(hook, lines.replace("npx milvusc", here), { mode: 0o755 });
    write("bad.mvs", bad);
    await git(fresh, "add", "--all");
    const stopped = await git(fresh, "commit", "--message", "three");
    expect(stopped.isGood).toBe(false);
    expect(stopped.errors).toContain("error[plain-names]");
    write("bad.mvs", bad.replace(":", ""));
    await git(fresh, "add", "--all");
    expect((await git(fresh, "commit", "--allow-empty", "--message", "three")).isGood).toBe(true);
  });
});
