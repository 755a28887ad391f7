/** Diagnostics as programs read them: JSON, SARIF and GitHub's workflow commands. */
import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { renderGithub } from "../../src/diagnostics/render/github.ts";
import { renderJson } from "../../src/diagnostics/render/json.ts";
import { renderSarif } from "../../src/diagnostics/render/sarif.ts";
import { spanOf } from "../../src/text/source.ts";
import { marked } from "../support/marked.ts";

const { spans } = marked("\ufeff🙂 «ab»\r\n  «cd\r\ne»f", "a dir/x,y.mvs");
const [first, second] = spans as [(typeof spans)[0], (typeof spans)[0]];
const diagnostic: Diagnostic = {
  code: "some-law",
  severity: "error",
  message: "100% wrong:\nreally",
  primary: second,
  primaryLabel: "here",
  labels: [{ span: first, message: "and there" }],
  why: "It is so.",
  help: "Do it.",
  fixes: [{ title: "write `x`", safe: true, edits: [{ span: first, text: "x" }] }],
};
const note: Diagnostic = {
  code: "other-law",
  severity: "note",
  message: "a note",
  primary: first,
  labels: [],
  fixes: [],
};

const firstRange = { start: { line: 1, column: 3 }, end: { line: 1, column: 5 } };
const secondRange = { start: { line: 2, column: 3 }, end: { line: 3, column: 2 } };

test("JSON is the documented object", () => {
  const file = "a dir/x,y.mvs";
  expect(JSON.parse(renderJson([diagnostic, note]))).toEqual({
    version: 1,
    diagnostics: [
      {
        code: "other-law",
        severity: "note",
        message: "a note",
        file,
        range: firstRange,
        labels: [],
        fixes: [],
      },
      {
        code: "some-law",
        severity: "error",
        message: "100% wrong:\nreally",
        file,
        range: secondRange,
        labels: [
          { file, range: secondRange, message: "here" },
          { file, range: firstRange, message: "and there" },
        ],
        why: "It is so.",
        help: "Do it.",
        fixes: [
          {
            title: "write `x`",
            safe: true,
            edits: [{ file, range: firstRange, text: "x" }],
          },
        ],
      },
    ],
  });
  expect(renderJson([])).toBe('{\n  "version": 1,\n  "diagnostics": []\n}\n');
});

test("JSON says what it leaves out", () => {
  const source = { name: "big.mvs", text: "x".repeat(200) };
  const many = Array.from({ length: 120 }, (_, index) => ({
    ...note,
    primary: spanOf(source, index, index + 1),
  }));
  const report = JSON.parse(renderJson(many));
  expect(report.diagnostics).toHaveLength(100);
  expect(report.omitted).toEqual([{ file: "big.mvs", count: 20 }]);
});

test("GitHub's commands are escaped", () => {
  expect(renderGithub([diagnostic, note])).toBe(
    [
      "::notice file=a dir/x%2Cy.mvs,line=1,col=3,endLine=1,endColumn=5,title=other-law::a note",
      "::error file=a dir/x%2Cy.mvs,line=2,col=3,endLine=3,endColumn=2,title=some-law::" +
        "100%25 wrong:%0Areally%0Aa dir/x,y.mvs:1:3: and there%0AIt is so.%0ADo " +
        "it.%0Afix: write `x`",
      "",
    ].join("\n"),
  );
});

test("SARIF has rules, places and fixes", () => {
  const rule = { code: "some-law", severity: "error" as const, summary: "a law", why: "It is so." };
  const log = JSON.parse(renderSarif([diagnostic, note], [rule], "1.2.3"));
  expect(log.version).toBe("2.1.0");
  const [run] = log.runs;
  expect(run.columnKind).toBe("unicodeCodePoints");
  expect(run.tool.driver).toEqual({
    name: "milvusc",
    version: "1.2.3",
    rules: [
      { id: "other-law" },
      {
        id: "some-law",
        shortDescription: { text: "a law" },
        fullDescription: { text: "It is so." },
        help: { text: "It is so." },
        defaultConfiguration: { level: "error" },
      },
    ],
  });
  const [, result] = run.results;
  const artifactLocation = { uri: "a%20dir/x%2Cy.mvs" };
  const region = { startLine: 1, startColumn: 3, endLine: 1, endColumn: 5 };
  expect(result.ruleId).toBe("some-law");
  expect(result.ruleIndex).toBe(1);
  expect(result.locations[0].physicalLocation).toEqual({
    artifactLocation,
    region: { startLine: 2, startColumn: 3, endLine: 3, endColumn: 2 },
  });
  expect(result.relatedLocations[0].physicalLocation.region).toEqual(region);
  expect(result.fixes).toEqual([
    {
      description: { text: "write `x`" },
      artifactChanges: [
        {
          artifactLocation,
          replacements: [{ deletedRegion: region, insertedContent: { text: "x" } }],
        },
      ],
    },
  ]);
});
