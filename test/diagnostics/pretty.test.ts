/** Diagnostics as people see them: the form of the language page, and what makes terminals hard. */
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { renderDiagnostic, renderPretty } from "../../src/diagnostics/render/pretty.ts";
import { spanOf } from "../../src/text/source.ts";
import { marked } from "../support/marked.ts";

const plain = { colour: false, ascii: false };

function diagnostic(text: string, more: Partial<Diagnostic> = {}): Diagnostic {
  const [primary] = marked(text, "demo.mvs").spans;
  if (primary === undefined) throw new Error("mark a place");
  return {
    code: "some-law",
    severity: "error",
    message: "it is so",
    primary,
    labels: [],
    fixes: [],
    ...more,
  };
}

function rendered(text: string, more: Partial<Diagnostic> = {}, style = {}): string {
  return `\n${renderDiagnostic(diagnostic(text, more), { ...plain, ...style })}`;
}

test("two places in one file, as the language page shows it", () => {
  const { spans } = marked(
    "cluster demo standalone <\n  attu;\n\n  expose «attu 3000»;\n  expose «minio.console " +
      "3000»\n>\n",
    "demo.mvs",
  );
  const [first, second] = spans as [(typeof spans)[0], (typeof spans)[0]];
  const text = renderDiagnostic(
    {
      code: "unique-host-ports",
      severity: "error",
      message: "host port 3000 is published twice",
      primary: second,
      primaryLabel: "and again here",
      labels: [{ span: first, message: "first here" }],
      why: 'The second container fails to start with "port is already allocated".',
      help: "Publish one of them on another port, e.g. `expose minio.console 9001`.",
      fixes: [],
    },
    plain,
  );
  expect(`\n${text}`).toBe(`
error[unique-host-ports]: host port 3000 is published twice
  ┌─ demo.mvs:5:10
4 │   expose attu 3000;
  │          ───────── first here
5 │   expose minio.console 3000
  │          ━━━━━━━━━━━━━━━━━━ and again here
  = why: The second container fails to start with "port is already allocated".
  = help: Publish one of them on another port, e.g. \`expose minio.console 9001\`.
`);
});

test("labels in other files have a block of their own; far lines are left out", () => {
  const here = marked(`«a»\nb\nc\nd\n«e»\nf\n«g»`, "here.mvs");
  const there = marked("one\ntwo «three»", "there.mvs");
  const [a, e, g] = here.spans as [
    (typeof here.spans)[0],
    (typeof here.spans)[0],
    (typeof here.spans)[0],
  ];
  const labels = [
    { span: there.spans[0] as typeof a, message: "there" },
    { span: e, message: "" },
    { span: g, message: "last" },
  ];
  expect(rendered("«x»", { primary: a, labels })).toBe(`
error[some-law]: it is so
  ┌─ here.mvs:1:1
1 │ a
  │ ━
  ⋮
5 │ e
  │ ─
6 │ f
7 │ g
  │ ─ last
  ┌─ there.mvs:2:5
2 │ two three
  │     ───── there
`);
});

describe("columns", () => {
  test("wide characters take two, combining ones none, tabs reach the next stop", () => {
    expect(rendered('\thost "漢字e\u0301🙂" «x»')).toBe(`
error[some-law]: it is so
  ┌─ demo.mvs:1:15
1 │     host "漢字e\u0301🙂" x
  │ ${" ".repeat(19)}━
`);
  });

  test("control characters and marks of direction are shown, not obeyed", () => {
    expect(rendered('"\x1b[31m\u202e" «x»')).toBe(`
error[some-law]: it is so
  ┌─ demo.mvs:1:10
1 │ "\ufffd[31m\ufffd" x
  │          ━
`);
  });

  test("without UTF-8 everything is ASCII", () => {
    const text = rendered('"é漢" «x»', { message: "é" }, { ascii: true });
    expect(text).toBe(`
error[some-law]: \\u{e9}
  --> demo.mvs:1:6
1 | "\\u{e9}\\u{6f22}" x
  |                  ^
`);
  });

  test("a byte order mark is no column, and line ends of all kinds are lines", () => {
    const text = rendered("\ufeffone\r\ntwo\rthree\n«four»\r\n");
    expect(text).toContain("demo.mvs:4:1\n4 │ four\n");
  });

  test("an empty place is one column wide, also at the end of the file", () => {
    expect(rendered("cluster a «»")).toContain("1 │ cluster a\n  │           ━\n");
    expect(rendered("«»")).toContain("demo.mvs:1:1\n1 │\n  │ ━\n");
  });

  test("a place of several lines is marked at its start and its end", () => {
    expect(rendered("a «{\n  b\n  c\n  d }» e", { primaryLabel: "all of it" })).toBe(`
error[some-law]: it is so
  ┌─ demo.mvs:1:3
1 │ a {
  │   ━
  ⋮
4 │   d } e
  │   ━━━ all of it
`);
  });
});

describe("long lines", () => {
  const long = `${"a".repeat(150)} «here» ${"b".repeat(150)}`;

  test("are cropped around the place", () => {
    const lines = rendered(long, {}, { columns: 60 }).split("\n");
    const source = lines.find((line) => line.startsWith("1 │")) ?? "";
    const marks = lines.find((line) => line.includes("━")) ?? "";
    expect(source).toMatch(/^1 │ …a+ here b+…$/);
    expect(source.length).toBe(60);
    expect(source.slice(marks.indexOf("━"), marks.lastIndexOf("━") + 1)).toBe("here");
  });

  test("a wide character across the border shifts nothing", () => {
    for (const pad of ["", "x"]) {
      const text = `${pad}${"漢".repeat(100)} «here» ${"字".repeat(100)}`;
      const lines = rendered(text, {}, { columns: 61 }).split("\n");
      const source = lines.find((line) => line.startsWith("1 │")) ?? "";
      const marks = lines.find((line) => line.includes("━")) ?? "";
      const before = source.slice(0, source.indexOf("here"));
      const width = [...before].reduce((sum, sign) => sum + (/[漢字]/.test(sign) ? 2 : 1), 0);
      expect(width).toBe(marks.indexOf("━"));
    }
  });

  test("prose is folded on a terminal only", () => {
    const help = "word ".repeat(30).trim();
    expect(rendered("«x»", { help })).toContain(`= help: ${help}\n`);
    const folded = rendered("«x»", { help, primaryLabel: help }, { columns: 50 });
    for (const line of folded.split("\n")) expect(line.length).toBeLessThanOrEqual(50);
  });
});

describe("fixes", () => {
  test("one fix shows the lines as they would be", () => {
    const { source, spans } = marked("cluster a standalone «{»\n  attu\n«}»\n", "demo.mvs");
    const [open, close] = spans as [(typeof spans)[0], (typeof spans)[0]];
    const edits = [
      { span: open, text: "<" },
      { span: close, text: ">" },
    ];
    const fixes = [{ title: "write `< >`", safe: true, edits }];
    expect(source.name).toBe("demo.mvs");
    expect(rendered("«x»", { primary: open, fixes })).toBe(`
error[some-law]: it is so
  ┌─ demo.mvs:1:22
1 │ cluster a standalone {
  │                      ━
  = fix: write \`< >\` (--fix does it)
1 + cluster a standalone <
3 + >
`);
  });

  test("a removed line is shown as one; of several fixes the titles are", () => {
    const one = diagnostic("a\n«b»\nc");
    const remove = { title: "remove it", safe: false, edits: [{ span: one.primary, text: "" }] };
    expect(rendered("a\n«b»\nc", { ...one, fixes: [remove] })).toContain(
      "  = fix: remove it\n2 - b\n",
    );
    const two = rendered("a\n«b»\nc", { ...one, fixes: [remove, { ...remove, title: "or so" }] });
    expect(two.endsWith("  = fix: remove it\n  = fix: or so\n")).toBe(true);
  });
});

test("colour is only what is asked for", () => {
  expect(rendered("«x»")).not.toContain("\x1b");
  const text = rendered("«x»", { help: "do" }, { colour: true });
  expect(text).toContain("\x1b[1;31merror[some-law]\x1b[0m\x1b[1m: it is so\x1b[0m");
  expect(text).toContain("\x1b[1;31m━\x1b[0m");
});

describe("all together", () => {
  test("sorted, with sums at the end", () => {
    const { source, spans } = marked("«a» «b» «c»", "demo.mvs");
    const list = spans.map((primary, index) => ({
      ...diagnostic("«x»"),
      primary,
      message: `number ${index}`,
      severity: (["error", "warning", "error"] as const)[index] as "error",
    }));
    const text = renderPretty([...list].reverse(), plain);
    expect([...text.matchAll(/number (\d)/g)].map(([, digit]) => digit)).toEqual(["0", "1", "2"]);
    expect(text.endsWith("\n\n2 errors, 1 warning\n")).toBe(true);
    expect(renderPretty([], plain)).toBe("");
    expect(source.text).toBe("a b c");
  });

  test("a hundred of a file at most, errors first", () => {
    const source = { name: "big.mvs", text: "x".repeat(400) };
    const list = Array.from({ length: 150 }, (_, index) => ({
      ...diagnostic("«x»"),
      primary: spanOf(source, index, index + 1),
      severity: index < 100 ? ("warning" as const) : ("error" as const),
    }));
    const text = renderPretty(list, plain);
    expect(text.match(/^error/gm)).toHaveLength(50);
    expect(text.match(/^warning/gm)).toHaveLength(50);
    expect(text).toContain("\n50 more in big.mvs are not shown\n");
    expect(text.endsWith("50 errors, 100 warnings\n")).toBe(true);
  });

  test("standard input has a name", () => {
    const source = { name: "-", text: "x" };
    const text = renderDiagnostic({ ...diagnostic("«x»"), primary: spanOf(source, 0, 1) }, plain);
    expect(text).toContain("┌─ <stdin>:1:1");
  });
});
