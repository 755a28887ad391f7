/** A text with a name, and places in it: the only vocabulary of positions inside the compiler. */

export interface SourceFile {
  /** The name as the user gave it; it is printed, never resolved. */
  readonly name: string;
  readonly text: string;
}

/** Half-open range of UTF-16 offsets, counted from 0. Lines and columns exist only at the border. */
export interface Span {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
}

export function spanOf(source: SourceFile, start: number, end: number): Span {
  return { source, start, end };
}

/** The smallest span that holds both; they must be of one source. */
export function joinSpans(first: Span, last: Span): Span {
  return {
    source: first.source,
    start: Math.min(first.start, last.start),
    end: Math.max(first.end, last.end),
  };
}

export function textOf(span: Span): string {
  return span.source.text.slice(span.start, span.end);
}
