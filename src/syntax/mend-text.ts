/**
 * Mistaken tokens to those that were meant: quotes, signs after names, foreign comments, lists and
 * variables.
 */
import type { IToken, TokenType } from "chevrotain";
import {
  BareText,
  Cluster,
  Comma,
  HashComment,
  LeftBrace,
  LeftParenthesis,
  Less,
  RightBrace,
  RightParenthesis,
  Semicolon,
  SingleQuotedText,
  UnterminatedComment,
  UnterminatedText,
} from "../../grammar/tokens.ts";
import { offeredFix, safeFix } from "../diagnostics/define.ts";
import { spanOf } from "../text/source.ts";
import { mendBareText } from "./mend-bare.ts";
import { asText, asWord, endOf, isText, quoted } from "./mend-tokens.ts";
import type { MendContext, Surroundings } from "./mending.ts";

/** Replaces each token that is not of the language by none, one or two that are. */
export function mendTexts(context: MendContext, tokens: readonly IToken[]): IToken[] {
  const readable: IToken[] = [];
  const listEnds = new Set<IToken>();
  let [entryIndex, seen] = [0, 0];
  for (let index = 0; index < tokens.length; ) {
    for (; seen < readable.length; seen += 1)
      if (startsEntry(readable[seen] as IToken)) entryIndex = seen + 1;
    const token = tokens[index] as IToken;
    const group = mistakeTypes.has(token.tokenType) ? mendGroup(context, tokens, index) : undefined;
    if (group !== undefined) {
      readable.push(...group.output);
      index += group.count;
      continue;
    }
    const rest = withoutListBrackets(context, tokens, index, listEnds);
    if (rest !== undefined) {
      const surroundings = {
        before: readable.at(-1),
        next: tokens[index + 1],
        atName: isAtName(readable),
        entry: readable[entryIndex],
      };
      readable.push(...mendOne(context, rest, surroundings));
    }
    index += 1;
  }
  return readable;
}

const mistakeTypes = new Set<TokenType>([BareText]);
const beforeNames: readonly TokenType[] = [Semicolon, LeftBrace, RightBrace, Less, Cluster];

/** Whether a statement or a setting begins here. */
function isAtName(readable: readonly IToken[]): boolean {
  const before = readable.at(-1);
  return before === undefined || startsEntry(before);
}

/** Behind it stands a name. */
function startsEntry({ tokenType }: IToken): boolean {
  return beforeNames.includes(tokenType);
}

function mendOne(context: MendContext, token: IToken, surroundings: Surroundings): IToken[] {
  switch (token.tokenType) {
    case HashComment:
      return hashComment(context, token);
    case UnterminatedComment:
      return unterminatedComment(context, token);
    case SingleQuotedText:
      return singleQuoted(context, token);
    case UnterminatedText:
      return unterminated(context, token);
    case BareText:
      return mendBareText(context, token, surroundings);
    default:
      return [token];
  }
}

function hashComment({ source, report }: MendContext, token: IToken): IToken[] {
  const sign = spanOf(source, token.startOffset, token.startOffset + 1);
  report("slash-comments", "hash", {
    at: sign,
    fixes: [safeFix("write `//`", { span: sign, text: "//" })],
  });
  return [];
}

function unterminatedComment({ source, report }: MendContext, token: IToken): IToken[] {
  const line = (/^[^\r\n]*/.exec(token.image) as RegExpExecArray)[0].trimEnd();
  const lineEnd = token.startOffset + line.length;
  const end = spanOf(source, lineEnd, lineEnd);
  report("closed-brackets", "comment", {
    at: spanOf(source, token.startOffset, token.startOffset + 2),
    fixes: [offeredFix("close it on its line", { span: end, text: " */" })],
  });
  return [];
}

function singleQuoted({ source, report }: MendContext, token: IToken): IToken[] {
  const isClosed = token.image.length > 1 && token.image.endsWith("'");
  const written = isClosed ? token.image : token.image.trimEnd();
  const text = quoted(isClosed ? written.slice(1, -1) : written.slice(1));
  const span = spanOf(source, token.startOffset, token.startOffset + written.length);
  if (isClosed)
    report("quoted-text", "single", {
      at: span,
      fixes: [safeFix("use double quotes", { span, text })],
    });
  else
    report("quoted-text", "open", {
      at: span,
      fixes: [offeredFix("use double quotes, and close them here", { span, text })],
    });
  return [asText(token, text)];
}

function unterminated({ source, report }: MendContext, token: IToken): IToken[] {
  const written = token.image.trimEnd();
  const end = token.startOffset + written.length;
  report("quoted-text", "open", {
    at: spanOf(source, token.startOffset, end),
    fixes: [offeredFix("close it here", { span: spanOf(source, end, end), text: '"' })],
  });
  return [asText(token, `${written}"`)];
}

interface Group {
  readonly output: readonly IToken[];
  readonly count: number;
}

/** Mistakes that were lexed as several tokens. */
function mendGroup(context: MendContext, tokens: readonly IToken[], index: number) {
  return variable(context, tokens, index) ?? typographic(context, tokens, index);
}

/** `${NAME}`, `${NAME:-default}` and `$NAME`, as shells, Compose and others write it. */
function variable(
  { source, report }: MendContext,
  tokens: readonly IToken[],
  index: number,
): Group | undefined {
  const [token, open, inner, close] = tokens.slice(index, index + 4) as [IToken, ...IToken[]];
  const isBraced =
    token.image === "$" &&
    open?.tokenType === LeftBrace &&
    open.startOffset === endOf(token) &&
    close?.tokenType === RightBrace;
  const name = isBraced
    ? /^([A-Za-z_]\w*)(?::?-(.*))?$/s.exec(inner?.image ?? "")
    : /^\$([A-Za-z_]\w*)$/.exec(token.image);
  if (name === null) return undefined;
  const last = isBraced ? (close as IToken) : token;
  const span = spanOf(source, token.startOffset, endOf(last));
  const fallback = name[2] ? ` ${quoted(name[2])}` : "";
  const text = `env ${name[1]}${fallback}`;
  report("quoted-text", "variable", {
    at: span,
    facts: { name: name[1] as string },
    help: "Where a value may come from the environment, `env NAME` stands for it, without quotes.",
    fixes: [safeFix(`write \`${text}\``, { span, text })],
  });
  const whole = { ...token, image: source.text.slice(span.start, span.end) };
  const end = { ...token, startOffset: span.end, image: "" };
  const output = [asWord(whole, "env"), asWord(end, name[1] as string)];
  if (name[2]) output.push(asText(end, quoted(name[2])));
  return { output, count: isBraced ? 4 : 1 };
}

const curly = /[“”„«‘`]([^“”„«»‘’`\r\n]*)[“”»’`]/y;

/**
 * Quotes of a word processor, or of a shell; what is between may have been lexed as several tokens.
 */
function typographic(
  { source, report }: MendContext,
  tokens: readonly IToken[],
  index: number,
): Group | undefined {
  const token = tokens[index] as IToken;
  curly.lastIndex = token.startOffset;
  const match = curly.exec(source.text);
  if (match === null) return undefined;
  const end = token.startOffset + match[0].length;
  let count = 1;
  while (index + count < tokens.length && (tokens[index + count] as IToken).startOffset < end)
    count += 1;
  const last = tokens[index + count - 1] as IToken;
  if (endOf(last) !== end) return undefined;
  const text = quoted(match[1] as string);
  const span = spanOf(source, token.startOffset, end);
  report("quoted-text", "curly", {
    at: span,
    fixes: [safeFix("use double quotes", { span, text })],
  });
  return { output: [asText({ ...token, image: match[0] }, text)], count };
}

/** `[proxy, attu]`: told once at the opening bracket; the rest of the token, if there is one. */
function withoutListBrackets(
  { source, report }: MendContext,
  tokens: readonly IToken[],
  index: number,
  listEnds: Set<IToken>,
): IToken | undefined {
  const token = tokens[index] as IToken;
  if (token.tokenType !== BareText) return token;
  const isAddress = /^\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]/.test(token.image);
  const last = token.image.startsWith("[") && !isAddress ? listEnd(tokens, index) : undefined;
  if (last !== undefined) {
    listEnds.add(last);
    const span = spanOf(source, token.startOffset, token.startOffset + 1);
    const end = spanOf(source, endOf(last) - 1, endOf(last));
    report("ordered-punctuation", "list", {
      at: span,
      fixes: [safeFix("remove `[ ]`", { span, text: "" }, { span: end, text: "" })],
    });
  }
  const from = last === undefined ? 0 : 1;
  const to = token.image.length - (listEnds.has(token) ? 1 : 0);
  if (from === 0 && to === token.image.length) return token;
  const image = token.image.slice(from, to);
  const rest = { ...token, startOffset: token.startOffset + from, image };
  if (image === "") return undefined;
  return /^[\w.-]+$/.test(image) ? asWord(rest, image) : rest;
}

const listTypes: readonly TokenType[] = [Comma, BareText, LeftParenthesis, RightParenthesis];

/** The token with the `]` of a list that starts here. */
function listEnd(tokens: readonly IToken[], index: number): IToken | undefined {
  for (let at = index; at < tokens.length; at += 1) {
    const token = tokens[at] as IToken;
    if (token.tokenType === BareText && token.image.endsWith("]")) return token;
    const belongs = isText(token) || listTypes.includes(token.tokenType);
    if (!belongs || (at > index && token.image.startsWith("["))) return undefined;
  }
  return undefined;
}
