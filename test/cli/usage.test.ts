/** Command lines, right and wrong: help, version, nearest names, exit codes. */
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { commands } from "../../src/cli/commands/index.ts";
import { milvusc } from "../support/command-line.ts";

const names = Object.keys(commands);

test("help of everything", async () => {
  const { exit, output, errors } = await milvusc(["--help"]);
  expect({ exit, errors }).toEqual({ exit: 0, errors: "" });
  for (const name of names) expect(output).toContain(`\n  ${name} `);
  expect((await milvusc(["help"])).output).toBe(output);
  const nothing = await milvusc([]);
  expect(nothing).toEqual({ exit: 2, output: "", errors: output, files: {} });
});

test.each(names)("help of %s teaches by example", async (name) => {
  const { exit, output, errors } = await milvusc([name, "--help"]);
  expect({ exit, errors }).toEqual({ exit: 0, errors: "" });
  for (const part of ["Usage:\n", "Options:\n", "Examples:\n", `milvusc ${name}`])
    expect(output).toContain(part);
  for (const line of output.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  expect((await milvusc(["help", name])).output).toBe(output);
});

test("version", async () => {
  expect(await milvusc(["--version"])).toMatchObject({
    exit: 0,
    output: `${packageJson.version}\n`,
  });
});

describe("a wrong command line ends with 2 and says what is right", () => {
  const wrong: readonly (readonly [words: readonly string[], text: string])[] = [
    [["biuld"], 'there is no command "biuld"\nDid you mean "build"?'],
    [["frobnicate"], 'there is no command "frobnicate"\nKnown: build, check, fmt'],
    [["--verison"], "there is no option --verison"],
    [["toString"], 'there is no command "toString"'],
    [["check"], "FILE or DIR is missing\nUse `milvusc check FILE or DIR…`."],
    [["check", "--formt", "json"], "has no option --formt\nDid you mean --format?"],
    [["check", "a.mvs", "--format"], "--format takes a value: --format FORMAT"],
    [["check", "a.mvs", "--format="], "--format takes a value"],
    [["check", "a.mvs", "--format", "jsn"], 'no --format "jsn"\nDid you mean "json"?'],
    [["check", "a.mvs", "--as", "prod"], 'no --as "prod"'],
    [["check", "a.mvs", "--strict=yes"], "--strict takes no value"],
    [["check", "a.mvs", "--format", "json", "--format=json"], "--format is given twice"],
    [["check", "-", "--fix"], "--fix changes files"],
    [["check", "missing.mvs"], "cannot read missing.mvs: there is no such file or folder"],
    [["check", "empty"], "there are no .mvs files in empty"],
    [["check", "a.mvs", "--root", "nowhere"], "--root nowhere is no folder"],
    [["build", "a.mvs"], "--target NAME is missing\nTargets:\n  compose "],
    [["build", "a.mvs", "--target", "compsoe"], 'no target "compsoe"\nDid you mean "compose"?'],
    [["build", "a.mvs", "--target", "compose", "--check"], "Add --out DIR."],
    [["build", "a.mvs", "--target", "compose", "--cluster", "deb"], 'Did you mean "dev"?'],
    [["build", "template.mvs", "--target", "compose"], "there is no cluster to build"],
    [["build", "two.mvs", "--target", "compose"], "there are 2 clusters: dev, test"],
    [["graph", "a.mvs", "b.mvs"], '"b.mvs" is one argument too many'],
    [["explain", "unique-host-port"], 'Did you mean "unique-host-ports"?'],
    [["explain", "a.mvs"], "a path is missing"],
    [["explain", "a.mvs", "dve.etcd"], 'there is no cluster "dve"\nDid you mean "dev"?'],
    [["explain", "a.mvs", "dev.etc.cpu"], 'Did you mean "etcd"?'],
    [["explain", "a.mvs", "dev.etcd.memroy"], 'Did you mean "memory"?'],
    [["explain", "a.mvs", "dev.config.no.such"], 'no configuration key "no.such"'],
    [["init", "cluster"], 'there is no kind "cluster"'],
    [["completion", "bsh"], 'there is no shell "bsh"\nDid you mean "bash"?'],
    [["completion"], "the shell is missing"],
  ];
  const files = {
    "a.mvs": "cluster dev standalone < milvus 2.6.15 >\n",
    "two.mvs":
      "cluster dev standalone < milvus 2.6.15 >\ncluster test standalone < milvus 2.6.15 >\n",
    "template.mvs": "cluster base < milvus 2.6.15 >\n",
    "empty/readme.txt": "",
  };
  test.each(wrong)("%j", async (words, text) => {
    const { exit, output, errors } = await milvusc(words, { files });
    expect(errors).toContain(text);
    expect(errors.startsWith("milvusc: ")).toBe(true);
    expect({ exit, output }).toEqual({ exit: 2, output: "" });
  });
});

test("what follows -- is a file, whatever it looks like", async () => {
  const { exit } = await milvusc(["fmt", "--check", "--", "--check"], {
    files: { "--check": "cluster a standalone < >\n" },
  });
  expect(exit).toBe(0);
});

test("a bug ends with 70, without a stack trace", async () => {
  const fails = () => {
    throw new TypeError("oh");
  };
  const { exit, errors } = await milvusc(["init"], { fails });
  expect(exit).toBe(70);
  expect(errors).toBe(
    `milvusc: this is a bug in milvusc ${packageJson.version}: oh\n` +
      "Please report it where you got milvusc from, with the command line and the file.\n" +
      "MILVUSC_DEBUG=1 shows where it happened.\n",
  );
  const debug = await milvusc(["init"], { fails, variables: { MILVUSC_DEBUG: "1" } });
  expect(debug.errors).toContain("TypeError: oh\n    at ");
});

test("a full disk is nobody's bug", async () => {
  const { exit, errors, files } = await milvusc(["init"], { fails: () => true });
  expect({ exit, files }).toEqual({ exit: 1, files: {} });
  expect(errors).toContain("the disk is full");
});
