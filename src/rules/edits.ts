/** Edits of programs for the fixes of laws: the only place where laws look at text. */
import type { Edit, Fix } from "../diagnostics/diagnostic.ts";
import type { Span } from "../text/source.ts";

/** An IR that was read as JSON has places too, but these edits are none for it. */
export function isProgram({ source }: Span): boolean {
  return !/^\s*[{[]/.test(source.text);
}

/** A fix at words that somebody wrote in a program; none where nobody did. */
export function fixAt(
  at: Span | undefined,
  title: string,
  safe: boolean,
  edits: (at: Span) => readonly Edit[],
): Fix[] {
  return at === undefined || !isProgram(at) ? [] : [{ title, safe, edits: edits(at) }];
}

export function replaced(span: Span, text: string): Edit[] {
  return [{ span, text }];
}

/** Another statement before this one. */
export function prefixed(words: Span, text: string): Edit[] {
  return [{ span: { ...words, end: words.start }, text }];
}

/** The statement's name, with what stands behind it left as it is. */
export function renamed(words: Span, name: string): Edit[] {
  const [found = ""] = /^(?:"[^"\n]*"|[^\s{};,]+)/.exec(textOf(words)) ?? [];
  return [{ span: { ...words, end: words.start + found.length }, text: name }];
}

/** A statement or setting with its block, and with the `;` behind it. */
export function removed(words: Span): Edit[] {
  const { text } = words.source;
  const block = blockAfter(words);
  const end = block === undefined ? words.end : block.end;
  const next = blankUntil(text, end);
  const last = text[next] === ";" ? next + 1 : end;
  const blanks = /^[ \t]*/.exec(text.slice(last))?.[0].length ?? 0;
  return [{ span: { ...words, end: last + (last === end ? 0 : blanks) }, text: "" }];
}

/** A setting for a statement, into its block or into a new one. */
export function withSetting(words: Span, setting: string): Edit[] {
  const block = blockAfter(words);
  if (block === undefined)
    return [{ span: { ...words, start: words.end }, text: ` { ${setting} }` }];
  const start = block.start + 1;
  return [{ span: { ...words, start, end: start }, text: ` ${setting};` }];
}

/** A statement at the start of a cluster's body; `name` is the place of the cluster's name. */
export function withStatement(name: Span, statement: string): Edit[] {
  const body = name.source.text.indexOf("<", name.end);
  if (body === -1) return [];
  return [{ span: { ...name, start: body + 1, end: body + 1 }, text: ` ${statement};` }];
}

function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}

/** Past blanks and comments. */
function blankUntil(text: string, from: number): number {
  const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  blank.lastIndex = from;
  return from + (blank.exec(text)?.[0].length ?? 0);
}

/** The braces behind words, with everything in them. */
function blockAfter({ source, end }: Span): { start: number; end: number } | undefined {
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
