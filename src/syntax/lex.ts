/**
 * Text to tokens. Everything lexes: what is not of the language becomes a token that mend.ts
 * explains.
 */
import { type IToken, Lexer } from "chevrotain";
import { tokenTypes } from "../../grammar/tokens.ts";
import { createReport } from "../diagnostics/define.ts";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { type SourceFile, type Span, spanOf } from "../text/source.ts";
import { syntaxCodes } from "./diagnostics.ts";

const byteLimit = 4 * 1024 * 1024;
const tokenLimit = 500_000;

export interface Tokens {
  readonly significant: readonly IToken[];
  readonly comments: readonly IToken[];
}

const nothing: Tokens = { significant: [], comments: [] };

/**
 * Token types are checked once, by test/grammar.test.ts, so each start may skip that. The table of first characters
 * takes longer to build than a small file takes to lex without it.
 */
const options = { positionTracking: "onlyOffset", skipValidations: true } as const;
const largeFile = 64 * 1024;
let quickStart: Lexer | undefined;
let quickRun: Lexer | undefined;

function lexerFor({ text }: SourceFile): Lexer {
  if (text.length < largeFile && quickRun === undefined) {
    quickStart ??= new Lexer(tokenTypes, { ...options, safeMode: true });
    return quickStart;
  }
  quickRun ??= new Lexer(tokenTypes, { ...options, ensureOptimizations: true });
  return quickRun;
}

/** A file beyond the limits gives one error and no tokens. */
export function lex(source: SourceFile): Result<Tokens> {
  const diagnostics: Diagnostic[] = [];
  const report = createReport(syntaxCodes, (diagnostic) => diagnostics.push(diagnostic));
  const start = spanOf(source, 0, 0);
  const byteCount = source.text.length > byteLimit / 4 ? utf8Length(source.text) : 0;
  if (byteCount > byteLimit) {
    report("limited-size", "bytes", { at: start, facts: { count: byteCount } });
    return { value: nothing, diagnostics };
  }
  const { tokens, groups } = lexerFor(source).tokenize(source.text);
  const comments = groups.comments ?? [];
  const tokenCount = tokens.length + comments.length;
  if (tokenCount > tokenLimit) {
    report("limited-size", "tokens", { at: start, facts: { count: tokenCount } });
    return { value: nothing, diagnostics };
  }
  return { value: { significant: tokens, comments }, diagnostics };
}

/** Half-open, unlike chevrotain's own inclusive `endOffset`. */
export function tokenSpan(source: SourceFile, token: IToken): Span {
  return spanOf(source, token.startOffset, token.startOffset + token.image.length);
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Each half of a surrogate pair is counted as two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}
