/** Text to tree: lex, mend, parse, build. One run reports every syntax error of the file. */
import type { CstNode } from "chevrotain";
import { MvsParser } from "../../grammar/productions.ts";
import { createCollector } from "../diagnostics/collector.ts";
import type { Result } from "../diagnostics/diagnostic.ts";
import { invariant } from "../diagnostics/invariant.ts";
import type { SourceFile } from "../text/source.ts";
import type { Document } from "./ast.ts";
import { build } from "./build.ts";
import { lex, type Tokens } from "./lex.ts";
import { mend } from "./mend.ts";

// Stateless between calls: `input` is set and read within one.
const parser = new MvsParser();

export interface Syntax {
  readonly tokens: Tokens;
  readonly cst: CstNode;
  readonly document: Document;
}

export function parse(source: SourceFile): Result<Document> {
  const { value, diagnostics } = parseSyntax(source);
  return { value: value.document, diagnostics };
}

/** With the earlier stages, for `--emit tokens` and `--emit cst`. */
export function parseSyntax(source: SourceFile): Result<Syntax> {
  const log = createCollector();
  const tokens = log.take(lex(source));
  parser.input = log.take(mend(source, tokens.significant));
  const cst = parser.document();
  const [error] = parser.errors;
  invariant(error === undefined, `the parser refused mended tokens: ${error?.message}`);
  const document = log.take(build(source, cst, tokens.comments));
  return { value: { tokens, cst, document }, diagnostics: log.diagnostics };
}
