/** Places in a program's text, found without its tree. */
import type { Span } from "./source.ts";

/** Past blanks and comments. */
export function blankUntil(text: string, from: number): number {
  const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
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
  const pieces = /"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[{}]/g;
  pieces.lastIndex = start;
  let depth = 0;
  for (let piece = pieces.exec(text); piece !== null; piece = pieces.exec(text)) {
    if (piece[0] === "{") depth += 1;
    if (piece[0] === "}") depth -= 1;
    if (depth === 0) return { start, end: pieces.lastIndex };
  }
  return undefined;
}
