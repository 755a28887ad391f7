/** Places in a program's text, found without its tree. */
import type { Span } from "./source.ts";

const comment = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
const quoted = String.raw`"(?:\\.|[^"\\\n])*"`;

/** Past blanks and comments. */
export function blankUntil(text: string, from: number): number {
  const blank = new RegExp(`(?:\\s|${comment})*`, "y");
  blank.lastIndex = from;
  return from + (blank.exec(text)?.[0].length ?? 0);
}

/** Where the blanks before a place begin. */
export function blankBefore(text: string, from: number): number {
  let at = from;
  while (at > 0 && /\s/.test(text[at - 1] as string)) at -= 1;
  return at;
}

/** The braces behind words, with everything in them. */
export function blockAfter({ source, end }: Span): { start: number; end: number } | undefined {
  const { text } = source;
  const start = blankUntil(text, end);
  if (text[start] !== "{") return undefined;
  const pieces = new RegExp(`${quoted}|${comment}|[{}]`, "g");
  pieces.lastIndex = start;
  let depth = 0;
  for (let piece = pieces.exec(text); piece !== null; piece = pieces.exec(text)) {
    if (piece[0] === "{") depth += 1;
    if (piece[0] === "}") depth -= 1;
    if (depth === 0) return { start, end: pieces.lastIndex };
  }
  return undefined;
}

/** A setting of this name directly in a block, with its arguments. */
export function settingIn(
  text: string,
  block: { readonly start: number; readonly end: number },
  name: string,
): { start: number; end: number } | undefined {
  const pieces = new RegExp(`${comment}|(${quoted}|[^\\s;{}"/]+|[;{}])`, "g");
  pieces.lastIndex = block.start;
  let depth = 0;
  let isFirst = false;
  let start: number | undefined;
  let end = 0;
  for (let piece = pieces.exec(text); piece !== null; piece = pieces.exec(text)) {
    const word = piece[1];
    if (word === undefined) continue;
    if (start !== undefined && depth === 1 && (word === ";" || word === "}")) return { start, end };
    if (isFirst && depth === 1 && word === name) start = piece.index;
    if (word === "{") depth += 1;
    if (word === "}") depth -= 1;
    if (depth === 0) return undefined;
    isFirst = word === "{" || word === ";";
    end = pieces.lastIndex;
  }
  return undefined;
}

/** The `<` of a cluster's body, which is in no comment. */
export function bodyAfter(text: string, from: number): number | undefined {
  const pieces = new RegExp(`${quoted}|${comment}|<`, "g");
  pieces.lastIndex = from;
  for (let piece = pieces.exec(text); piece !== null; piece = pieces.exec(text))
    if (piece[0] === "<") return piece.index;
  return undefined;
}

export interface Word {
  readonly text: string;
  readonly start: number;
}

/** The last two words or marks before a place, past comments; of a few lines only, as files may be large. */
export function wordsBefore(
  text: string,
  end: number,
): readonly [Word | undefined, Word | undefined] {
  const from = text.lastIndexOf("\n", Math.max(0, end - 400)) + 1;
  const pieces = new RegExp(`${comment}|(${quoted}|[^\\s;{}<>,"/]+|[;{}<>,])`, "g");
  let [before, last]: [Word | undefined, Word | undefined] = [undefined, undefined];
  for (const { index, 1: word } of text.slice(from, end).matchAll(pieces))
    if (word !== undefined) [before, last] = [last, { text: word, start: from + index }];
  return [before, last];
}
