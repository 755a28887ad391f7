/** Edits that several laws offer. They start from words that were written; where nothing was, there is no fix. */
import { offeredFix } from "../diagnostics/define.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import { type Span, spanOf, textOf } from "../text/source.ts";

/** The last place of a text within words: `3000` in `expose attu 127.0.0.1:3000`. */
export function within(words: Span | undefined, text: string): Span | undefined {
  if (words === undefined || text === "") return undefined;
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
export function insertedBefore(
  title: string,
  words: Span | undefined,
  text: string,
  insertion: string,
): Fix[] {
  const span = within(words, text);
  if (span === undefined) return [];
  return [offeredFix(title, { span: { ...span, end: span.start }, text: insertion })];
}

export function appended(title: string, words: Span | undefined, text: string): Fix[] {
  if (words === undefined) return [];
  return [offeredFix(title, { span: { ...words, start: words.end }, text })];
}

/** A statement at the start of a cluster's body; `name` is the place of the cluster's name. */
export function statementAdded(name: Span, statement: string): Fix[] {
  const { source, end } = name;
  const body = source.text.indexOf("<", end);
  if (body === -1) return [];
  const after = spanOf(source, body + 1, body + 1);
  return [offeredFix(`write \`${statement}\``, { span: after, text: ` ${statement};` })];
}

/** A whole statement taken away, with its block and one `;`; not where a comment would go with it. */
export function statementRemoved(words: Span | undefined, safe = false): Fix[] {
  if (words === undefined) return [];
  const { source, start } = words;
  const { text } = source;
  let end = words.end;
  const block = /^\s*\{/.exec(text.slice(end));
  if (block !== null) {
    const close = closingBrace(text, end + block[0].length);
    if (close === undefined) return [];
    end = close + 1;
  }
  if (/\/[/*]/.test(text.slice(start, end))) return [];
  const semicolon = /^\s*;/.exec(text.slice(end))?.[0].length;
  const before =
    semicolon === undefined ? (/;\s*$/.exec(text.slice(0, start))?.[0].length ?? 0) : 0;
  const span = spanOf(source, start - before, end + (semicolon ?? 0));
  return [{ title: "remove the statement", safe, edits: [{ span, text: "" }] }];
}

/** The brace that closes the block whose inside starts at `from`; strings may hold braces. */
function closingBrace(text: string, from: number): number | undefined {
  let depth = 1;
  for (const { 0: token, index } of text.slice(from).matchAll(/"(?:\\.|[^"\\\n])*"|[{}]/g)) {
    if (token === "{") depth += 1;
    else if (token === "}") depth -= 1;
    if (depth === 0) return from + index;
  }
  return undefined;
}
