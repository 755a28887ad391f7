/** Mistaken tokens to those that were meant: quotes, signs after names, foreign comments. */
import type { IToken } from "chevrotain";
import {
  BareText,
  Cluster,
  HashComment,
  LeftBrace,
  Less,
  Semicolon,
  SingleQuotedText,
  Text,
  UnterminatedComment,
  UnterminatedText,
  Word,
} from "../../grammar/tokens.ts";
import { offeredFix, safeFix } from "../diagnostics/define.ts";
import { spanOf } from "../text/source.ts";
import { tokenSpan } from "./lex.ts";
import type { MendContext } from "./mend.ts";

/** Replaces one token by none, one or two readable ones. `before` tells whether a name is expected. */
export function mendText(
  context: MendContext,
  token: IToken,
  before: IToken | undefined,
): IToken[] {
  switch (token.tokenType) {
    case HashComment:
      return hashComment(context, token);
    case UnterminatedComment:
      context.report("closed-brackets", "comment", {
        at: spanOf(context.source, token.startOffset, token.startOffset + 2),
      });
      return [];
    case SingleQuotedText:
      return singleQuoted(context, token);
    case UnterminatedText:
      return unterminated(context, token);
    case BareText:
      return bareText(context, token, before);
    default:
      return [token];
  }
}

/** The text as the language writes it. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

function hashComment({ source, report }: MendContext, token: IToken): IToken[] {
  const sign = spanOf(source, token.startOffset, token.startOffset + 1);
  report("slash-comments", "hash", {
    at: sign,
    fixes: [safeFix("write `//`", { span: sign, text: "//" })],
  });
  return [];
}

function singleQuoted({ source, report }: MendContext, token: IToken): IToken[] {
  const span = tokenSpan(source, token);
  const inner = token.image.slice(1).replace(/'$/, "");
  if (token.image.length > 1 && token.image.endsWith("'"))
    report("quoted-text", "single", {
      at: span,
      fixes: [safeFix("use double quotes", { span, text: quoted(inner) })],
    });
  else report("quoted-text", "open", { at: span });
  return [asText(token, token.image, quoted(inner))];
}

function unterminated({ source, report }: MendContext, token: IToken): IToken[] {
  const written = token.image.trimEnd();
  const end = token.startOffset + written.length;
  report("quoted-text", "open", {
    at: spanOf(source, token.startOffset, end),
    fixes: [offeredFix("close it here", { span: spanOf(source, end, end), text: '"' })],
  });
  return [asText(token, token.image, `${written}"`)];
}

/** `a:`, `a=b`, `a = b`, `localhost:80`, `./path`. */
function bareText(context: MendContext, token: IToken, before: IToken | undefined): IToken[] {
  const { source, report } = context;
  const span = tokenSpan(source, token);
  const atName =
    before === undefined ||
    [Semicolon, LeftBrace, Less, Cluster].some((type) => before.tokenType === type);
  const assignment = /^([\w.-]+?)(:|=)(.*)$/s.exec(token.image);
  if (token.image === ":" || token.image === "=") {
    const name = before?.image ?? "";
    const fixes = [safeFix(`remove the \`${token.image}\``, { span, text: "" })];
    report("plain-names", "sign", { at: span, facts: { name, sign: token.image }, fixes });
    return [];
  }
  const isAddress = assignment?.[2] === ":" && /^\d+$/.test(assignment[3] as string) && !atName;
  if (assignment && (atName || assignment[2] === "=") && !isAddress)
    return splitAssignment(
      context,
      token,
      assignment as unknown as [string, string, string, string],
    );
  const isLocalhost = isAddress && assignment?.[1] === "localhost";
  const replacement = isLocalhost ? `127.0.0.1:${assignment[3]}` : quoted(token.image);
  report("quoted-text", isLocalhost ? "localhost" : "bare", {
    at: span,
    facts: {
      found: token.image.length > 40 ? `"${token.image.slice(0, 40)}…"` : `"${token.image}"`,
    },
    fixes: [safeFix(`write \`${replacement}\``, { span, text: replacement })],
    ...(isLocalhost
      ? { help: "An address is written in numbers: `127.0.0.1` is this machine." }
      : {}),
  });
  return [
    isLocalhost ? asWord(token, replacement) : asText(token, token.image, quoted(token.image)),
  ];
}

function splitAssignment(
  { source, report }: MendContext,
  token: IToken,
  [, name, sign, rest]: readonly [string, string, string, string],
): IToken[] {
  const at = token.startOffset + name.length;
  const span = spanOf(source, at, at + 1);
  const isWord = /^[\w.-]+$/.test(rest);
  report("plain-names", "sign", {
    at: span,
    facts: { name, sign },
    fixes: [
      rest === ""
        ? safeFix(`remove the \`${sign}\``, { span, text: "" })
        : safeFix("write a space", {
            span: spanOf(source, at, token.startOffset + token.image.length),
            text: ` ${isWord ? rest : quoted(rest)}`,
          }),
    ],
  });
  const first = asWord({ ...token, image: name }, name);
  if (rest === "") return [first];
  const second = { ...token, startOffset: at + 1, image: rest };
  return [first, isWord ? asWord(second, rest) : asText(second, rest, quoted(rest))];
}

/** `image` keeps the length of what stands in the file, `payload` is the text that is meant. */
function asText(token: IToken, image: string, payload: string): IToken {
  return { ...token, tokenType: Text, tokenTypeIdx: Text.tokenTypeIdx as number, image, payload };
}

function asWord(token: IToken, payload: string): IToken {
  return { ...token, tokenType: Word, tokenTypeIdx: Word.tokenTypeIdx as number, payload };
}
