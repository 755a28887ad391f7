/**
 * Productions as EBNF: what people read, and what stands above each production in productions.ts.
 */
import { type Expression, type Production, tokenPatterns } from "./expression.ts";

export function deriveEbnf(productions: readonly Production[]): string {
  const rules = productions.map(deriveEbnfOf);
  const tokens = tokenPatterns
    .filter(({ isExtra }) => !isExtra)
    .map(({ name, pattern }) => `${name} ::= /${pattern}/`);
  const extras = tokenPatterns
    .filter(({ isExtra }) => isExtra)
    .map(({ name, pattern }) => `${name} ::= /${pattern}/`);
  return [
    "/* The grammar of .mvs files. Quoted: stands as it is. In slashes: a regular expression. */",
    ...rules,
    "",
    "/* Tokens; the longest word is meant. */",
    ...tokens,
    "",
    "/* May stand between any two tokens. */",
    ...extras,
    "",
  ].join("\n");
}

export function deriveEbnfOf({ name, is }: Production): string {
  return `${name} ::= ${write(is, "choice")}`;
}

type Level = "choice" | "sequence" | "sequence-part" | "part";

/** In parentheses where the operator binds weaker than its place allows. */
function write(expression: Expression, place: Level): string {
  switch (expression.kind) {
    case "rule":
    case "token":
      return expression.name;
    case "literal":
      return `"${expression.text}"`;
    case "choice":
      return inParentheses(
        expression.parts.map((part) => write(part, "sequence")).join(" | "),
        place !== "choice",
      );
    case "sequence":
      return inParentheses(
        expression.parts.map((part) => write(part, "sequence-part")).join(" "),
        place === "part",
      );
    default:
      return `${write(expression.part, "part")}${signs[expression.kind]}`;
  }
}

const signs = { optional: "?", any: "*", some: "+" } as const;

function inParentheses(text: string, needed: boolean): string {
  return needed ? `( ${text} )` : text;
}
