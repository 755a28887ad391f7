// biome-ignore-all lint/suspicious/noTemplateCurlyInString: people write them into programs
/**
 * Forms that people write by mistake: one diagnostic at the exact words, and the text after its
 * fix.
 */
import { describe, expect, test } from "vitest";
import { sortDiagnostics } from "../../src/diagnostics/diagnostic.ts";
import { parse } from "../../src/syntax/parse.ts";
import { applyFix, safeFixOf } from "../support/fixes.ts";
import { marked, markedText } from "../support/marked.ts";

/** Program with the place marked, code, and the program after the safe fix, where there is one. */
type Case = readonly [program: string, code: string, fixed?: string];

const bodies: readonly Case[] = [
  ["cluster a standalone «{» attu }", "angle-body", "cluster a standalone < attu >"],
  [
    "cluster a standalone «{» proxy { cpu 1 }; attu }",
    "angle-body",
    "cluster a standalone < proxy { cpu 1 }; attu >",
  ],
  ["cluster a standalone «{» attu >", "angle-body", "cluster a standalone < attu >"],
  ["cluster a standalone «{» attu", "angle-body", "cluster a standalone < attu >"],
  ["cluster a standalone < attu «}»", "closed-brackets", "cluster a standalone < attu >"],
  [
    "cluster a standalone < attu «}»\ncluster b < >",
    "closed-brackets",
    "cluster a standalone < attu >\ncluster b < >",
  ],
  ["cluster a standalone < attu «<»", "closed-brackets", "cluster a standalone < attu >"],
  ["«cluster a»; attu >", "angle-body", "cluster a < attu >"],
  ["«cluster a standalone»", "angle-body", "cluster a standalone < >"],
  ["«cluster a standalone» attu >", "angle-body", "cluster a standalone < attu >"],
  [
    "«cluster a extends b» milvus 2.6.15; attu >",
    "angle-body",
    "cluster a extends b < milvus 2.6.15; attu >",
  ],
  ["cluster a standalone «<» attu", "closed-brackets", "cluster a standalone < attu >"],
  [
    "cluster a «<» attu; milvus 2.6.15\ncluster b < attu >",
    "closed-brackets",
    "cluster a < attu; milvus 2.6.15 >\ncluster b < attu >",
  ],
  ['cluster a «<» attu\nimport "b.mvs"', "closed-brackets", 'cluster a < attu >\nimport "b.mvs"'],
  ["cluster a < attu > «>»", "closed-brackets", "cluster a < attu > "],
  ["cluster a < «<» attu > >", "closed-brackets"],
  ["cluster a < «<» attu >", "closed-brackets"],
];

const blocks: readonly Case[] = [
  [
    "cluster a < proxy «<» cpu 1 >; attu >",
    "closed-brackets",
    "cluster a < proxy { cpu 1 }; attu >",
  ],
  ["cluster a < proxy «{» cpu 1 >", "closed-brackets", "cluster a < proxy { cpu 1 } >"],
  [
    "cluster a < proxy { cpu 1 «>»; attu >",
    "closed-brackets",
    "cluster a < proxy { cpu 1 }; attu >",
  ],
  ["cluster a < proxy «{» cpu 1; memory 1Gi >", "closed-brackets"],
  ["cluster a < proxy { cpu 1 } «}»; attu >", "closed-brackets"],
  ["cluster a < attu; «{» cpu 1 }; milvus 2.6.15 >", "ordered-punctuation"],
  ["cluster a < proxy { cpu 1 } «{» cpu 2 } >", "ordered-punctuation"],
];

const separators: readonly Case[] = [
  [
    "cluster a < attu;«;» milvus 2.6.15 >",
    "separated-statements",
    "cluster a < attu; milvus 2.6.15 >",
  ],
  ["cluster a < «;» attu >", "separated-statements", "cluster a <  attu >"],
  [
    "cluster a < proxy { cpu 1 } «attu» >",
    "separated-statements",
    "cluster a < proxy { cpu 1 }; attu >",
  ],
  ["cluster a < attu >«;»", "top-level-declarations", "cluster a < attu >"],
  ['import "b.mvs"«;»\ncluster a < >', "top-level-declarations", 'import "b.mvs"\ncluster a < >'],
  ["cluster a < storage etcd«,», minio >", "ordered-punctuation"],
  [
    "cluster a < storage etcd«,»; attu >",
    "ordered-punctuation",
    "cluster a < storage etcd; attu >",
  ],
  ["cluster a < storage«,» etcd >", "ordered-punctuation"],
  ["cluster a < proxy { cpu 1 }«,» >", "ordered-punctuation", "cluster a < proxy { cpu 1 } >"],
];

const names: readonly Case[] = [
  ["cluster a < milvus«:» 2.6.15 >", "plain-names", "cluster a < milvus 2.6.15 >"],
  ["cluster a < milvus «=» 2.6.15 >", "plain-names", "cluster a < milvus 2.6.15 >"],
  ["cluster a < milvus«=»2.6.15 >", "plain-names", "cluster a < milvus 2.6.15 >"],
  ["cluster a < milvus «:»2.6.15 >", "plain-names", "cluster a < milvus 2.6.15 >"],
  ['cluster a < registry«=»"b/c" >', "plain-names", 'cluster a < registry "b/c" >'],
  ["cluster a < registry«=»b/c >", "plain-names", 'cluster a < registry "b/c" >'],
  ["cluster a < proxy { cpu 1 }; attu«:» { cpu 1 } >", "plain-names"],
  ["cluster a < expose client«:» 9091 >", "plain-names", "cluster a < expose client 9091 >"],
  ["cluster«:» a < >", "plain-names", "cluster a < >"],
  ["cluster a«:» < >", "plain-names", "cluster a < >"],
  [
    "cluster a < join b { members «[»proxy, attu] } >",
    "ordered-punctuation",
    "cluster a < join b { members proxy, attu } >",
  ],
];

const texts: readonly Case[] = [
  ["cluster a < registry «'b/c'» >", "quoted-text", 'cluster a < registry "b/c" >'],
  ["cluster a < host «'say \"hi\"'» >", "quoted-text", 'cluster a < host "say \\"hi\\"" >'],
  ["cluster a < host «'b»; attu >", "quoted-text"],
  ['cluster a < host «"b»; attu >', "quoted-text"],
  ['cluster a < host «"b c»\n; attu >', "quoted-text"],
  ['cluster a < host «"b\\»\n; attu >', "quoted-text"],
  ["cluster a < host «“b c”»; attu >", "quoted-text", 'cluster a < host "b c"; attu >'],
  ["cluster a < host «`b`» >", "quoted-text", 'cluster a < host "b" >'],
  [
    "cluster a < expose client «localhost:9091» >",
    "quoted-text",
    "cluster a < expose client 127.0.0.1:9091 >",
  ],
  [
    "cluster a < target compose { data all «./volumes» } >",
    "quoted-text",
    'cluster a < target compose { data all "./volumes" } >',
  ],
  ["cluster a < external etcd «b:2379» >", "quoted-text", 'cluster a < external etcd "b:2379" >'],
  ["cluster a < host «größe» >", "quoted-text", 'cluster a < host "größe" >'],
  ["cluster a < host «YWJj==» >", "quoted-text", 'cluster a < host "YWJj==" >'],
  ['cluster a < host "b«\\n»c" >', "quoted-text", 'cluster a < host "b\\\\nc" >'],
  ["cluster a < target k8s { namespace «cluster» } >", "quoted-text"],
  ["cluster a < host «${HOST}» >", "quoted-text", "cluster a < host env HOST >"],
  ["cluster a < host «${HOST:-b}»; attu >", "quoted-text", 'cluster a < host env HOST "b"; attu >'],
  ["cluster a < host «$HOST» >", "quoted-text", "cluster a < host env HOST >"],
];

const comments: readonly Case[] = [
  ["cluster a < attu «#» small\n>", "slash-comments", "cluster a < attu // small\n>"],
  ["«#»! small\ncluster a < >", "slash-comments", "//! small\ncluster a < >"],
  ["cluster a < attu «/*» small >", "closed-brackets"],
  ["«/*» small\ncluster a < attu >", "closed-brackets"],
  ["cluster a «/*» standalone < attu >", "closed-brackets"],
];

const heads: readonly Case[] = [
  ["«clustr» a < attu >", "top-level-declarations", "cluster a < attu >"],
  ["«Cluster» a < attu >", "top-level-declarations", "cluster a < attu >"],
  ['«imprt» "a.mvs"', "top-level-declarations", 'import "a.mvs"'],
  ["«import»\ncluster a < >", "top-level-declarations"],
  ["«version»: '3'\nservices:\n  etcd: # x\n    ports: ['2379']\n", "top-level-declarations"],
  ["«größe»\ncluster a < >", "top-level-declarations"],
  ["«prod» distributed < proxy x=2; 'b' >\ncluster a < >", "top-level-declarations"],
  ['cluster a < «import "b.mvs"»; attu >', "top-level-declarations"],
  ["«cluster» < attu >", "known-head"],
  ["cluster a «standalon» < attu >", "known-head", "cluster a standalone < attu >"],
  ["cluster a standalone «extends» < attu >", "known-head"],
  ["cluster a extends b «standalone» < attu >", "known-head"],
  ["cluster a«,» b < attu >", "known-head"],
];

const members: readonly Case[] = [
  ["cluster a < storage minio«(»4 >", "closed-brackets", "cluster a < storage minio(4) >"],
  ["cluster a < storage minio«()» >", "ordered-punctuation"],
  ["cluster a < storage minio«(4, 5)» >", "ordered-punctuation"],
  ["cluster a < storage minio(4)«)» >", "ordered-punctuation"],
];

const groups = { bodies, blocks, separators, names, texts, comments, heads, members };

describe.each(Object.entries(groups))("mistakes in %s", (_, cases) => {
  for (const [program, code, fixed] of cases)
    test(program, () => {
      const { source } = marked(program);
      const { diagnostics } = parse(source);
      const found = diagnostics.map(({ primary }) => markedText(source, [primary]));
      expect(found).toEqual([program]);
      const [diagnostic] = diagnostics;
      expect(diagnostic?.code).toBe(code);
      const fix = diagnostic && safeFixOf(diagnostic);
      const after = fix && applyFix(source, fix);
      if (fixed !== undefined) expect(after).toBe(fixed);
      if (after !== undefined)
        expect(parse({ name: "fixed.mvs", text: after }).diagnostics).toEqual([]);
    });
});

test("a cluster inside another is one mistake", () => {
  const { source, spans } = marked("cluster a «<» attu; cluster b < attu > >\ncluster c < attu >");
  const { value, diagnostics } = parse(source);
  expect(diagnostics.map(({ primary }) => primary)).toEqual(spans);
  expect(value.clusters.map(({ name }) => name?.text)).toEqual(["a", "b", "c"]);
});

test("one run reports every mistake of a file", () => {
  const program = [
    "«#» a comment",
    "cluster a standalone < milvus«:» 2.6.15; host «'b'»;«;» proxy { cpu 1 } «attu» >",
    "cluster b «{» expose client «localhost:1» }",
  ].join("\n");
  const { source } = marked(program);
  const { diagnostics } = parse(source);
  const places = sortDiagnostics(diagnostics).map(({ primary }) => primary);
  expect(markedText(source, places)).toBe(program);
});

test("querynode(4) is kept for binding, which says what was meant", () => {
  const { source } = marked("cluster a distributed < querynode( 4 ) >");
  const { value, diagnostics } = parse(source);
  expect(diagnostics).toEqual([]);
  expect(value.clusters[0]?.entries[0]?.items[0]?.values[0]?.text).toMatchObject({
    text: "(4)",
    quoted: false,
  });
});
