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

/** The lines that an edit changes; the line that begins where it ends stays as it is. */
function linesOf({ span }: Edit): { readonly first: number; readonly last: number } {
  const { start, end } = rangeOf(span);
  const isWhole = end.column === 1 && end.line > start.line;
  return { first: start.line, last: isWhole ? end.line - 1 : end.line };
}

/** Edits whose lines touch or follow each other are shown together. */
function groupByLines(edits: readonly Edit[]): Edit[][] {
  const groups: Edit[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const edit of edits) {
    const { first, last } = linesOf(edit);
    if (first <= end + 1) (groups.at(-1) as Edit[]).push(edit);
    else groups.push([edit]);
    end = Math.max(end, last);
  }
  return groups;
}

function changedLines(
  edits: readonly Edit[],
  source: SourceFile,
  style: PrettyStyle,
  gutter: number,
): string[] {
  const first = Math.min(...edits.map((edit) => linesOf(edit).first));
  const last = Math.max(...edits.map((edit) => linesOf(edit).last));
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
  const isEmpty = lines.every((content) => content.trim() === "");
  const at = ((edits[0] && rangeOf(edits[0].span).start.column) ?? 1) - 1;
  const kept = (isEmpty ? [] : lines).map((content, index) =>
    line(first + index, "+", content, index === 0 ? at : 0),
  );
  const gone = goneLines(edits, source, first, last).map((number) =>
    line(number, "-", lineText(source, number), 0),
  );
  return [...kept, ...gone].slice(0, shownLines);
}

/** Lines of which nothing is left. */
function goneLines(
  edits: readonly Edit[],
  source: SourceFile,
  first: number,
  last: number,
): number[] {
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return numbers.filter((number) => {
    const content = lineText(source, number);
    const start = (lineStarts(source)[number - 1] as number) + content.search(/\S|$/);
    const end = start + content.trim().length;
    const isGone = ({ span, text }: Edit) => text === "" && span.start <= start && end <= span.end;
    return content.trim() !== "" && edits.some(isGone);
  });
}
