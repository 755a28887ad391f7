/** The grammar is sound, and everything derived from it is what stands in grammar/generated/. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Lexer } from "chevrotain";
import { describe, expect, test } from "vitest";
import { deriveCstTypes } from "../grammar/derive/cst-types.ts";
import { deriveEbnf, deriveEbnfOf } from "../grammar/derive/ebnf.ts";
import { type Expression, nullableRules, toProductions } from "../grammar/derive/expression.ts";
import { deriveRailroad } from "../grammar/derive/railroad.ts";
import { deriveReference } from "../grammar/derive/reference.ts";
import { deriveTextMate } from "../grammar/derive/textmate.ts";
import { deriveHighlights, deriveTreeSitter } from "../grammar/derive/tree-sitter.ts";
import { MvsParser } from "../grammar/productions.ts";
import { tokenDeclarations, tokenTypes } from "../grammar/tokens.ts";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../grammar");
const parser = new MvsParser();
const productions = toProductions(parser.getSerializedGastProductions());

const generated: Readonly<Record<string, () => string>> = {
  "mvs.ebnf": () => deriveEbnf(productions),
  "mvs.railroad.html": () => deriveRailroad(productions),
  "mvs.tmLanguage.json": deriveTextMate,
  "tree-sitter/grammar.js": () => deriveTreeSitter(productions),
  "tree-sitter/queries/highlights.scm": deriveHighlights,
  "cst.ts": () => deriveCstTypes(parser.getGAstProductions()),
  "reference.md": deriveReference,
};

describe("generated files", () => {
  test.each(Object.entries(generated))("%s is what the grammar says now", (name, derive) => {
    const path = join(folder, "generated", name);
    if (process.env.UPDATE) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, derive());
    }
    expect(readFileSync(path, "utf8"), "`npm run grammar` writes it anew").toBe(derive());
  });

  test("hold no form that is a mistake", () => {
    const mistakes = tokenDeclarations.filter(({ mistake }) => mistake);
    expect(mistakes.length).toBeGreaterThan(0);
    for (const derive of Object.values(generated))
      for (const { type } of mistakes) expect(derive()).not.toContain(type.name);
  });

  test("README.md quotes the grammar", () => {
    const path = join(folder, "README.md");
    const readme = readFileSync(path, "utf8");
    const quote = `\`\`\`ebnf\n${deriveEbnf(productions)}\`\`\``;
    const updated = readme.replace(/```ebnf\n[^`]*```/, () => quote);
    if (process.env.UPDATE) writeFileSync(path, updated);
    expect(process.env.UPDATE ? updated : readme).toContain(quote);
  });
});

describe("the grammar", () => {
  test("passes the validations that the compiler skips at its start", () => {
    expect(() => new MvsParser({ skipValidations: false })).not.toThrow();
    const lexer = new Lexer(tokenTypes, {
      ensureOptimizations: true,
      positionTracking: "onlyOffset",
      skipValidations: false,
    });
    expect(lexer.lexerDefinitionErrors).toEqual([]);
  });

  test("has no production that matches nothing, apart from the first", () => {
    expect([...nullableRules(productions)]).toEqual(["document"]);
  });

  test("each production quotes itself in its comment", () => {
    const source = readFileSync(join(folder, "productions.ts"), "utf8");
    const comments = [
      ...source.matchAll(/\/\*\* (.*) \*\/\n {2}readonly (\w+) = this\.RULE\("(\w+)"/g),
    ];
    expect(comments.map(([, comment]) => comment)).toEqual(productions.map(deriveEbnfOf));
    for (const [, , property, name] of comments) expect(property).toBe(name);
  });

  test("uses every token that is neither a mistake nor between the words", () => {
    const used = new Set(productions.flatMap(({ is }) => tokensOf(is)));
    const declared = tokenDeclarations
      .filter(({ type, mistake }) => !mistake && type.GROUP === undefined)
      .map(({ type }) => type.name);
    expect([...used].sort()).toEqual(declared.sort());
  });
});

function tokensOf(expression: Expression): string[] {
  switch (expression.kind) {
    case "rule":
      return [];
    case "token":
    case "literal":
      return [expression.name];
    case "sequence":
    case "choice":
      return expression.parts.flatMap(tokensOf);
    default:
      return tokensOf(expression.part);
  }
}
