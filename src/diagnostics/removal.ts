/** Edits that take statements and settings out of a program, with what is left empty by that. */
import { blankBefore, blankUntil, blockAfter, wordsBefore } from "../text/scan.ts";
import { type Span, spanOf } from "../text/source.ts";
import type { Edit } from "./diagnostic.ts";

/**
 * A statement or setting with its block and its `;`; the block around it goes too when nothing else is in there.
 * `standing`: names that say something without a block.
 */
export function removal(words: Span, standing: readonly string[]): Edit[] {
  const { source, start } = words;
  const { text } = source;
  const gone = (from: number, to: number) => ({ span: spanOf(source, from, to), text: "" });
  const end = blockAfter(words)?.end ?? words.end;
  const next = blankUntil(text, end);
  const isEnded = text[next] === ";";
  const after = isEnded ? next + 1 : end;
  const before = blankBefore(text, start);
  // What stands in a comment is no mark.
  const [, last] = wordsBefore(text, start);
  const mark = last?.start === before - 1 ? last.text : "";
  const isLast = /[}>]/.test(text[blankUntil(text, after)] ?? "");
  const close = mark === "{" ? /\s*;?\s*\}/y : undefined;
  if (close !== undefined) close.lastIndex = end;
  if (close?.test(text)) return emptied(source, before - 1, close.lastIndex, standing);
  // The last one takes the `;` before it along. Where that goes too, this removal waits, and finds itself alone.
  if (isLast && mark === ";") return [gone(before - 1, isEnded ? next : end)];
  const line = text.lastIndexOf("\n", start) + 1;
  const rest = /[ \t]*(\r?\n)?/y;
  rest.lastIndex = after;
  const isLine = rest.exec(text)?.[1] !== undefined && text.slice(line, start).trim() === "";
  if (isLine) return [gone(line, rest.lastIndex)];
  const blanks = isEnded ? (/^[ \t]*/.exec(text.slice(after, after + 80))?.[0].length ?? 0) : 0;
  return [gone(start, after + blanks)];
}

/** A block in which nothing is left, from `{` to behind `}`; its name as well, where that alone says nothing. */
function emptied(
  source: Span["source"],
  open: number,
  close: number,
  standing: readonly string[],
): Edit[] {
  const { text } = source;
  const [before, name] = wordsBefore(text, open);
  const isAlone = before === undefined || /^[;{<]$/.test(before.text);
  if (name !== undefined && isAlone && !standing.includes(name.text))
    return removal(spanOf(source, name.start, name.start + name.text.length), standing);
  const start = blankBefore(text, open);
  // The end of a line is also the end of a comment on it.
  const isBehindName = name !== undefined && start === name.start + name.text.length;
  return [{ span: spanOf(source, isBehindName ? start : open, close), text: "" }];
}
