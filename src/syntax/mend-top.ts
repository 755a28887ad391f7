/** Mending at the top of a file: imports, heads of clusters, and what belongs to neither. */
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
import { modes } from "../../grammar/vocabulary.ts";
import { safeFix } from "../diagnostics/define.ts";
import { suggest } from "../diagnostics/suggest.ts";
import {
  describe,
  endOf,
  isDeclaration,
  isText,
  joinTokens,
  retyped,
  synthetic,
} from "./mend-tokens.ts";
import type { Mending } from "./mending.ts";

export function mendTopLevel(mending: Mending): void {
  const token = mending.next();
  const { tokenType } = token;
  if (tokenType === Import) mendImport(mending, token);
  else if (tokenType === Cluster) mendHead(mending, token);
  else if (tokenType === Greater && mending.orphanCount > 0) mending.orphanCount -= 1;
  else if (tokenType === Semicolon && endsDeclaration(mending.peek()))
    mending.report("top-level-declarations", "semicolon", {
      at: mending.span(token),
      fixes: [mending.removal(token)],
    });
  else if ((tokenType === Greater || tokenType === RightBrace) && endsDeclaration(mending.peek()))
    mending.report("closed-brackets", "surplus", {
      at: mending.span(token),
      facts: { found: describe(token) },
      fixes: [mending.removal(token)],
    });
  else mendStray(mending, token);
}

function endsDeclaration(next: IToken | undefined): boolean {
  const closers = [Semicolon, Greater, RightBrace];
  return isDeclaration(next) || closers.some((type) => next?.tokenType === type);
}

/**
 * A run of what is no declaration gives one diagnostic; a misspelt keyword is taken as what it
 * means.
 */
function mendStray(mending: Mending, token: IToken): void {
  const near = token.tokenType === Word ? suggest(token.image, ["cluster", "import"]) : undefined;
  if (near !== undefined && isText(mending.peek())) {
    const span = mending.span(token);
    mending.report("top-level-declarations", "misspelt", {
      at: span,
      facts: { found: token.image, name: near.name },
      fixes: [safeFix(`write \`${near.name}\``, { span, text: near.name })],
    });
    if (near.name === "import") mendImport(mending, token);
    else mendHead(mending, token);
    return;
  }
  mending.report("top-level-declarations", "stray", {
    at: mending.span(token),
    facts: { found: describe(token) },
    help: "Statements stand in the body of a cluster: `cluster NAME standalone < … >`.",
  });
  mending.skipWhile((next) => !isDeclaration(next), token);
}

function mendImport(mending: Mending, token: IToken): void {
  const file = mending.peek();
  if (file === undefined || !isText(file)) {
    mending.report("top-level-declarations", "import", {
      at: mending.span(token),
      help: 'Write it in quotes, relative to this file: `import "base.mvs"`.',
    });
    return;
  }
  mending.index += 1;
  mending.output.push(retyped(token, Import), file);
}

/** `cluster` and the words up to its body; a body in braces is one, and is said to be wrong. */
function mendHead(mending: Mending, token: IToken): void {
  const words: IToken[] = [];
  for (let word = mending.peek(); isText(word); word = mending.peek()) words.push(mending.next());
  skipInHead(mending);
  const opener = mending.peek();
  if (opener?.tokenType !== Less && opener?.tokenType !== LeftBrace) {
    mendMissingBody(mending, token, words);
    return;
  }
  mending.index += 1;
  pushHead(mending, token, words);
  mending.output.push(retyped(opener, Less));
  mending.push(opener, opener.tokenType === Less ? "body" : "braced-body");
}

/** Words and signs between the head and a body that does follow. */
function skipInHead(mending: Mending): void {
  const stray = mending.peek();
  const skippable = [Comma, LeftParenthesis, RightParenthesis, Word, Text];
  let ahead = 0;
  while (skippable.some((type) => mending.peek(ahead)?.tokenType === type)) ahead += 1;
  const opener = mending.peek(ahead)?.tokenType;
  if (stray === undefined || ahead === 0 || (opener !== Less && opener !== LeftBrace)) return;
  mending.report("known-head", "word", {
    at: mending.span(stray),
    facts: { found: stray.image },
  });
  mending.skipWhile(({ tokenType }) => tokenType !== opener);
}

/**
 * No bracket at all: an empty body when the cluster ends here, or one whose first bracket was lost.
 */
function mendMissingBody(mending: Mending, token: IToken, words: readonly IToken[]): void {
  const isEmpty = isDeclaration(mending.peek());
  const count = isEmpty ? words.length : headLength(words);
  const last = words[count - 1] ?? token;
  const semicolon = mending.peek()?.tokenType === Semicolon ? mending.peek() : undefined;
  const edit =
    semicolon !== undefined && count === words.length
      ? { span: mending.span(semicolon), text: " <" }
      : { span: mending.at(endOf(last)), text: isEmpty ? " < >" : " <" };
  // Where a head without a mode ends is a guess.
  const safe = isEmpty || count > 1 || count === words.length;
  if (!isEmpty || !mending.isCutShort())
    mending.report("angle-body", "missing", {
      at: joinTokens(mending.source, token, last),
      fixes: [{ title: isEmpty ? "add an empty body" : "add `<`", safe, edits: [edit] }],
    });
  pushHead(mending, token, words.slice(0, count));
  mending.output.push(synthetic(Less, endOf(last)));
  if (isEmpty) {
    mending.output.push(synthetic(Greater, endOf(last)));
    return;
  }
  if (semicolon !== undefined && count === words.length) mending.index += 1;
  mending.index -= words.length - count;
  mending.push(mending.last(), "unopened-body");
}

/** How many of the words are NAME [standalone, distributed] [extends NAME]. */
function headLength(words: readonly IToken[]): number {
  let count = Math.min(1, words.length);
  if ((modes as readonly (string | undefined)[]).includes(words[count]?.image)) count += 1;
  if (words[count]?.image === "extends") count += 2;
  return Math.min(count, words.length);
}

/**
 * The grammar wants a word; a head without one is reported by build.ts, which sees the empty name.
 */
function pushHead(mending: Mending, token: IToken, words: readonly IToken[]): void {
  const named = words.length > 0 ? words : [synthetic(Text, endOf(token))];
  mending.output.push(retyped(token, Cluster), ...named);
}
