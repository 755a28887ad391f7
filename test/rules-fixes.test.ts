/** What fixes of laws leave behind: no empty blocks, lines of their own, comments. */
import { expect, test } from "vitest";
import { phaseOf } from "../src/cli/codes.ts";
import { applyFixes } from "../src/diagnostics/fix.ts";
import { compileSources, compileText } from "./support/compile.ts";
import { applyFix } from "./support/fixes.ts";

/** The text after the first fix of the first diagnostic. */
function mended(text: string): string {
  const [first] = compileText(text).diagnostics;
  const [fix] = first?.fixes ?? [];
  if (first === undefined || fix === undefined) throw new Error(`nothing to mend in ${text}`);
  return applyFix(first.primary.source, fix);
}

/** The text after `--fix`. */
function fixed(text: string): string {
  const { sources } = applyFixes([{ name: "test.mvs", text }], {
    check: (texts) => compileSources(texts).diagnostics,
    phase: ({ code }) => phaseOf(code),
  });
  return sources[0]?.text ?? "";
}

const head = "cluster a standalone < milvus 2.6.15;";

test.each([
  ["config { minio.useSSL true } >", ">"],
  ["config { minio.useSSL true }; attu >", "attu >"],
  ["attu; config { minio.useSSL true; } >", "attu >"],
  ["config { log.level warn; minio.useSSL true } >", "config { log.level warn } >"],
  ["config { log.level warn; minio.useSSL true; } >", "config { log.level warn; } >"],
  ["config { minio.useSSL true; log.level warn } >", "config { log.level warn } >"],
  ["config { /* why */ minio.useSSL true } >", "config { /* why */  } >"],
  ["/* why */ config { minio.useSSL true } >", "/* why */  >"],
  ['standalone { variables { MILVUSCONF "/etc" } } >', "standalone >"],
  ['standalone { memory 8Gi; variables { MILVUSCONF "/etc" } } >', "standalone { memory 8Gi } >"],
  ['storage etcd { variables { ETCD_NAME "e" } }, minio >', "storage etcd, minio >"],
])("what is left of %s", (body, left) => {
  expect(mended(`${head} ${body}`)).toBe(
    left === ">" ? `${head.slice(0, -1)} >` : `${head} ${left}`,
  );
});

test("a statement that goes takes its line along", () => {
  const text = (lines: string) =>
    `cluster a distributed <\n  milvus 2.4.24; // old\n${lines}  attu // console\n>\n`;
  expect(mended(text("  indexcoord;\n"))).toBe(text(""));
  expect(mended(text("  indexcoord; // idle\n"))).toBe(text("  // idle\n"));
  const last = "cluster a distributed <\n  milvus 2.4.24; // old\n  attu;\n  indexcoord\n>\n";
  expect(mended(last)).toBe("cluster a distributed <\n  milvus 2.4.24; // old\n  attu\n>\n");
});

test.each([
  `${head} standalone { variables { MINIO_ACCESS_KEY "a"; MINIO_SECRET_KEY "b" } } >`,
  `${head} standalone { variables { MINIO_ACCESS_KEY "a"; MILVUSCONF "/etc"; MINIO_SECRET_KEY "b"; } } >`,
])("several that go leave no empty block: %s", (text) => {
  expect(fixed(text)).toBe(`${head} standalone >`);
});

test("several lines that go leave no empty block", () => {
  const text = `cluster a standalone <
  milvus 2.6.15;
  standalone {
    variables {
      MINIO_ACCESS_KEY "a";
      MINIO_SECRET_KEY "b";
      ETCD_ENDPOINTS "other:2379"
    }
  };
  attu
>
`;
  expect(fixed(text)).toBe("cluster a standalone <\n  milvus 2.6.15;\n  standalone;\n  attu\n>\n");
});

test.each([
  [
    "cluster a standalone < standalone { variables { LOG_LEVEL debug } }; milvus 2.6.15 >",
    "cluster a standalone < config { log.level debug }; standalone; milvus 2.6.15 >",
  ],
  [
    'cluster a standalone <\n  milvus 2.6.15; // new\n  standalone { variables { LOG_LEVEL "a b" } }\n>',
    'cluster a standalone <\n  milvus 2.6.15; // new\n  config { log.level "a b" };\n  standalone\n>',
  ],
  [
    "cluster a standalone < milvus 2.6.15; standalone { variables { LOG_LEVEL debug } }; config { log.format json } >",
    "cluster a standalone < milvus 2.6.15; standalone; config { log.level debug; log.format json } >",
  ],
  [
    "cluster b < milvus 2.6.15; config { log.format json } >\ncluster a standalone extends b < standalone { variables { LOG_LEVEL debug } } >",
    "cluster b < milvus 2.6.15; config { log.format json } >\ncluster a standalone extends b < config { log.level debug }; standalone >",
  ],
])("a key moves into `config`: %s", (text, expected) => {
  expect(mended(text)).toBe(expected);
});

test.each([
  ["cluster a standalone < >", "cluster a standalone < milvus 2.6.15 >"],
  ["cluster a standalone <\n>", "cluster a standalone <\n  milvus 2.6.15\n>"],
  [
    "cluster a standalone <\r\n\tattu\r\n>",
    "cluster a standalone <\r\n\tmilvus 2.6.15;\r\n\tattu\r\n>",
  ],
  [
    "cluster a standalone < // mine\n  attu\n>",
    "cluster a standalone < // mine\n  milvus 2.6.15;\n  attu\n>",
  ],
])("a new statement stands where others would: %s", (text, expected) => {
  expect(mended(text)).toBe(expected);
});

test("roles of another line go together", () => {
  const before = "cluster a distributed < milvus 2.6.15; ";
  const roles = "rootcoord; datacoord; querycoord >";
  expect(mended(before + roles)).toBe(`${before}mixcoord >`);
  expect(mended(`${before}datacoord x2; attu; rootcoord >`)).toBe(`${before}mixcoord x2; attu >`);
});
