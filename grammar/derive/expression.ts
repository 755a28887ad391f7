/** The productions as a small algebra: what every derived grammar folds over. */
import type { IProduction, ISerializedGast } from "chevrotain";
import { tokenDeclarations } from "../tokens.ts";

export type Expression =
  | { readonly kind: "rule"; readonly name: string }
  | { readonly kind: "token"; readonly name: string }
  /** A token that is always the same text. */
  | { readonly kind: "literal"; readonly name: string; readonly text: string }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Expression[] }
  | { readonly kind: "optional" | "any" | "some"; readonly part: Expression };

export interface Production {
  readonly name: string;
  readonly is: Expression;
}

/** What chevrotain says about a parser's rules, as plain data. */
export type SerializedProduction = ISerializedGast & {
  readonly name?: string;
  readonly label?: string;
  readonly definition?: SerializedProduction[];
};

export function toProductions(rules: readonly ISerializedGast[]): Production[] {
  return (rules as readonly SerializedProduction[]).map((rule) => ({
    name: rule.name as string,
    is: sequence(rule.definition ?? []),
  }));
}

function toExpression(node: SerializedProduction): Expression {
  const name = node.name as string;
  switch (node.type as IProduction["constructor"]["name"]) {
    case "NonTerminal":
      return { kind: "rule", name };
    case "Terminal": {
      const text = literalOf(name);
      return text === undefined ? { kind: "token", name } : { kind: "literal", name, text };
    }
    case "Alternation":
      return { kind: "choice", parts: (node.definition ?? []).map(toExpression) };
    case "Alternative":
      return sequence(node.definition ?? []);
    case "Option":
      return { kind: "optional", part: sequence(node.definition ?? []) };
    case "Repetition":
      return { kind: "any", part: sequence(node.definition ?? []) };
    case "RepetitionMandatory":
      return { kind: "some", part: sequence(node.definition ?? []) };
    default:
      // Separators are written out in productions.ts, where they may also stand at the end.
      throw new Error(`productions.ts uses ${node.type}, which no derived grammar knows yet`);
  }
}

function sequence(nodes: readonly SerializedProduction[]): Expression {
  const parts = nodes.map(toExpression);
  return parts.length === 1 ? (parts[0] as Expression) : { kind: "sequence", parts };
}

/** Punctuation and reserved words carry their text as label; other tokens are patterns. */
function literalOf(name: string): string | undefined {
  const declared = tokenDeclarations.find(({ type }) => type.name === name);
  return declared?.type.LABEL?.replace(/^"(.*)"$/, "$1");
}

/**
 * Tokens that are no literal, with the pattern of the language: without the look-ahead of the
 * lexer.
 */
export interface TokenPattern {
  readonly name: string;
  readonly pattern: string;
  /** Comments and white space may stand between any two tokens. */
  readonly isExtra: boolean;
}

export const tokenPatterns: readonly TokenPattern[] = tokenDeclarations
  .filter(({ type, mistake }) => !mistake && type.LABEL === undefined)
  .map(({ type }) => ({
    name: type.name,
    pattern: (type.PATTERN as RegExp).source.replace(/\(\?!.*$/, ""),
    isExtra: type.GROUP !== undefined,
  }));

/** Whether it can match nothing; `nullable` are the rules already known to. */
export function isNullable(expression: Expression, nullable: ReadonlySet<string>): boolean {
  switch (expression.kind) {
    case "rule":
      return nullable.has(expression.name);
    case "token":
    case "literal":
      return false;
    case "sequence":
      return expression.parts.every((part) => isNullable(part, nullable));
    case "choice":
      return expression.parts.some((part) => isNullable(part, nullable));
    case "some":
      return isNullable(expression.part, nullable);
    default:
      return true;
  }
}

/** Rules that can match nothing. */
export function nullableRules(productions: readonly Production[]): ReadonlySet<string> {
  const nullable = new Set<string>();
  for (let size = -1; size < nullable.size; ) {
    size = nullable.size;
    for (const { name, is } of productions) if (isNullable(is, nullable)) nullable.add(name);
  }
  return nullable;
}
