/** Lines of a source with what is marked in them underlined: one block of a rendered diagnostic. */
import { lineText } from "../../text/lines.ts";
import type { SourceFile, Span } from "../../text/source.ts";
import type { Severity } from "../diagnostic.ts";
import { type Cell, cellsOf, printable, widthOf } from "./cells.ts";
import { rangeOf, shownName } from "./place.ts";
import { fold, type PrettyStyle, paint, signsOf, type Tone } from "./style.ts";

export interface Mark {
  readonly span: Span;
  readonly message: string;
  readonly primary: boolean;
}

/** A mark, or its first or last line; cells are counted from 0. */
interface LineMark {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly primary: boolean;
}

/** Without a terminal, a line longer than this is shown around its marks only. */
const defaultColumns = 120;
const leastColumns = 40;
const leastMessageColumns = 24;

/**
 * All marks lie in one source; the first one gives the place at the top. `gutter` is the width of
 * line numbers.
 */
export function excerpt(
  marks: readonly Mark[],
  severity: Severity,
  style: PrettyStyle,
  gutter: number,
): string[] {
  const first = (marks[0] as Mark).span;
  const signs = signsOf(style);
  const { start } = rangeOf(first);
  const name = printable(shownName(first.source.name), style.ascii);
  const pad = " ".repeat(gutter);
  const lines = [
    `${pad} ${paint(style, "quiet", signs.corner)} ${name}:${start.line}:${start.column}`,
  ];
  const byLine = groupByLine(marks.flatMap(lineMarks));
  let previous: number | undefined;
  for (const [line, lineMarksHere] of byLine) {
    if (previous !== undefined && line - previous === 2)
      lines.push(...sourceLine(first.source, line - 1, [], severity, style, gutter));
    else if (previous !== undefined && line - previous > 2)
      lines.push(`${pad} ${paint(style, "quiet", signs.gap)}`);
    lines.push(...sourceLine(first.source, line, lineMarksHere, severity, style, gutter));
    previous = line;
  }
  return lines;
}

/** Width of the largest line number that the marks need. */
export function gutterOf(spans: readonly Span[]): number {
  return spans.reduce((width, span) => {
    const { start, end } = rangeOf(span);
    return Math.max(width, String(Math.max(start.line, end.line)).length);
  }, 1);
}

/** `4 │ text`, without blanks at the end. */
export function gutterLine(
  style: PrettyStyle,
  gutter: number,
  head: string,
  text: string,
  tone: Tone = "quiet",
  sign = signsOf(style).wall,
): string {
  const before = paint(style, tone, `${head.padStart(gutter)} ${sign}`);
  return text === "" ? before : `${before} ${text}`;
}

/** A line of its own, cropped around `at` where it is too long. */
export function croppedText(line: string, at: number, style: PrettyStyle, gutter: number): string {
  const mark = { line: 1, start: at, end: at + 1, message: "", primary: true };
  return windowOf(cellsOf(line, style.ascii), [mark], style, gutter).text;
}

function groupByLine(marks: readonly LineMark[]): [number, LineMark[]][] {
  const byLine = new Map<number, LineMark[]>();
  for (const mark of marks) {
    const list = byLine.get(mark.line);
    if (list === undefined) byLine.set(mark.line, [mark]);
    else list.push(mark);
  }
  for (const list of byLine.values())
    list.sort((a, b) => a.start - b.start || Number(b.primary) - Number(a.primary));
  return [...byLine].sort(([a], [b]) => a - b);
}

/** A span over several lines marks the rest of its first line and what it holds of its last one. */
function lineMarks({ span, message, primary }: Mark): LineMark[] {
  const { start, end } = rangeOf(span);
  const lengthOf = (line: number) => [...lineText(span.source, line)].length;
  if (end.line === start.line)
    return [{ line: start.line, start: start.column - 1, end: end.column - 1, message, primary }];
  const last = end.column === 1 ? end.line - 1 : end.line;
  const head = {
    line: start.line,
    start: start.column - 1,
    end: lengthOf(start.line),
    message: last === start.line ? message : "",
    primary,
  };
  if (last === start.line) return [head];
  const text = lineText(span.source, last);
  const indent = [...text].findIndex((character) => !/\s/.test(character));
  const tail = {
    line: last,
    start: Math.max(0, indent),
    end: end.column === 1 ? lengthOf(last) : end.column - 1,
    message,
    primary,
  };
  return [head, tail];
}

function sourceLine(
  source: SourceFile,
  line: number,
  marks: readonly LineMark[],
  severity: Severity,
  style: PrettyStyle,
  gutter: number,
): string[] {
  const cells = cellsOf(lineText(source, line), style.ascii);
  const { text, place } = windowOf(cells, marks, style, gutter);
  const lines = [gutterLine(style, gutter, String(line), text.trimEnd())];
  for (const mark of marks) lines.push(...underline(mark, place(mark), severity, style, gutter));
  return lines;
}

function underline(
  { message, primary }: LineMark,
  { start, width }: { start: number; width: number },
  severity: Severity,
  style: PrettyStyle,
  gutter: number,
): string[] {
  const signs = signsOf(style);
  const tone = primary ? severity : "label";
  const line = (at: number, text: string) =>
    gutterLine(style, gutter, "", " ".repeat(at) + paint(style, tone, text));
  const bar = (primary ? signs.primary : signs.label).repeat(width);
  const text = printable(message, style.ascii);
  if (text === "") return [line(start, bar)];
  const behind = start + width + 1;
  const room = (style.columns ?? Number.POSITIVE_INFINITY) - gutter - 3;
  if (behind + widthOf(text) <= room) return [line(start, `${bar} ${text}`)];
  if (room - behind >= leastMessageColumns) {
    const [first, ...rest] = fold(text, room - behind);
    return [line(start, `${bar} ${first}`), ...rest.map((words) => line(behind, words))];
  }
  const at = Math.max(0, Math.min(start, room - leastColumns));
  return [line(start, bar), ...fold(text, room - at).map((words) => line(at, words))];
}

/** What is shown of a line, and where in it a mark stands. */
function windowOf(
  cells: readonly Cell[],
  marks: readonly LineMark[],
  style: PrettyStyle,
  gutter: number,
) {
  const offsets = [0];
  for (const { width } of cells) offsets.push((offsets.at(-1) as number) + width);
  const total = offsets.at(-1) as number;
  const at = (cell: number) => offsets[Math.min(cell, cells.length)] as number;
  const room = Math.max(style.columns ?? defaultColumns, leastColumns) - gutter - 3;
  const from = total <= room ? 0 : windowStart(marks, at, room, total);
  const to = total <= room ? total : from + room;
  const { cut } = signsOf(style);
  // One column at each cut end is the sign that something is missing there.
  const first = from > 0 ? from + 1 : 0;
  const last = to < total ? to - 1 : total;
  const text = cells
    .filter((_, index) => at(index) >= first && at(index + 1) <= last)
    .map((cell) => cell.text)
    .join("");
  const left = cells.findIndex((_, index) => at(index) >= first);
  // A wide character across the border leaves a hole that must not shift the rest.
  const hole = from > 0 && left >= 0 ? at(left) - first : 0;
  const place = ({ start, end }: LineMark) => {
    const begin = Math.min(Math.max(at(start), from), Math.max(from, to - 1)) - from;
    const stop = Math.min(Math.max(at(end), from), to) - from;
    return { start: total <= room ? at(start) : begin, width: Math.max(1, stop - begin) };
  };
  return {
    text: (from > 0 ? cut : "") + " ".repeat(hole) + text + (to < total ? cut : ""),
    place,
  };
}

/**
 * The marks stand a third of the free room from the left; where they are too many, the main one
 * counts.
 */
function windowStart(
  marks: readonly LineMark[],
  at: (cell: number) => number,
  room: number,
  total: number,
): number {
  const main = marks.find(({ primary }) => primary) ?? marks[0];
  if (main === undefined) return 0;
  const first = Math.min(...marks.map(({ start }) => at(start)));
  const last = Math.max(...marks.map(({ end }) => at(end)));
  const fits = last - first <= room - 2;
  const begin = fits ? first - Math.floor((room - (last - first)) / 3) : at(main.start) - 8;
  return Math.max(0, Math.min(begin, total - room));
}
