/** Whatever is typed: every command ends with diagnostics and an exit code, and never with a bug of ours. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { commands } from "../../src/cli/commands/index.ts";
import { run } from "../../src/cli/run.ts";
import { createMemoryHost } from "../../src/host/memory.ts";
import { compileProgram, isAccepted, outputOf } from "../smith/compiled.ts";
import { program } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { hostileText } from "../smith/texts.ts";
import { quoted, tokensOf } from "../smith/tree.ts";

const words = fc.constantFrom(
  ...["cluster", "import", "extends", "standalone", "distributed", "storage", "external", "expose"],
  ...["network", "members", "all", "except", "internal", "workload", "config", "file", "target"],
  ...["compose", "k8s", "data", "join", "env", "secret", "credentials", "authorization", "tls"],
  ...["querynode", "proxy", "x2", "x0", "x99999", "etcd", "minio(4)", "pulsar(0)", "attu", "allow"],
  ...[
    "2.6.15",
    "2.4",
    "latest",
    "v2.4.15",
    "99.1.1",
    "0..",
    "..",
    "4Gi..2Gi",
    "1e9",
    "-1",
    "19530",
  ],
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "on", "off", "server", "mutual"],
);
const marks = fc.constantFrom(
  "<",
  ">",
  "{",
  "}",
  "(",
  ")",
  ";",
  ",",
  ":",
  "=",
  "'",
  '"',
  "#",
  "//",
);
const token = fc.oneof(
  { weight: 5, arbitrary: words },
  { weight: 3, arbitrary: marks },
  hostileText.map(quoted),
);
const soup = fc.array(token, { maxLength: 40 }).map((all) => all.join(" "));
const bytes = fc.uint8Array({ maxLength: 200 }).map((raw) => new TextDecoder("utf-8").decode(raw));

/** A valid program with a few tokens replaced, removed, doubled or swapped: nearly right is hardest. */
const slips = fc
  .tuple(
    program,
    fc.array(
      fc.record({
        at: fc.nat({ max: 999 }),
        kind: fc.constantFrom("remove", "replace", "double", "swap"),
        token,
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([written, changes]) => {
    const tokens = tokensOf(written);
    for (const { at, kind, token: other } of changes) {
      const index = at % tokens.length;
      const here = tokens[index] ?? "";
      if (kind === "remove") tokens.splice(index, 1);
      else if (kind === "replace") tokens.splice(index, 1, other);
      else if (kind === "double") tokens.splice(index, 0, here);
      else tokens.splice(index, 2, tokens[index + 1] ?? "", here);
    }
    return tokens.join(" ");
  });

const inCluster = soup.map((text) => `cluster a distributed < ${text} >`);

test.each([
  ["nearly valid programs", slips, 50],
  ["token soup in a cluster", inCluster, 60],
  ["token soup", soup, 60],
  ["random bytes", bytes, 60],
])("%s end with diagnostics, and what is accepted is emitted", patience, (_, anyText, count) => {
  fc.assert(
    fc.property(anyText, (text) => {
      const checked = compileProgram(text);
      for (const { primary, message } of checked.diagnostics) {
        expect(message).not.toBe("");
        expect(primary.start).toBeGreaterThanOrEqual(0);
        expect(primary.end).toBeLessThanOrEqual(primary.source.text.length);
      }
      if (isAccepted(checked)) outputOf(checked);
    }),
    runs(count),
  );
});

const file = "main.mvs";
const lines: readonly (readonly string[])[] = [
  ["check", file],
  ["check", file, "--format", "json"],
  ["check", file, "--format", "sarif"],
  ["check", file, "--format", "github"],
  ["check", file, "--fix"],
  ["check", file, "--as", "production", "--strict", "--target", "compose"],
  ["build", file, "--target", "compose"],
  ["build", file, "--target", "compose", "--out", "out"],
  ["build", file, "--target", "compose", "--out", "out", "--check"],
  ["build", file, "--emit", "tokens"],
  ["build", file, "--emit", "cst"],
  ["build", file, "--emit", "ast"],
  ["build", file, "--emit", "ir"],
  ["fmt", file],
  ["fmt", file, "--check"],
  ["graph", file],
  ["graph", file, "--format", "json"],
  ["graph", file, "--format", "mermaid", "--target", "compose"],
  ["graph", file, "--format", "dot"],
  ["explain", file, "dev.proxy.memory"],
  ["explain", file, "dev.config.proxy.port"],
];

async function exitOf(line: readonly string[], text: string, name = file): Promise<number> {
  const host = createMemoryHost({ files: { [name]: text } });
  const exit = await run(line, host);
  expect([0, 1, 2], `${line.join(" ")}: ${host.written.errors}\n${text}`).toContain(exit);
  return exit;
}

const anything = fc.oneof({ weight: 3, arbitrary: slips }, inCluster, soup, bytes);

test("every command ends with 0, 1 or 2, whatever the file holds", patience, async () => {
  await fc.assert(
    fc.asyncProperty(anything, fc.constantFrom(...lines), async (text, line) => {
      await exitOf(line, text);
    }),
    runs(60),
  );
});

const flags = fc.constantFrom(
  ...["--target", "--format", "--out", "--emit", "--as", "--cluster", "--root", "--check", "--fix"],
  ...[
    "--strict",
    "--force",
    "--help",
    "-h",
    "--version",
    "-",
    "--",
    "",
    "compose",
    "json",
    "nothing",
  ],
  ...["main.mvs", "out", "dev", "dev.proxy.memory", "unique-host-ports", "production", "__proto__"],
);

test("every command line ends with 0, 1 or 2", patience, async () => {
  const commandNames = fc.constantFrom(...Object.keys(commands), "__proto__", "nothing");
  await fc.assert(
    fc.asyncProperty(
      commandNames,
      fc.array(fc.oneof({ weight: 5, arbitrary: flags }, hostileText), { maxLength: 6 }),
      async (name, rest) => {
        await exitOf([name, ...rest], "cluster dev distributed < milvus 2.6.15 >");
      },
    ),
    runs(60),
  );
});

test("an IR that is nearly right ends with diagnostics", patience, async () => {
  const slip = fc.record({
    at: fc.nat({ max: 99999 }),
    text: fc.constantFrom("0", '""', "{}", "[]", "null", "-1"),
  });
  const host = createMemoryHost({ files: { [file]: "cluster dev distributed < milvus 2.6.15 >" } });
  await run(["build", file, "--emit", "ir"], host);
  const ir = host.written.output;
  const values = [...ir.matchAll(/(?<=: |^\s+)(?:"[^"\n]*"|\d+|true|false)(?=,?$)/gm)];
  expect(values.length).toBeGreaterThan(100);
  await fc.assert(
    fc.asyncProperty(slip, async ({ at, text }) => {
      const { index, 0: value } = values[at % values.length] as RegExpMatchArray & {
        index: number;
      };
      const changed = ir.slice(0, index) + text + ir.slice(index + value.length);
      await exitOf(["check", "ir.json", "--target", "compose"], changed, "ir.json");
    }),
    runs(60),
  );
});
