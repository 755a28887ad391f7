/** Runs of characters that are no word: `a:`, `a=b`, `= b`, `localhost:80`, `./path`. */
import type { IToken } from "chevrotain";
import { offeredFix, safeFix } from "../diagnostics/define.ts";
import { type Span, spanOf } from "../text/source.ts";
import { tokenSpan } from "./lex.ts";
import { asText, asWord, describe, endOf, isText, quoted, shortened } from "./mend-tokens.ts";
import type { MendContext, Surroundings } from "./mending.ts";

export function mendBareText(
  context: MendContext,
  token: IToken,
  surroundings: Surroundings,
): IToken[] {
  return (
    mendSign(context, token, surroundings) ??
    mendAssignment(context, token, surroundings) ??
    mendAddress(context, token, surroundings) ??
    mendPublished(token, surroundings) ??
    mendUnquoted(context, token)
  );
}

/** `=` and `:` that stand alone or before the value: `a = b`, `a :b`. */
function mendSign({ source, report }: MendContext, token: IToken, { before }: Surroundings) {
  const parts = /^([:=]+>?)(.*)$/s.exec(token.image);
  if (parts === null) return undefined;
  const [, sign, rest] = parts as unknown as [string, string, string];
  const span = spanOf(source, token.startOffset, token.startOffset + sign.length);
  if (before === undefined || !isText(before)) {
    if (rest !== "") return undefined;
    report("ordered-punctuation", "unexpected", {
      at: span,
      facts: { found: describe(token) },
      fixes: [offeredFix("remove it", { span, text: "" })],
    });
    return [];
  }
  const touches = endOf(before) === token.startOffset;
  const own = tokenSpan(source, token);
  const hasBlanks = !touches && rest === "" && source.text[own.end] === " ";
  const whole = hasBlanks ? spanOf(source, own.start, own.end + 1) : own;
  const text = `${touches ? " " : ""}${rest === "" ? "" : literal(rest)}`;
  report("plain-names", "sign", {
    at: span,
    facts: { name: before.image, sign },
    fixes: [safeFix(`remove the \`${sign}\``, { span: whole, text })],
  });
  if (rest === "") return [];
  return [meant({ ...token, startOffset: span.end, image: rest }, rest)];
}

/** `a:`, `a=`, `a:b`, `a=b`. */
function mendAssignment(
  context: MendContext,
  token: IToken,
  { atName, next }: Surroundings,
): IToken[] | undefined {
  const parts = /^([\w.-]+?)([:=]+)(.*)$/s.exec(token.image);
  if (parts === null) return undefined;
  const [, name, sign, rest] = parts as unknown as [string, string, string, string];
  // In the place of a value `minio:9000` and `YWJj==` are texts that lack their quotes.
  const hasValue = isText(next) || next?.image.startsWith("[") === true;
  const isSign = rest === "" ? hasValue && sign.length === 1 : sign === "=";
  if (!atName && !isSign) return undefined;
  const { source, report } = context;
  const at = token.startOffset + name.length;
  const span = spanOf(source, at, at + sign.length);
  const after = rest === "" ? span : spanOf(source, at, endOf(token));
  report("plain-names", "sign", {
    at: span,
    facts: { name, sign },
    fixes: [
      rest === ""
        ? safeFix(`remove the \`${sign}\``, { span, text: gapBefore(after, next) })
        : safeFix("write a space", { span: after, text: ` ${literal(rest)}` }),
    ],
  });
  const first = asWord({ ...token, image: name }, name);
  if (rest === "") return [first];
  return [first, meant({ ...token, startOffset: span.end, image: rest }, rest)];
}

/** What keeps two words apart once the sign between them is gone. */
function gapBefore({ end }: Span, next: IToken | undefined): string {
  return next?.startOffset === end ? " " : "";
}

/** `localhost:9091`: only addresses in numbers are words. */
function mendAddress(
  { source, report }: MendContext,
  token: IToken,
  { atName }: Surroundings,
): IToken[] | undefined {
  const port = /^localhost:(\d+)$/i.exec(token.image)?.[1];
  if (port === undefined || atName) return undefined;
  const span = tokenSpan(source, token);
  const text = `127.0.0.1:${port}`;
  report("quoted-text", "localhost", {
    at: span,
    help: "An address is written in numbers: `127.0.0.1` is this machine.",
    fixes: [safeFix(`write \`${text}\``, { span, text })],
  });
  return [asWord(token, text)];
}

/** `expose client 8080:19530`: what is wrong with it is not that it lacks quotes; binding says it. */
function mendPublished(token: IToken, { entry }: Surroundings): IToken[] | undefined {
  const isPair = /^(?:[\d.]+:|\[[\d:A-Fa-f]+\]:)?\d+:\d+$/.test(token.image);
  return isPair && entry?.image === "expose" ? [asText(token, quoted(token.image))] : undefined;
}

function mendUnquoted({ source, report }: MendContext, token: IToken): IToken[] {
  const span = tokenSpan(source, token);
  const text = quoted(token.image);
  report("quoted-text", "bare", {
    at: span,
    facts: { found: shortened(token.image, 40) },
    fixes: [safeFix(`write \`${text}\``, { span, text })],
  });
  return [asText(token, text)];
}

function literal(text: string): string {
  return isWord(text) ? text : quoted(text);
}

function meant(token: IToken, text: string): IToken {
  return isWord(text) ? asWord(token, text) : asText(token, quoted(text));
}

function isWord(text: string): boolean {
  return /^(?:[\w.-]+|\d+\.\d+\.\d+\.\d+:\d+)$/.test(text) && !/^(?:cluster|import)$/.test(text);
}
