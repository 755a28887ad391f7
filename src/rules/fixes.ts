/** Fixes of laws: the only place where laws look at text. */
import { releaseOf } from "../catalog/images.ts";
import { standingNames } from "../catalog/names.ts";
import { offeredFix } from "../diagnostics/define.ts";
import type { Edit, Fix } from "../diagnostics/diagnostic.ts";
import { removal } from "../diagnostics/removal.ts";
import type { IrPath } from "../model/origins.ts";
import type { Deployment, Publication } from "../model/schema.ts";
import { blankUntil, blockAfter, bodyAfter, settingIn } from "../text/scan.ts";
import { joinSpans, type Span, spanOf, textOf } from "../text/source.ts";

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

/** A statement or setting with its block and its `;`, and the block around it that is left empty. */
export function removed(words: Span): Edit[] {
  return removal(words, standingNames);
}

/** Several statements of one file; neighbours are taken out as one. */
export function removedTogether(words: readonly Span[]): Edit[] {
  const runs: Span[] = [];
  for (const span of [...words].sort((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    if (last === undefined || !isNext(last, span)) runs.push(span);
    else runs[runs.length - 1] = joinSpans(last, span);
  }
  return runs.flatMap(removed).map(({ span, text }) => ({ span: withOneBlank(span), text }));
}

function isNext(words: Span, other: Span): boolean {
  const { text } = words.source;
  const mark = blankUntil(text, blockAfter(words)?.end ?? words.end);
  return text[mark] === ";" && blankUntil(text, mark + 1) === other.start;
}

/** Of two blanks that would meet, one goes too. */
function withOneBlank(span: Span): Span {
  const { text } = span.source;
  const meets = text[span.start - 1] === " " && text[span.end] === " ";
  return meets ? { ...span, start: span.start - 1 } : span;
}

/** A setting for a statement: in place of the one of its name, into its block, or into a new one. */
export function withSetting(words: Span, setting: string): Edit[] {
  const block = blockAfter(words);
  if (block === undefined)
    return [{ span: { ...words, start: words.end }, text: ` { ${setting} }` }];
  const [name = ""] = setting.split(" ");
  const present = settingIn(words.source.text, block, name);
  if (present !== undefined)
    return replaced(spanOf(words.source, present.start, present.end), setting);
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
