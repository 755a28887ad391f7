/**
 * Makes the token sequence one that the grammar accepts, and says once for each place what was
 * wrong with it.
 *
 * Generic error recovery of a parser loses what follows a mistake and words it in tokens.
 * Deployments have few brackets and two separators, so every slip can be judged from its
 * neighbours: the brackets that are open and the token before. That keeps the grammar free of
 * mistakes, and one run reports all of them.
 */
import type { IToken } from "chevrotain";
import { UnterminatedComment } from "../../grammar/tokens.ts";
import { createReport } from "../diagnostics/define.ts";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import type { SourceFile, Span } from "../text/source.ts";
import { syntaxCodes } from "./diagnostics.ts";
import { mendInBody } from "./mend-body.ts";
import { mendTexts } from "./mend-text.ts";
import { mendTopLevel } from "./mend-top.ts";
import { type MendContext, Mending } from "./mending.ts";

const depthLimit = 64;

export function mend(source: SourceFile, tokens: readonly IToken[]): Result<IToken[]> {
  const [texts, diagnostics]: [Diagnostic[], Diagnostic[]] = [[], []];
  const readable = mendTexts(contextOf(source, texts), tokens);
  const isCut = tokens.at(-1)?.tokenType === UnterminatedComment;
  const mending = new Mending(contextOf(source, diagnostics), readable, isCut);
  while (mending.index < readable.length) {
    if (mending.open.length === 0) mendTopLevel(mending);
    else mendInBody(mending);
    const deepest = mending.open[depthLimit];
    if (deepest !== undefined) return tooDeep(source, deepest.token);
  }
  while (mending.open.length > 0) mending.closeMissing();
  return {
    value: mending.output,
    diagnostics: [...outside(texts, mending.skipped), ...diagnostics],
  };
}

function contextOf(source: SourceFile, diagnostics: Diagnostic[]): MendContext {
  return { source, report: createReport(syntaxCodes, (found) => diagnostics.push(found)) };
}

/** Beyond this limit nothing else is worth a word. */
function tooDeep(source: SourceFile, { startOffset, image }: IToken): Result<IToken[]> {
  const diagnostics: Diagnostic[] = [];
  const at = { source, start: startOffset, end: startOffset + image.length };
  contextOf(source, diagnostics).report("limited-size", "depth", { at });
  return { value: [], diagnostics };
}

/** Both are in the order of the text. */
function outside(texts: readonly Diagnostic[], skipped: readonly Span[]): Diagnostic[] {
  let index = 0;
  return texts.filter(({ primary }) => {
    while ((skipped[index]?.end ?? Number.POSITIVE_INFINITY) <= primary.start) index += 1;
    return (skipped[index]?.start ?? Number.POSITIVE_INFINITY) > primary.start;
  });
}
