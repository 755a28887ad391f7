/** What the lines of a source look like after a fix. */
import { lineStarts, lineText } from "../../text/lines.ts";
import type { SourceFile } from "../../text/source.ts";
import type { Edit } from "../diagnostic.ts";
import { applyEdits } from "../edits.ts";
import { croppedText, gutterLine } from "./excerpt.ts";
import { rangeOf } from "./place.ts";
import type { PrettyStyle } from "./style.ts";

const shownLines = 6;

/** Edits in other files than `source` are told by the fix's title alone. */
export function suggestion(
  edits: readonly Edit[],
  source: SourceFile,
  style: PrettyStyle,
  gutter: number,
): string[] {
  const here = edits
    .filter(({ span }) => span.source === source)
    .sort((a, b) => a.span.start - b.span.start);
  return groupByLines(here).flatMap((group) => changedLines(group, source, style, gutter));
}

/** Edits whose lines touch or follow each other are shown together. */
function groupByLines(edits: readonly Edit[]): Edit[][] {
  const groups: Edit[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const edit of edits) {
    const { start, end } = rangeOf(edit.span);
    if (start.line <= last + 1) (groups.at(-1) as Edit[]).push(edit);
    else groups.push([edit]);
    last = Math.max(last, end.line);
  }
  return groups;
}

function changedLines(
  edits: readonly Edit[],
  source: SourceFile,
  style: PrettyStyle,
  gutter: number,
): string[] {
  const ranges = edits.map(({ span }) => rangeOf(span));
  const first = Math.min(...ranges.map(({ start }) => start.line));
  const last = Math.max(...ranges.map(({ end }) => end.line));
  const from = lineStarts(source)[first - 1] as number;
  const to = lineStarts(source)[last] ?? source.text.length;
  const text = applyEdits(source.text.slice(from, to), edits, from).replace(/^\uFEFF/, "");
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  const line = (number: number, sign: string, content: string, at: number) =>
    gutterLine(
      style,
      gutter,
      String(number),
      croppedText(content, at, style, gutter).trimEnd(),
      "fix",
      sign,
    );
  const kept = lines.filter((content) => content.trim() !== "");
  if (kept.length === 0) return [line(first, "-", lineText(source, first), 0)];
  const at = (ranges[0]?.start.column ?? 1) - 1;
  return lines
    .slice(0, shownLines)
    .map((content, index) => line(first + index, "+", content, index === 0 ? at : 0));
}
