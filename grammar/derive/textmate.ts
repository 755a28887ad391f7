/**
 * The language as a TextMate grammar: scopes come from the token table and from the place of a
 * word.
 */
import { tokenDeclarations } from "../tokens.ts";
import { constantWords, headWords } from "./words.ts";

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly captures?: Readonly<Record<string, { name: string }>>;
  readonly beginCaptures?: Readonly<Record<string, { name: string }>>;
  readonly endCaptures?: Readonly<Record<string, { name: string }>>;
  readonly patterns?: readonly Pattern[];
}

const word = "[A-Za-z0-9._-]+";
const written = `${word}|"(?:[^"\\\\]|\\\\.)*"`;
/** A bare word ends where none of its characters follows; `\b` would end it at a hyphen. */
const alone = (words: readonly string[]) =>
  `(?<![A-Za-z0-9._-])(?:${words.map(escaped).join("|")})(?![A-Za-z0-9._-])`;

export function deriveTextMate(): string {
  const punctuation = scopeOf("Less");
  const bracket = { "0": { name: punctuation } };
  const include = (name: string): Pattern => ({ include: `#${name}` });
  const nested = ["comments", "entry", "values"].map(include);
  const braces = (begin: string, end: string): Pattern => ({
    begin,
    end,
    beginCaptures: bracket,
    endCaptures: bracket,
    patterns: [...nested, { match: ";", name: punctuation }],
  });
  const repository: Record<string, { patterns: Pattern[] }> = {
    comments: {
      patterns: [
        { name: scopeOf("LineComment"), match: patternOf("LineComment") },
        { name: scopeOf("BlockComment"), begin: "/\\*", end: "\\*/" },
      ],
    },
    text: { patterns: [textPattern()] },
    cluster: {
      patterns: [
        {
          begin: `${alone(["cluster"])}(?:\\s+(${word}))?`,
          end: "(?<=>)",
          beginCaptures: { "0": { name: scopeOf("Cluster") }, "1": { name: "entity.name.mvs" } },
          patterns: [
            include("comments"),
            include("text"),
            { name: scopeOf("Cluster"), match: alone(headWords) },
            braces("<", ">"),
          ],
        },
      ],
    },
    // A statement or a setting: its name, and what follows up to the `;` or the closing bracket.
    entry: {
      patterns: [
        {
          begin: written,
          end: "(?=[;>}])",
          beginCaptures: { "0": { name: "support.function.mvs" } },
          patterns: [include("comments"), include("values")],
        },
      ],
    },
    values: {
      patterns: [
        include("text"),
        braces("\\{", "\\}"),
        { name: "constant.language.mvs", match: alone(constantWords) },
        {
          name: "constant.numeric.mvs",
          match:
            "(?<![A-Za-z0-9._-])(?:x?[0-9][A-Za-z0-9._-]*(?::[0-9]+)?|\\[[0-9A-Fa-f:.]+\\]:[0-9]+)",
        },
        { name: punctuation, match: "[(),]" },
      ],
    },
  };
  const grammar = {
    name: "Milvus deployment",
    scopeName: "source.mvs",
    fileTypes: ["mvs"],
    patterns: [include("comments"), importPattern(), include("cluster")],
    repository,
  };
  return `${JSON.stringify(grammar, null, 2)}\n`;
}

function importPattern(): Pattern {
  return {
    match: `(${alone(["import"])})(?:\\s+(${written}))?`,
    captures: { "1": { name: scopeOf("Import") }, "2": { name: scopeOf("Text") } },
  };
}

function textPattern(): Pattern {
  return {
    name: scopeOf("Text"),
    begin: '"',
    end: '"|$',
    patterns: [
      { name: "constant.character.escape.mvs", match: '\\\\["\\\\]' },
      { name: "invalid.illegal.mvs", match: "\\\\." },
    ],
  };
}

function scopeOf(token: string): string {
  return `${tokenDeclarations.find(({ type }) => type.name === token)?.scope ?? "text"}.mvs`;
}

function patternOf(token: string): string {
  const pattern = tokenDeclarations.find(({ type }) => type.name === token)?.type.PATTERN;
  return (pattern as RegExp).source.replace(/\\\//g, "/");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
