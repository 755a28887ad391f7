/** `milvusc fmt`: in place, as a question, and through standard input. */
import { expect, test } from "vitest";
import { milvusc } from "../support/command-line.ts";

const loose = "cluster  a standalone<attu>\n";
const laid = "cluster a standalone < attu >\n";

test("files are changed in place, folders too", async () => {
  const files = { "a.mvs": loose, "sub/b.mvs": loose, "c.mvs": laid };
  const ran = await milvusc(["fmt", "."], { files });
  expect(ran).toMatchObject({ exit: 0, output: "", errors: "" });
  expect(ran.files).toEqual({ "a.mvs": laid, "sub/b.mvs": laid, "c.mvs": laid });
});

test("--check lists and changes nothing", async () => {
  const files = { "a.mvs": loose, "c.mvs": laid };
  const ran = await milvusc(["fmt", "--check", "a.mvs", "c.mvs"], { files, fails: () => true });
  expect(ran).toEqual({ exit: 1, output: "a.mvs\n", errors: "", files });
  expect((await milvusc(["fmt", "--check", "c.mvs"], { files })).exit).toBe(0);
});

test("standard input goes to standard output", async () => {
  expect(await milvusc(["fmt", "-"], { input: loose })).toMatchObject({ exit: 0, output: laid });
  expect((await milvusc(["fmt", "-"], { input: laid })).output).toBe(laid);
  const asked = await milvusc(["fmt", "--check", "-"], { input: loose });
  expect(asked).toMatchObject({ exit: 1, output: "-\n" });
});

test("a file with syntax errors is left alone; others are not", async () => {
  const files = { "a.mvs": loose, "b.mvs": "cluster b standalone { attu }\n" };
  const ran = await milvusc(["fmt", "."], { files });
  expect(ran.exit).toBe(1);
  expect(ran.errors).toContain("error[angle-body]");
  expect(ran.files).toEqual({ ...files, "a.mvs": laid });
});

test("statements between which a `;` was forgotten are not laid out as one", async () => {
  const files = {
    "a.mvs": "cluster a distributed <\n  storage etcd(3)\n  expose client 19531\n>\n",
  };
  const ran = await milvusc(["fmt", "a.mvs"], { files });
  expect(ran.exit).toBe(1);
  expect(ran.errors).toContain('error[separated-statements]: a ";" is missing before "expose"');
  expect(ran.files).toEqual(files);
});

test("a reference whose words stand on lines of their own is one value", async () => {
  const input = "cluster a standalone < milvus 2.6.15; config { log.level\nenv\nLEVEL } >\n";
  const ran = await milvusc(["fmt", "-"], { input });
  expect(ran).toMatchObject({ exit: 0, errors: "" });
  expect(ran.output).toContain("log.level env LEVEL");
});

test("line ends and a byte order mark stay", async () => {
  const files = { "a.mvs": "\ufeffcluster  a standalone<\r\n attu>\r\n" };
  const ran = await milvusc(["fmt", "a.mvs"], { files });
  expect(ran.files["a.mvs"]).toBe("\ufeffcluster a standalone <\r\n  attu\r\n>\r\n");
});

test("a link is followed, not replaced", async () => {
  const ran = await milvusc(["fmt", "link.mvs"], {
    files: { "real/a.mvs": loose },
    links: { "link.mvs": "real/a.mvs" },
  });
  expect(ran.files).toEqual({ "real/a.mvs": laid });
});

test("bytes that are no text are not written back", async () => {
  const files = { "a.mvs": "cluster  a \udc80" };
  const ran = await milvusc(["fmt", "a.mvs"], { files });
  expect(ran.exit).toBe(1);
  expect(ran.files).toEqual(files);
});
