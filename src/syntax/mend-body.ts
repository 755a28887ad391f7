/**
 * Mending inside a cluster's body: separators, brackets, and declarations that show where a bracket
 * was lost.
 */
import type { IToken } from "chevrotain";
import {
  Cluster,
  Comma,
  Greater,
  Import,
  LeftBrace,
  LeftParenthesis,
  Less,
  RightBrace,
  RightParenthesis,
  Semicolon,
  Text,
  Word,
} from "../../grammar/tokens.ts";
import { offeredFix, safeFix } from "../diagnostics/define.ts";
import {
  describe,
  endOf,
  isDeclaration,
  isText,
  joinTokens,
  quoted,
  retyped,
  synthetic,
} from "./mend-tokens.ts";
import { isBlock, type Mending, type Open } from "./mending.ts";

type Handler = (mending: Mending, token: IToken) => void;

const handlers = new Map<unknown, Handler>([
  [Word, mendWord],
  [Text, mendWord],
  [Cluster, mendKeyword],
  [Import, mendKeyword],
  [Semicolon, mendSemicolon],
  [Comma, mendComma],
  [LeftParenthesis, mendMembers],
  [LeftBrace, mendLeftBrace],
  [RightBrace, mendCloser],
  [Greater, mendCloser],
  [Less, mendLess],
]);

export function mendInBody(mending: Mending): void {
  const token = mending.next();
  const handler = handlers.get(token.tokenType) ?? mendUnexpected;
  handler(mending, token);
}

function mendWord(mending: Mending, token: IToken): void {
  if (mending.state === "block") {
    const offset = mending.end();
    mending.report("separated-statements", "missing", {
      at: mending.span(token),
      facts: { found: describe(token) },
      fixes: [safeFix("add a `;`", { span: mending.at(offset), text: ";" })],
    });
    mending.output.push(synthetic(Semicolon, offset));
    (mending.open.at(-1) as Open).isUnclear = true;
    mending.state = "start";
  }
  mending.output.push(token);
  mending.state = mending.state === "start" ? "name" : "values";
}

/**
 * `cluster` or `import` inside a body: a new declaration after a lost `>`, or a text without its
 * quotes.
 */
function mendKeyword(mending: Mending, token: IToken): void {
  const { state } = mending;
  const mayDeclare = state === "start" || state === "block" || startsLine(mending, token);
  const follows = mayDeclare ? behindTexts(mending) : 0;
  if (follows > 0 && token.tokenType === Import && continuesBody(mending.peek(1))) {
    mendInnerImport(mending, token);
    return;
  }
  // `cluster x;` has no body: it is a setting whose name lacks its quotes.
  if (follows > 0 && !continuesBody(mending.peek(follows))) {
    mending.index -= 1;
    mending.orphanCount += 1;
    while (mending.open.length > 0) mending.closeMissing();
    return;
  }
  const span = mending.span(token);
  mending.report("quoted-text", "reserved", {
    at: span,
    facts: { found: token.image },
    fixes: [safeFix("put it in quotes", { span, text: quoted(token.image) })],
  });
  mendWord(mending, retyped(token, Word));
}

/** How many texts follow. */
function behindTexts(mending: Mending): number {
  let count = 0;
  while (isText(mending.peek(count))) count += 1;
  return count;
}

function continuesBody(token: IToken | undefined): boolean {
  return [Semicolon, Comma, Greater, RightBrace].some((type) => token?.tokenType === type);
}

/** An import among the statements of a cluster; it is left out, with the `;` behind it. */
function mendInnerImport(mending: Mending, token: IToken): void {
  const file = mending.next();
  mending.report("top-level-declarations", "inside", {
    at: joinTokens(mending.source, token, file),
    help: "Write it above the first cluster, without a `;`.",
  });
  if (mending.state === "start" && mending.peek()?.tokenType === Semicolon) mending.index += 1;
}

function startsLine({ source }: Mending, token: IToken): boolean {
  const before = source.text.slice(Math.max(0, token.startOffset - 200), token.startOffset);
  return /(?:^|[\r\n])[^\S\r\n]*$/.test(before);
}

function mendSemicolon(mending: Mending, token: IToken): void {
  if (mending.state === "start") {
    mending.report("separated-statements", "surplus", {
      at: mending.span(token),
      fixes: [mending.removal(token)],
    });
    return;
  }
  mending.output.push(token);
  mending.state = "start";
  (mending.open.at(-1) as Open).isUnclear = true;
}

function mendComma(mending: Mending, token: IToken): void {
  const { state } = mending;
  const next = mending.peek();
  const leads = isText(next) || next?.tokenType === LeftBrace;
  if (leads && (state === "values" || state === "block")) {
    mending.output.push(token);
    mending.state = "comma";
    return;
  }
  // `network front { proxy, attu }`: kept as names, so that binding can say what was meant.
  if (leads && state === "name" && holdsMembers(mending)) {
    mending.output.push(retyped(token, Semicolon));
    mending.state = "start";
    return;
  }
  const span = mending.span(token);
  // `storage, etcd` has one `,` too many, `attu, milvus 2.6.15` has one in place of a `;`.
  const fixes =
    leads && state === "name"
      ? [
          offeredFix("remove the `,`", { span, text: "" }),
          offeredFix("write `;`", { span, text: ";" }),
        ]
      : [mending.removal(token)];
  mending.report("ordered-punctuation", "comma", { at: span, fixes });
}

/** A block of which the only list is that of members. */
function holdsMembers({ open, output }: Mending): boolean {
  const opened = open.at(-1)?.token.startOffset;
  const start = output.findLastIndex(({ startOffset }) => startOffset === opened);
  const before = output.slice(0, start);
  const head = before.findLastIndex((token) => !isText(token)) + 1;
  return before[head]?.image === "network" || before[head]?.image === "join";
}

function mendMembers(mending: Mending, token: IToken): void {
  const [count, closer] = [mending.peek(), mending.peek(1)];
  const isCount = count?.tokenType === Word;
  const isClosed = isCount && closer?.tokenType === RightParenthesis;
  const followsValue = mending.state === "values" && isText(mending.last());
  if (isClosed && followsValue) {
    mending.index += 2;
    mending.output.push(token, count, closer);
  } else if (isClosed && mending.state === "name") {
    // `querynode(4)`: kept as an argument, so that binding can say what was meant.
    mending.index += 2;
    const image = mending.source.text.slice(token.startOffset, endOf(closer));
    mending.output.push({ ...retyped(token, Text), image, payload: `(${count.image})` });
    mending.state = "values";
  } else if (isCount && !isClosed && followsValue && !holdsList(mending)) {
    mending.index += 1;
    mending.report("closed-brackets", "parenthesis", {
      at: mending.span(token),
      fixes: [safeFix("add `)`", { span: mending.at(endOf(count)), text: ")" })],
    });
    mending.output.push(token, count, synthetic(RightParenthesis, endOf(count)));
  } else mendParenthesis(mending, token);
}

/** `(3, 4)`, but not the first of `minio(4, etcd(3)`. */
function holdsList(mending: Mending): boolean {
  if (mending.peek(1)?.tokenType !== Comma) return false;
  let ahead = 1;
  while (isText(mending.peek(ahead)) || mending.peek(ahead)?.tokenType === Comma) ahead += 1;
  return mending.peek(ahead)?.tokenType !== LeftParenthesis;
}

/**
 * Parentheses that hold no number of members are left out up to the closing one, where there is
 * one.
 */
function mendParenthesis(mending: Mending, token: IToken): void {
  let ahead = 0;
  while (isText(mending.peek(ahead)) || mending.peek(ahead)?.tokenType === Comma) ahead += 1;
  const closer = mending.peek(ahead);
  const isClosed = closer?.tokenType === RightParenthesis;
  mending.report("ordered-punctuation", "members", {
    at: joinTokens(mending.source, token, isClosed ? closer : token),
  });
  if (!isClosed) return;
  mending.skipWhile((next) => next !== closer);
  mending.index += 1;
}

function mendLeftBrace(mending: Mending, token: IToken): void {
  const { state } = mending;
  if (state !== "start" && state !== "block") {
    mending.output.push(token);
    mending.push(token, "block");
    return;
  }
  mending.report("ordered-punctuation", state === "start" ? "block" : "second", {
    at: mending.span(token),
  });
  let depth = 1;
  mending.skipWhile(({ tokenType }) => {
    if (tokenType === LeftBrace) depth += 1;
    if (tokenType === RightBrace) depth -= 1;
    return depth > 0 && tokenType !== Greater && tokenType !== Cluster;
  });
  if (mending.peek()?.tokenType === RightBrace) mending.index += 1;
  else (mending.open.at(-1) as Open).isUnclear = true;
  // What was left out counted as a statement.
  if (state === "start" && mending.peek()?.tokenType === Semicolon) mending.index += 1;
}

/**
 * `<` inside a body: at its end it stands for `>`, around settings for `{`; elsewhere it is one too
 * many.
 */
function mendLess(mending: Mending, token: IToken): void {
  if (isDeclaration(mending.peek())) {
    mending.index -= 1;
    while (isBlock(mending.open.at(-1) as Open)) mending.closeMissing();
    mending.index += 1;
    if (mending.open.at(-1)?.kind === "braced-body") mendCloser(mending, token);
    else mendBodyEnd(mending, token);
    return;
  }
  if (mending.state === "name" || mending.state === "values") {
    mending.output.push(retyped(token, LeftBrace));
    mending.push(token, "angled-block");
    return;
  }
  mending.orphanCount += 1;
  mending.report("closed-brackets", "nested", {
    at: mending.span(token),
    fixes: [offeredFix("remove the `<`", { span: mending.span(token), text: "" })],
  });
}

function mendCloser(mending: Mending, token: IToken): void {
  const open = mending.open.at(-1) as Open;
  const span = mending.span(token);
  const isGreater = token.tokenType === Greater;
  switch (open.kind) {
    case "block":
      if (isGreater) mendGreaterInBlock(mending, token);
      else mending.close(token);
      break;
    case "braced-body":
      mending.reportBrackets(open, span, ">");
      mending.close(retyped(token, Greater));
      break;
    case "angled-block":
      mending.reportBrackets(open, span, "}");
      mending.close(retyped(token, RightBrace));
      break;
    default:
      if (isGreater) mending.close(token);
      else mendBraceInBody(mending, token);
  }
}

/**
 * `>` while a block is open: in place of `}` when the body goes on, else the block was not closed.
 */
function mendGreaterInBlock(mending: Mending, token: IToken): void {
  if (isDeclaration(mending.peek())) {
    mending.index -= 1;
    mending.closeMissing();
    return;
  }
  const span = mending.span(token);
  mending.report("closed-brackets", "wrongBlock", {
    at: span,
    fixes: [safeFix("write `}`", { span, text: "}" })],
  });
  mending.close(retyped(token, RightBrace));
}

/** `}` in a body in angle brackets: in place of `>` when the file or the cluster ends here. */
function mendBraceInBody(mending: Mending, token: IToken): void {
  if (isDeclaration(mending.peek())) {
    mendBodyEnd(mending, token);
    return;
  }
  const span = mending.span(token);
  mending.report("closed-brackets", "surplus", {
    at: span,
    facts: { found: describe(token) },
    fixes: [offeredFix("remove it", { span, text: "" })],
  });
}

/** Another bracket in place of `>`. */
function mendBodyEnd(mending: Mending, token: IToken): void {
  const span = mending.span(token);
  const fixes = [safeFix("write `>`", { span, text: ">" })];
  const facts = { found: token.image };
  mending.report("closed-brackets", "wrong", { at: span, facts, fixes });
  mending.close(retyped(token, Greater));
}

function mendUnexpected(mending: Mending, token: IToken): void {
  const span = mending.span(token);
  mending.report("ordered-punctuation", "unexpected", {
    at: span,
    facts: { found: describe(token) },
    fixes: [offeredFix("remove it", { span, text: "" })],
  });
}
