/** Fixes of laws: the only place where laws look at text. */
import { releaseOf } from "../catalog/images.ts";
import { productNames, roleNames } from "../catalog/names.ts";
import { offeredFix } from "../diagnostics/define.ts";
import type { Edit, Fix } from "../diagnostics/diagnostic.ts";
import type { IrPath } from "../model/origins.ts";
import type { Deployment, Publication } from "../model/schema.ts";
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

/** What would take a comment along is offered, and not done unasked. */
export function sparingComments(fix: Fix): Fix {
  const isLost = fix.edits.some(({ span }) => hasComment(textOf(span)));
  return fix.safe && isLost ? { ...fix, safe: false } : fix;
}

function hasComment(text: string): boolean {
  return /\/\/|\/\*/.test(text.replace(/"(?:\\.|[^"\\\n])*"/g, '""'));
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
  // What stands in a comment is no mark.
  const [, last] = wordsBefore(text, start);
  const mark = last?.start === before - 1 ? last.text : "";
  const isLast = /[}>]/.test(text[blankUntil(text, after)] ?? "");
  const close = mark === "{" ? /\s*;?\s*\}/y : undefined;
  if (close !== undefined) close.lastIndex = end;
  if (close?.test(text)) return emptied(source, before - 1, close.lastIndex);
  // The last one takes the `;` before it along. Where that goes too, this removal waits, and finds itself alone.
  if (isLast && mark === ";") return replaced(spanOf(source, before - 1, isEnded ? next : end), "");
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
  const [before, name] = wordsBefore(text, open);
  const isAlone = before === undefined || /^[;{<]$/.test(before.text);
  if (name !== undefined && isAlone && !standingNames.includes(name.text))
    return removed(spanOf(source, name.start, name.start + name.text.length));
  const start = blankBefore(text, open);
  // The end of a line is also the end of a comment on it.
  const isBehindName = name !== undefined && start === name.start + name.text.length;
  return replaced(spanOf(source, isBehindName ? start : open, close), "");
}

interface Word {
  readonly text: string;
  readonly start: number;
}

const comment = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
const quoted = String.raw`"(?:\\.|[^"\\\n])*"`;

/** The last two words or marks before a place, past comments; of a few lines only, as files may be large. */
function wordsBefore(text: string, end: number): readonly [Word | undefined, Word | undefined] {
  const from = text.lastIndexOf("\n", Math.max(0, end - 400)) + 1;
  const pieces = new RegExp(`${comment}|(${quoted}|[^\\s;{}<>,"/]+|[;{}<>,])`, "g");
  let [before, last]: [Word | undefined, Word | undefined] = [undefined, undefined];
  for (const { index, 1: word } of text.slice(from, end).matchAll(pieces))
    if (word !== undefined) [before, last] = [last, { text: word, start: from + index }];
  return [before, last];
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
  const body = bodyAfter(text, name.end);
  if (body === undefined) return [];
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

/** Another Milvus version, in the images that name it as well. */
export function onVersion(
  { milvusVersion, components }: Deployment,
  written: (path: IrPath) => Span | undefined,
  version: string,
): Fix[] {
  const at = within(written("milvusVersion"), milvusVersion);
  if (at === undefined) return [];
  const images = components
    .filter(
      ({ product, image }) => product === "milvus" && releaseOf(image).includes(milvusVersion),
    )
    .flatMap(({ name }) => within(written(`components/${name}/image`), milvusVersion) ?? []);
  const edits = [at, ...images].map((span) => ({ span, text: version }));
  return [offeredFix(`write \`milvus ${version}\``, ...edits)];
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

/** The `<` of a cluster's body, which is in no comment. */
function bodyAfter(text: string, from: number): number | undefined {
  const pieces = new RegExp(`${quoted}|${comment}|<`, "g");
  pieces.lastIndex = from;
  for (let piece = pieces.exec(text); piece !== null; piece = pieces.exec(text))
    if (piece[0] === "<") return piece.index;
  return undefined;
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
