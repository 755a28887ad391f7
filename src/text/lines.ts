/** Offsets to lines and columns: the one border between the compiler's counting and people's. */
import type { SourceFile } from "./source.ts";

/** Both counted from 1; columns count code points, a byte order mark is not a column. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStartsBySource = new WeakMap<SourceFile, readonly number[]>();

/** Offsets at which lines start. A line ends with LF, CRLF or a lone CR. */
export function lineStarts(source: SourceFile): readonly number[] {
  let starts = lineStartsBySource.get(source);
  if (starts === undefined) {
    const found = [0];
    for (const end of source.text.matchAll(/\r\n|\n|\r/g)) found.push(end.index + end[0].length);
    starts = found;
    lineStartsBySource.set(source, starts);
  }
  return starts;
}

export function positionAt(source: SourceFile, offset: number): Position {
  const starts = lineStarts(source);
  const line = lineIndexAt(starts, offset);
  const before = source.text.slice(starts[line], offset);
  return { line: line + 1, column: codePointCount(before.replace(/^\uFEFF/, "")) + 1 };
}

/** The text of a line counted from 1, without its end and without a byte order mark. */
export function lineText(source: SourceFile, line: number): string {
  const starts = lineStarts(source);
  const raw = source.text.slice(starts[line - 1], starts[line]);
  return raw.replace(/^\uFEFF/, "").replace(/[\r\n]+$/, "");
}

function lineIndexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function codePointCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
