/** Spans as people and other programs count them: from 1, in code points, ends exclusive. */
import { type Position, positionAt } from "../../text/lines.ts";
import type { Span } from "../../text/source.ts";

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export function rangeOf(span: Span): Range {
  return { start: positionAt(span.source, span.start), end: positionAt(span.source, span.end) };
}

/** Standard input has a name that is read as one. */
export function shownName(file: string): string {
  return file === "-" ? "<stdin>" : file;
}
