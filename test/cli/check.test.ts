/** `milvusc check`: files, folders, standard input and IRs; formats, fixes and exit codes. */
import { describe, expect, test } from "vitest";
import { milvusc } from "../support/command-line.ts";

const good = "cluster dev standalone < milvus 2.6.15 >\n";
const unpinned = "cluster dev standalone < >\n";
const mechanical = "cluster dev standalon {\n  milvus: 2.6.15;;\n  host 'laptop' # mine\n}\n";

test("nothing to say is exit 0 and silence", async () => {
  const ran = await milvusc(["check", "a.mvs"], { files: { "a.mvs": good } });
  expect(ran).toMatchObject({ exit: 0, output: "", errors: "" });
});

test("errors are exit 1, on standard error", async () => {
  const ran = await milvusc(["check", "a.mvs"], { files: { "a.mvs": mechanical } });
  expect(ran).toMatchObject({ exit: 1, output: "" });
  expect(ran.errors).toContain("error[known-head]");
  expect(ran.errors).toMatch(/\n\n\d errors\n$/);
});

test("warnings count with --strict only; --as judges by another environment", async () => {
  const files = { "a.mvs": unpinned };
  const plain = await milvusc(["check", "a.mvs"], { files });
  expect(plain.exit).toBe(0);
  expect(plain.errors).toContain("warning[pinned-milvus-version]");
  expect((await milvusc(["check", "a.mvs", "--strict"], { files })).exit).toBe(1);
  const production = await milvusc(["check", "--as", "production", "a.mvs"], { files });
  expect(production.exit).toBe(1);
  expect(production.errors).toContain("error[pinned-milvus-version]");
});

describe("what is checked", () => {
  const files = {
    "a.mvs": unpinned,
    "sub/b.mvs": "cluster b standalone < >\n",
    "sub/notes.txt": "{",
    "node_modules/x/c.mvs": "{",
    ".git/d.mvs": "{",
  };
  const count = (errors: string) => errors.match(/^ *┌─ (\S+):\d+:\d+$/gm)?.length;

  test("all files of a folder, each once", async () => {
    const { errors } = await milvusc(["check", ".", "a.mvs", "./sub"], { files });
    expect(errors).toContain("┌─ a.mvs:1:9");
    expect(errors).toContain("┌─ sub/b.mvs:1:9");
    expect(count(errors)).toBe(2);
  });

  test("standard input", async () => {
    const { errors } = await milvusc(["check", "-"], { input: unpinned });
    expect(errors).toContain("┌─ <stdin>:1:9");
  });

  test("clashes across files", async () => {
    const cluster = (name: string) =>
      `cluster ${name} standalone < milvus 2.6.15; host "one"; expose client 19530 >\n`;
    const two = { "a.mvs": cluster("a"), "b.mvs": cluster("b") };
    const { exit, errors } = await milvusc(["check", "."], { files: two });
    expect(exit).toBe(1);
    expect(errors).toContain("error[unique-host-ports]");
    expect(errors).toMatch(/┌─ b\.mvs.*┌─ a\.mvs/s);
  });

  test("bytes that are no text", async () => {
    const { exit, errors } = await milvusc(["check", "a.mvs"], {
      files: { "a.mvs": "cluster \udc80" },
    });
    expect(exit).toBe(1);
    expect(errors).toContain("error[utf8-text]: this file is not UTF-8 text\n  ┌─ a.mvs:1:9");
  });
});

describe("imports", () => {
  const child = 'import "base.mvs"\ncluster dev standalone extends base < >\n';
  const base = "cluster base < milvus 2.6.15 >\n";

  test("are found beside the file that names them", async () => {
    const files = { "sub/a.mvs": child, "sub/base.mvs": base };
    expect((await milvusc(["check", "sub/a.mvs"], { files })).exit).toBe(0);
  });

  test("are not judged twice when they are named as well", async () => {
    const files = { "a.mvs": child, "base.mvs": "cluster base < milvus: 2.6.15 >\n" };
    const { errors } = await milvusc(["check", "a.mvs", "base.mvs"], { files });
    expect(errors.match(/plain-names/g)).toHaveLength(1);
  });

  const outside = 'import "../base.mvs"\ncluster dev standalone extends base < >\n';

  test("may lie anywhere in the current folder", async () => {
    const files = { "sub/a.mvs": outside, "base.mvs": base };
    expect((await milvusc(["check", "sub/a.mvs"], { files })).exit).toBe(0);
  });

  test("do not leave the root, not even through a link", async () => {
    const files = { "sub/a.mvs": outside, "base.mvs": base };
    const { exit, errors } = await milvusc(["check", "sub/a.mvs", "--root", "sub"], { files });
    expect(exit).toBe(1);
    expect(errors).toContain("error[found-imports]");
    const linked = await milvusc(["check", "a.mvs"], {
      files: { "a.mvs": child, "/elsewhere/base.mvs": base },
      links: { "base.mvs": "/elsewhere/base.mvs" },
    });
    expect(linked.errors).toContain("error[found-imports]");
    const elsewhere = await milvusc(["check", "/other/sub/a.mvs"], {
      files: { "/other/sub/a.mvs": outside, "/other/base.mvs": base },
    });
    expect(elsewhere.errors).toContain("error[found-imports]");
  });

  test("that are missing are told with the reason", async () => {
    const { exit, errors } = await milvusc(["check", "a.mvs"], { files: { "a.mvs": child } });
    expect(exit).toBe(1);
    expect(errors).toContain("there is no such file");
  });
});

describe("--fix", () => {
  test("mends what has one right form, in place", async () => {
    const ran = await milvusc(["check", "--fix", "a.mvs"], { files: { "a.mvs": mechanical } });
    expect(ran.files["a.mvs"]).toBe(
      'cluster dev standalone <\n  milvus 2.6.15;\n  host "laptop" // mine\n>\n',
    );
    expect(ran.errors).toMatch(/^mended \d mistakes in 1 file\n$/);
    expect(ran.exit).toBe(0);
  });

  test("writes nothing where nothing changes, and leaves other files alone", async () => {
    const files = {
      "a.mvs": 'import "b.mvs"\ncluster dev standalone < milvus 2.6.15 >\n',
      "b.mvs": "cluster base < milvus: 2.6.15 >\n",
    };
    const ran = await milvusc(["check", "--fix", "a.mvs"], { files, fails: () => true });
    expect(ran.exit).toBe(1);
    expect(ran.files).toEqual(files);
  });

  test("keeps all files as they were when one cannot be written", async () => {
    const files = { "a.mvs": mechanical, "b.mvs": "cluster b standalone < milvus: 2.6.15 >\n" };
    const fails = (operation: string, path: string) =>
      operation === "rename" && path.endsWith("b.mvs");
    const ran = await milvusc(["check", "--fix", "."], { files, fails });
    expect(ran.exit).toBe(1);
    expect(ran.files).toEqual(files);
  });
});

describe("--format", () => {
  test("json is one object on standard output, also for nothing", async () => {
    const files = { "a.mvs": mechanical, "good.mvs": good };
    const wrong = await milvusc(["check", "--format", "json", "a.mvs"], { files });
    expect(wrong).toMatchObject({ exit: 1, errors: "" });
    const { version, diagnostics } = JSON.parse(wrong.output);
    expect(version).toBe(1);
    expect(diagnostics[0]).toMatchObject({
      code: "known-head",
      severity: "error",
      file: "a.mvs",
      range: { start: { line: 1, column: 13 }, end: { line: 1, column: 22 } },
    });
    const fine = await milvusc(["check", "--format=json", "good.mvs"], { files });
    expect(JSON.parse(fine.output)).toEqual({ version: 1, diagnostics: [] });
  });

  test("sarif and github", async () => {
    const files = { "a.mvs": unpinned };
    const sarif = await milvusc(["check", "--format", "sarif", "a.mvs"], { files });
    const [run] = JSON.parse(sarif.output).runs;
    expect(run.results[0].ruleId).toBe("pinned-milvus-version");
    expect(run.tool.driver.rules[0].help.text).not.toBe("");
    const github = await milvusc(["check", "--format", "github", "a.mvs"], { files });
    expect(github.output).toMatch(/^::warning file=a\.mvs,line=1,col=9,/);
  });
});

describe("an IR as JSON", () => {
  const ir = async (text: string) =>
    (await milvusc(["build", "-", "--emit", "ir"], { input: text })).output;

  test("is judged as the program that it was made of", async () => {
    const text = await ir("cluster dev standalone < milvus 2.6.15; attu; expose attu 19530 >\n");
    expect(text).toBe("");
    const program = "cluster dev standalone < milvus 2.6.15; attu; expose attu 19531 >\n";
    const fine = await ir(program);
    expect((await milvusc(["check", "ir.json"], { files: { "ir.json": fine } })).exit).toBe(0);
    const clash = fine.replace('"port": 19531', '"port": 19530');
    const { exit, errors } = await milvusc(["check", "ir.json"], { files: { "ir.json": clash } });
    expect(exit).toBe(1);
    expect(errors).toContain("error[unique-host-ports]");
    expect(errors).toContain("┌─ ir.json:");
  });

  const wrong: readonly (readonly [text: string, message: string])[] = [
    ["{", "this is not JSON: a key in quotes is missing"],
    ['{ "irVersion": 1, }', "a key in quotes is missing"],
    ['{ "irVersion": 01 }', "this is no value"],
    ['{ "irVersion": 1 } x', "something follows its end"],
    ['{ "irVersion": 1, "irVersion": 1 }', 'the key "irVersion" is there twice'],
    ['{ "irVersion": 2, "deployments": [] }', "irVersion: must be 1"],
    ['{ "irVersion": 1 }', "deployments: is missing"],
    ['{ "irVersion": 1, "deployments": {} }', "deployments: must be of type array"],
    ['{ "irVersion": 1, "deployments": [], "x": 1 }', 'the IR: has no "x"'],
    [`{ "a": ${"[".repeat(200)} }`, "it is nested too deeply"],
    ['{ "__proto__": 1 }', "the IR"],
  ];
  test.each(wrong)("%s", async (text, message) => {
    const { exit, errors } = await milvusc(["check", "-"], { input: text });
    expect(errors).toContain("error[readable-ir]");
    expect(errors).toContain(message);
    expect(exit).toBe(1);
  });

  test("whose names lead nowhere is refused", async () => {
    const text = await ir(good);
    const lost = text.replace('"to": "etcd"', '"to": "etcx"');
    const { exit, errors } = await milvusc(["check", "-"], { input: lost });
    expect(exit).toBe(1);
    expect(errors).toContain('there is no component "etcx"');
  });

  test("what no target reads is not dropped in silence", async () => {
    const program = good.replace(/>\s*$/, "; target compose { project demo } >");
    const text = await ir(program);
    const problems = await Promise.all(
      [
        text.replace('"compose":', '"docker-compose":'),
        text.replace('"name": "project"', '"name": "projekt"'),
      ].map(async (input) => (await milvusc(["check", "-"], { input })).errors),
    );
    expect(problems[0]).toContain('there is no target "docker-compose"');
    expect(problems[1]).toContain('there is no setting of compose "projekt"');
  });
});

test("a terminal gets colour and its width, unless NO_COLOR is set", async () => {
  const files = { "a.mvs": mechanical };
  const terminal = { files, isTerminal: true, columns: 60 };
  const { errors } = await milvusc(["check", "a.mvs"], terminal);
  expect(errors).toContain("\x1b[1;31merror[known-head]");
  const plain = await milvusc(["check", "a.mvs"], { ...terminal, variables: { NO_COLOR: "1" } });
  expect(plain.errors).not.toContain("\x1b");
  expect(plain.errors).toContain("┌─");
  const ascii = await milvusc(["check", "a.mvs"], { ...terminal, utf8: false });
  expect(ascii.errors).toMatch(/^\p{ASCII}*$/u);
});

test("the bar of a long check is drawn on a terminal and cleaned up", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 1200 }, (_, index) => [`f${index}.mvs`, 'import "x"\n']),
  );
  const { errors } = await milvusc(["check", "."], { files, isTerminal: true });
  expect(errors).toMatch(/\r█*░* \d+\/1200 files/);
  expect(errors).toContain("\r\x1b[K");
});
