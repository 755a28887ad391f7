/** Edits that take statements and settings out of a program, with what is left empty by that. */
import { blankBefore, blankUntil, blockAfter } from "../text/scan.ts";
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
  const isLast = /[}>]/.test(text[blankUntil(text, after)] ?? "");
  const close = text[before - 1] === "{" ? /\s*;?\s*\}/y : undefined;
  if (close !== undefined) close.lastIndex = end;
  if (close?.test(text)) return emptied(source, before - 1, close.lastIndex, standing);
  // The last one takes the `;` before it along. Where that goes too, this removal waits, and finds itself alone.
  if (isLast && text[before - 1] === ";") return [gone(before - 1, isEnded ? next : end)];
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
  const end = blankBefore(text, open);
  const name = /[\w.-]*$/.exec(text.slice(Math.max(0, end - 80), end))?.[0] ?? "";
  const start = end - name.length;
  const before = blankBefore(text, start);
  const lead = text.slice(text.lastIndexOf("\n", before - 1) + 1, before);
  const isWhole = /[;{<]$|\*\/$|\/\//.test(lead) && !standing.includes(name);
  return isWhole
    ? removal(spanOf(source, start, end), standing)
    : [{ span: spanOf(source, end, close), text: "" }];
}
