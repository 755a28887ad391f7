/** Fixes of laws: the only place where laws look at text. */
import { productNames, roleNames } from "../catalog/names.ts";
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

/** A statement or setting with its block and its `;`; the block around it goes too when nothing else is in there. */
export function removed(words: Span): Edit[] {
  const { source, start } = words;
  const { text } = source;
  const end = blockAfter(words)?.end ?? words.end;
  const next = blankUntil(text, end);
  const isEnded = text[next] === ";";
  const after = isEnded ? next + 1 : end;
  const before = blankBefore(text, start);
  const isLast = /[}>]/.test(text[blankUntil(text, after)] ?? "");
  const close = text[before - 1] === "{" ? /\s*;?\s*\}/y : undefined;
  if (close !== undefined) close.lastIndex = end;
  if (close?.test(text)) return emptied(source, before - 1, close.lastIndex);
  // The last one takes the `;` before it along. Where that goes too, this removal waits, and finds itself alone.
  if (isLast && text[before - 1] === ";")
    return replaced(spanOf(source, before - 1, isEnded ? next : end), "");
  const line = text.lastIndexOf("\n", start) + 1;
  const rest = /[ \t]*(\r?\n)?/y;
  rest.lastIndex = after;
  const isLine = rest.exec(text)?.[1] !== undefined && text.slice(line, start).trim() === "";
  if (isLine) return replaced(spanOf(source, line, rest.lastIndex), "");
  const blanks = isEnded ? (/^[ \t]*/.exec(text.slice(after, after + 80))?.[0].length ?? 0) : 0;
  return replaced(spanOf(source, start, after + blanks), "");
}

/** A block in which nothing is left, from `{` to behind `}`; its name as well, where that alone says nothing. */
function emptied(source: Span["source"], open: number, close: number): Edit[] {
  const { text } = source;
  const end = blankBefore(text, open);
  const name = /[\w.-]*$/.exec(text.slice(Math.max(0, end - 80), end))?.[0] ?? "";
  const start = end - name.length;
  const before = blankBefore(text, start);
  const lead = text.slice(text.lastIndexOf("\n", before - 1) + 1, before);
  const isWhole = /[;{<]$|\*\/$|\/\//.test(lead) && !standingNames.includes(name);
  return isWhole ? removed(spanOf(source, start, end)) : replaced(spanOf(source, end, close), "");
}

/** A role or product is there also without settings. */
const standingNames: readonly string[] = [...roleNames, ...productNames];

/** A setting for a statement, into its block or into a new one. */
export function withSetting(words: Span, setting: string): Edit[] {
  const block = blockAfter(words);
  if (block === undefined)
    return [{ span: { ...words, start: words.end }, text: ` { ${setting} }` }];
  const start = block.start + 1;
  return [{ span: { ...words, start, end: start }, text: ` ${setting};` }];
}

/**
 * A statement in a cluster's body, behind the version where that stands first; `name` is the place of the cluster's
 * name. It has a line of its own where others have.
 */
export function withStatement(name: Span, statement: string): Edit[] {
  const { text } = name.source;
  const body = text.indexOf("<", name.end);
  if (body === -1) return [];
  const version = /milvus\s+[^\s;]+\s*;/y;
  version.lastIndex = blankUntil(text, body + 1);
  const at = version.test(text) ? version.lastIndex : body + 1;
  const lineEnd = /[ \t]*(?:\/\/[^\r\n]*)?/y;
  lineEnd.lastIndex = at;
  lineEnd.test(text);
  const end = lineEnd.lastIndex;
  const [blanks = ""] = /^\s*/.exec(text.slice(end, end + 200)) ?? [];
  const isAlone = text[blankUntil(text, at)] === ">";
  const ended = isAlone ? statement : `${statement};`;
  if (!blanks.includes("\n")) return replaced(spanOf(name.source, at, at), ` ${ended}`);
  const newline = blanks.includes("\r") ? "\r\n" : "\n";
  const indent = blanks.slice(blanks.lastIndexOf("\n") + 1) + (isAlone ? "  " : "");
  return replaced(spanOf(name.source, end, end), newline + indent + ended);
}

/** Whether words stand in this cluster, and not in a parent of it; `name` is the place of the cluster's name. */
export function isWithin({ source, start }: Span, name: Span): boolean {
  if (source !== name.source || start < name.end) return false;
  return !/^\s*cluster\s/m.test(source.text.slice(name.end, start));
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

/** Where the blanks before a place begin. */
function blankBefore(text: string, from: number): number {
  let at = from;
  while (at > 0 && /\s/.test(text[at - 1] as string)) at -= 1;
  return at;
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
