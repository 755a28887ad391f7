/** Every token of the language, once: its pattern, its kind and the scope that editors give it. */
import { createToken, type ITokenConfig, Lexer, type TokenType } from "chevrotain";

/** What an editor calls a token; words get theirs from their place (see vocabulary.ts). */
export type Scope =
  | "keyword.control"
  | "constant.numeric"
  | "entity.name"
  | "string.quoted.double"
  | "comment.line"
  | "comment.block"
  | "punctuation";

export interface TokenDeclaration {
  readonly type: TokenType;
  readonly scope?: Scope;
  /**
   * A form that people write by mistake: lexed so that it can be explained, never part of the
   * language.
   */
  readonly mistake: boolean;
}

const declarations: TokenDeclaration[] = [];

function token(config: ITokenConfig, scope?: Scope): TokenType {
  const type = createToken(config);
  declarations.push({ type, mistake: false, ...(scope === undefined ? {} : { scope }) });
  return type;
}

function mistaken(config: ITokenConfig): TokenType {
  const type = createToken(config);
  declarations.push({ type, mistake: true });
  return type;
}

/**
 * Code units at which a pattern with a complement set can start; chevrotain cannot derive them.
 * Above 255 its first-character table has one slot for 255 units, so one representative for each
 * slot is enough.
 */
const anyStart = [
  ...Array.from({ length: 256 }, (_, code) => code),
  ...Array.from({ length: 257 }, (_, slot) => 256 + slot * 255).filter((code) => code < 65536),
];

/**
 * What may follow a bare word, or nothing: without this `a=b` would be the word `a` and a stray
 * rest.
 */
const wordEnd = "(?![^\\s\\uFEFF<>{}();,\"'/]|\\/(?![/*]))";

export const WhiteSpace = token({
  name: "WhiteSpace",
  pattern: /[\s\uFEFF]+/,
  line_breaks: true,
  group: Lexer.SKIPPED,
});
export const LineComment = token(
  { name: "LineComment", pattern: /\/\/[^\r\n]*/, group: "comments" },
  "comment.line",
);
export const BlockComment = token(
  {
    name: "BlockComment",
    pattern: /\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//,
    line_breaks: true,
    group: "comments",
  },
  "comment.block",
);
export const UnterminatedComment = mistaken({
  name: "UnterminatedComment",
  pattern: /\/\*(?:[^*]|\*(?!\/))*/,
  line_breaks: true,
});
export const HashComment = mistaken({ name: "HashComment", pattern: /#[^\r\n]*/ });

export const Text = token(
  { name: "Text", pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"/ },
  "string.quoted.double",
);
export const UnterminatedText = mistaken({
  name: "UnterminatedText",
  pattern: /"(?:[^"\\\r\n;<>{}]|\\[^\r\n])*\\?/,
});
export const SingleQuotedText = mistaken({
  name: "SingleQuotedText",
  pattern: /'[^'\r\n]*'|'[^'\r\n;<>{}]*/,
});

export const Less = token({ name: "Less", label: "<", pattern: "<" }, "punctuation");
export const Greater = token({ name: "Greater", label: ">", pattern: ">" }, "punctuation");
export const LeftBrace = token({ name: "LeftBrace", label: "{", pattern: "{" }, "punctuation");
export const RightBrace = token({ name: "RightBrace", label: "}", pattern: "}" }, "punctuation");
export const LeftParenthesis = token(
  { name: "LeftParenthesis", label: "(", pattern: "(" },
  "punctuation",
);
export const RightParenthesis = token(
  { name: "RightParenthesis", label: ")", pattern: ")" },
  "punctuation",
);
export const Semicolon = token({ name: "Semicolon", label: ";", pattern: ";" }, "punctuation");
export const Comma = token({ name: "Comma", label: ",", pattern: "," }, "punctuation");

/** ASCII letters, digits, `.`, `_`, `-`; or an IPv4 or bracketed IPv6 address with a port. */
export const Word = token({
  name: "Word",
  pattern: new RegExp(
    `(?:\\[[0-9A-Fa-f:.]+\\]:[0-9]+|(?:[0-9]+\\.){3}[0-9]+:[0-9]+|[A-Za-z0-9._-]+)${wordEnd}`,
  ),
  start_chars_hint: [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-["],
});
/** The two reserved words: a lost `>` is found by them. */
export const Cluster = token(
  {
    name: "Cluster",
    label: '"cluster"',
    pattern: new RegExp(`cluster${wordEnd}`),
    start_chars_hint: ["c"],
  },
  "keyword.control",
);
export const Import = token(
  {
    name: "Import",
    label: '"import"',
    pattern: new RegExp(`import${wordEnd}`),
    start_chars_hint: ["i"],
  },
  "keyword.control",
);
/**
 * Any other run of characters: `a=b`, `localhost:80`, `./path`, `größe`. It belongs in quotes, or
 * is a slip.
 */
export const BareText = mistaken({
  name: "BareText",
  pattern:
    /(?::\/\/|(?!\/\/|\/\*)[^\s\uFEFF<>{}();,"'#])(?::\/\/|(?!\/\/|\/\*)[^\s\uFEFF<>{}();,"'])*/,
  start_chars_hint: anyStart,
});

/** In the order in which the lexer tries them. */
export const tokenDeclarations: readonly TokenDeclaration[] = declarations.sort(
  (a, b) => rank(a.type) - rank(b.type),
);

export const tokenTypes: TokenType[] = tokenDeclarations.map(({ type }) => type);

/** Reserved words come before words. */
function rank(type: TokenType): number {
  return type === BareText ? 2 : type === Word ? 1 : 0;
}
