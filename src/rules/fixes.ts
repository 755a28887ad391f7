/** Fixes of laws: the only place where laws look at text. */
import { offeredFix } from "../diagnostics/define.ts";
import type { Edit, Fix } from "../diagnostics/diagnostic.ts";
import type { Publication } from "../model/schema.ts";
import { type Span, spanOf, textOf } from "../text/source.ts";

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

/** The last place of a text within words: `3000` in `expose attu 127.0.0.1:3000`. */
export function within(words: Span | undefined, text: string): Span | undefined {
  if (words === undefined || text === "" || !isProgram(words)) return undefined;
  const at = textOf(words).lastIndexOf(text);
  return at === -1
    ? undefined
    : spanOf(words.source, words.start + at, words.start + at + text.length);
}

/** Another text in place of one that stands within words. */
export function replacedWithin(
  title: string,
  words: Span | undefined,
  text: string,
  by: string,
  safe = false,
): Fix[] {
  const span = within(words, text);
  return span === undefined ? [] : [{ title, safe, edits: [{ span, text: by }] }];
}

/** A text put in before one that stands within words. */
function insertedBefore(
  title: string,
  words: Span | undefined,
  text: string,
  insertion: string,
): Fix[] {
  const span = within(words, text);
  if (span === undefined) return [];
  return [offeredFix(title, { span: { ...span, end: span.start }, text: insertion })];
}

/** Published on the machine's own address, which other machines do not reach. */
export function onLoopback({ address, port }: Publication, words: Span | undefined): Fix[] {
  const title = "publish it on 127.0.0.1";
  return address === undefined
    ? insertedBefore(title, words, String(port), "127.0.0.1:")
    : replacedWithin(title, words, address, "127.0.0.1");
}

export function appended(title: string, words: Span | undefined, text: string): Fix[] {
  if (words === undefined || !isProgram(words)) return [];
  return [offeredFix(title, { span: { ...words, start: words.end }, text })];
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
