/** Productions as a tree-sitter grammar, and the query that colours its trees. */
import { targetBlocks } from "../vocabulary.ts";
import { type Expression, type Production, tokenPatterns } from "./expression.ts";
import { constantWords, headWords } from "./words.ts";

export function deriveTreeSitter(productions: readonly Production[]): string {
  const rules = productions.map(({ name, is }) => `    ${name}: ($) => ${write(is)},`);
  const tokens = tokenPatterns
    .filter(({ name }) => name !== "WhiteSpace")
    .map(({ name, pattern }) => `    ${name}: () => token(${tokenRule(pattern)}),`);
  const extras = tokenPatterns
    .filter(({ isExtra }) => isExtra)
    .map(({ name, pattern }) => (name === "WhiteSpace" ? `/${pattern}/` : `$.${name}`));
  return [
    "// Derived from grammar/productions.ts and grammar/tokens.ts; `npm run grammar` writes it.",
    "module.exports = grammar({",
    '  name: "mvs",',
    "  word: ($) => $.Word,",
    `  extras: ($) => [${extras.join(", ")}],`,
    "  rules: {",
    ...rules,
    "",
    ...tokens,
    "  },",
    "});",
    "",
  ].join("\n");
}

/** tree-sitter knows no lazy groups of its own: alternatives that need none are given apart. */
function tokenRule(pattern: string): string {
  return `/${pattern.replace(/\(\?:/g, "(")}/`;
}

function write(expression: Expression): string {
  switch (expression.kind) {
    case "rule":
    case "token":
      return `$.${expression.name}`;
    case "literal":
      return JSON.stringify(expression.text);
    case "sequence":
      return `seq(${expression.parts.map(write).join(", ")})`;
    case "choice":
      return `choice(${expression.parts.map(write).join(", ")})`;
    default:
      return `${functions[expression.kind]}(${write(expression.part)})`;
  }
}

const functions = { optional: "optional", any: "repeat", some: "repeat1" } as const;

/**
 * Words get their colour from their place; the vocabulary only adds words that mean the same
 * everywhere.
 */
export function deriveHighlights(): string {
  return `; Derived from grammar/vocabulary.ts; \`npm run grammar\` writes it.
(LineComment) @comment
(BlockComment) @comment
["cluster" "import"] @keyword
["<" ">" "{" "}" "(" ")"] @punctuation.bracket
[";" ","] @punctuation.delimiter

(value (text (Word) @variable))
((value (text (Word) @number)) (#match? @number "^x?[0-9]"))
((value (text (Word) @constant.builtin))
  (#any-of? @constant.builtin ${strings(constantWords)}))
(members (Word) @number)
(Text) @string

(cluster . "cluster" . (text) @type)
((cluster (text (Word) @keyword))
  (#any-of? @keyword ${strings(headWords)}))
(cluster (entries (entry . (text) @function)))
(block (entries (entry . (text) @property)))
((entry . (text) @keyword (items . (item . (value) @module)))
  (#eq? @keyword "target") (#any-of? @module ${strings(Object.keys(targetBlocks))}))
`;
}

function strings(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(" ");
}
