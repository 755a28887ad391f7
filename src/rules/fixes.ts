/** Fixes for words within a statement that was written; edits.ts changes whole statements. */
import { offeredFix } from "../diagnostics/define.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import type { Publication } from "../model/schema.ts";
import { type Span, spanOf, textOf } from "../text/source.ts";
import { isProgram } from "./edits.ts";

/** The last place of a text within words: `3000` in `expose attu 127.0.0.1:3000`. */
export function within(words: Span | undefined, text: string): Span | undefined {
  if (words === undefined || text === "" || !isProgram(words)) return undefined;
  const at = textOf(words).lastIndexOf(text);
  return at === -1
    ? undefined
    : spanOf(words.source, words.start + at, words.start + at + text.length);
}

/** Another text in place of one that stands within words. */
export function replaced(
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
    : replaced(title, words, address, "127.0.0.1");
}

export function appended(title: string, words: Span | undefined, text: string): Fix[] {
  if (words === undefined || !isProgram(words)) return [];
  return [offeredFix(title, { span: { ...words, start: words.end }, text })];
}
