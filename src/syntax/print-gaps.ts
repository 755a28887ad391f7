/**
 * Puts words on lines and comments into the gaps between them. The tree says what kind of gap
 * stands before a word; where the comments of that gap go follows from the line breaks around them
 * in the source. A comment can stand between any two tokens, so this is the one place that knows
 * about comments.
 */
import type { Span } from "../text/source.ts";
import type * as ast from "./ast.ts";

/** What stands between the word before and the next one. */
export interface Gap {
  /** `line` starts a line; `close` does so too, with its comments one level deeper. */
  readonly kind: "none" | "space" | "line" | "close";
  /** Column of what starts a line in this gap. */
  readonly indent: number;
  /** Written right behind the word before. */
  readonly separator?: ";" | ",";
  /**
   * Whether an empty line stands here: as in the source (left out), always, or not before the first
   * thing.
   */
  readonly blank?: "always" | "not-first";
}

export const indentation = 2;

/** A moment to go back to, when what was tried did not fit. */
export interface Mark {
  readonly lineCount: number;
  readonly line: string;
  readonly comment: number;
  readonly end: number;
}

/** A word or comment of one gap, with the decision how it is set. */
interface Thing {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isLineComment: boolean;
  breaks: boolean;
  blank: boolean;
}

export class Page {
  readonly #text: string;
  readonly #comments: readonly ast.Comment[];
  readonly #lines: string[] = [];
  #line = "";
  /** The next comment to be written, and the end in the source of what was written last. */
  #comment = 0;
  #end = 0;

  constructor({ source, comments }: ast.Document) {
    this.#text = source.text;
    this.#comments = comments;
  }

  get column(): number {
    return this.#line.length;
  }

  mark(): Mark {
    const { length: lineCount } = this.#lines;
    return { lineCount, line: this.#line, comment: this.#comment, end: this.#end };
  }

  backTo(mark: Mark): void {
    this.#lines.length = mark.lineCount;
    this.#line = mark.line;
    this.#comment = mark.comment;
    this.#end = mark.end;
  }

  isOneLine({ start, end }: Span): boolean {
    return !this.#hasBreak(start, end);
  }

  hasCommentBefore(offset: number): boolean {
    return (this.#comments[this.#comment]?.span.start ?? Number.POSITIVE_INFINITY) < offset;
  }

  /** Writes a word, and before it the comments that stand before it. */
  put(text: string, start: number, end: number, gap: Gap): void {
    const comments = this.#takeComments(start);
    if (gap.separator !== undefined) this.#separate(gap.separator, comments);
    const word: Thing = thing(text, start, end, false);
    const things = [...comments, word];
    this.#decide(things, gap);
    this.#requireBreak(things, gap);
    this.#requireBlank(things, gap);
    for (const [index, { breaks, blank, ...written }] of things.entries()) {
      const deeper = gap.kind === "close" && index < comments.length;
      if (breaks) this.#startLine(blank, gap.indent + (deeper ? indentation : 0));
      else if (this.#line !== "" && (comments.length > 0 || gap.kind !== "none")) this.#line += " ";
      this.#line += written.text;
      this.#end = written.end;
    }
  }

  /** Writes the comments behind the last word. */
  finish(): string {
    const comments = this.#takeComments(Number.POSITIVE_INFINITY);
    this.#decide(comments, { kind: "line", indent: 0 });
    for (const { breaks, blank, text, end } of comments) {
      if (breaks) this.#startLine(blank, 0);
      else if (this.#line !== "") this.#line += " ";
      this.#line += text;
      this.#end = end;
    }
    const text = [...this.#lines, this.#line].join("\n");
    return text === "" ? "" : `${text}\n`;
  }

  /** A comment that stands before the separator on the same line stays before it. */
  #separate(separator: string, comments: Thing[]): void {
    for (;;) {
      const [comment] = comments;
      if (comment === undefined || comment.isLineComment || comment.text.includes("\n")) break;
      const between = this.#text.slice(this.#end, comment.start);
      if (between.includes(separator) || /[\r\n]/.test(between)) break;
      this.#line += ` ${comment.text}`;
      this.#end = comment.end;
      comments.shift();
    }
    this.#line += separator;
  }

  #decide(things: readonly Thing[], gap: Gap): void {
    const word = things.length - 1;
    const breaksLine = gap.kind === "line" || gap.kind === "close";
    for (const [index, each] of things.entries()) {
      const before = things[index - 1];
      const inSource = this.#hasBreak(before?.end ?? this.#end, each.start);
      // Inside a statement a line break matters only around comments that have a line of their own.
      const kept = inSource && (index < word || breaksLine || before?.breaks === true);
      each.breaks = before?.isLineComment === true || kept;
    }
    for (const [index, each] of things.entries()) each.blank = this.#isBlank(things, index, gap);
  }

  #requireBreak(things: readonly Thing[], { kind }: Gap): void {
    if (kind === "close") (things.at(-1) as Thing).breaks = true;
    else if (kind === "line" && !things.some(({ breaks }) => breaks))
      (things[0] as Thing).breaks = true;
  }

  #isBlank(things: readonly Thing[], index: number, gap: Gap): boolean {
    if (gap.kind !== "line" && gap.kind !== "close") return false;
    if (index === 0 && gap.blank === "not-first") return false;
    if (gap.kind === "close" && index === things.length - 1) return false;
    const from = things[index - 1]?.end ?? this.#end;
    const between = this.#text.slice(from, (things[index] as Thing).start);
    return /(?:\r\n|\n|\r(?!\n))[^\S\r\n]*[\r\n]/.test(between);
  }

  #requireBlank(things: readonly Thing[], gap: Gap): void {
    if (gap.blank !== "always" || things.some(({ breaks, blank }) => breaks && blank)) return;
    const first = things.find(({ breaks }) => breaks);
    if (first !== undefined) first.blank = true;
  }

  /** At the top of the file there is no line to end. */
  #startLine(blank: boolean, indent: number): void {
    if (this.#line !== "" || this.#lines.length > 0) {
      this.#lines.push(this.#line);
      if (blank) this.#lines.push("");
    }
    this.#line = " ".repeat(indent);
  }

  #takeComments(offset: number): Thing[] {
    const taken: Thing[] = [];
    for (;;) {
      const comment = this.#comments[this.#comment];
      if (comment === undefined || comment.span.start >= offset) return taken;
      const isLineComment = comment.text.startsWith("//");
      const text = isLineComment ? comment.text.trimEnd() : comment.text.replace(/\r\n?/g, "\n");
      taken.push(thing(text, comment.span.start, comment.span.end, isLineComment));
      this.#comment += 1;
    }
  }

  #hasBreak(from: number, to: number): boolean {
    return /[\r\n]/.test(this.#text.slice(from, to));
  }
}

function thing(text: string, start: number, end: number, isLineComment: boolean): Thing {
  return { text, start, end, isLineComment, breaks: false, blank: false };
}
