/**
 * Makes the token sequence one that the grammar accepts, and says once for each place what was wrong with it.
 *
 * Generic error recovery of a parser loses what follows a mistake and words it in tokens. Deployments have few
 * brackets and two separators, so every slip can be judged from its neighbours: the brackets that are open and the
 * token before. That keeps the grammar free of mistakes, and one run reports all of them.
 */
import { createTokenInstance, type IToken, type TokenType } from "chevrotain";
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
import { createReport, offeredFix, type Report, safeFix } from "../diagnostics/define.ts";
import type { Diagnostic, Fix, Result } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { type SourceFile, type Span, spanOf } from "../text/source.ts";
import { syntaxCodes } from "./diagnostics.ts";
import { tokenSpan } from "./lex.ts";
import { mendText, quoted } from "./mend-text.ts";

/** What stood before: decides what may follow. */
type State = "start" | "name" | "values" | "block" | "comma";

interface Open {
  readonly token: IToken;
  readonly kind: "body" | "braced-body" | "block";
  /** The state to go back to: what the bracket closes is part of that entry. */
  state: State;
}

export interface MendContext {
  readonly source: SourceFile;
  readonly report: Report<typeof syntaxCodes>;
}

export function mend(source: SourceFile, tokens: readonly IToken[]): Result<IToken[]> {
  const diagnostics: Diagnostic[] = [];
  const report = createReport(syntaxCodes, (diagnostic) => diagnostics.push(diagnostic));
  const context: MendContext = { source, report };
  const readable = tokens.flatMap((token, index) => mendText(context, token, tokens[index - 1]));
  return { value: new Mender(context, readable).mend(), diagnostics };
}

/** A class for its cursor and its stack; it lives for one call of `mend`. */
class Mender {
  readonly #context: MendContext;
  readonly #input: readonly IToken[];
  readonly #output: IToken[] = [];
  readonly #open: Open[] = [];
  #index = 0;
  #state: State = "start";

  constructor(context: MendContext, input: readonly IToken[]) {
    this.#context = context;
    this.#input = input;
  }

  mend(): IToken[] {
    while (this.#index < this.#input.length) {
      if (this.#open.length === 0) this.#topLevel();
      else this.#inside();
    }
    while (this.#open.length > 0) this.#closeMissing(this.#endOffset());
    return this.#output;
  }

  #topLevel(): void {
    const token = this.#next();
    if (token.tokenType === Import) this.#import(token);
    else if (token.tokenType === Cluster) this.#head(token);
    else if (token.tokenType === Semicolon)
      this.#report("top-level-declarations", "semicolon", {
        at: this.#span(token),
        fixes: [safeFix("remove the `;`", { span: this.#span(token), text: "" })],
      });
    else this.#strayTopLevel(token);
  }

  /** A run of what is no declaration gives one diagnostic; a misspelt keyword is taken as what it means. */
  #strayTopLevel(token: IToken): void {
    const near = token.tokenType === Word ? suggest(token.image, ["cluster", "import"]) : undefined;
    if (near !== undefined && isText(this.#peek())) {
      this.#report("top-level-declarations", "misspelt", {
        at: this.#span(token),
        facts: { found: token.image, name: near.name },
        fixes: [safeFix(`write \`${near.name}\``, { span: this.#span(token), text: near.name })],
      });
      if (near.name === "import") this.#import(token);
      else this.#head(token);
      return;
    }
    this.#report("top-level-declarations", "stray", {
      at: this.#span(token),
      facts: { found: describe(token) },
    });
    while (
      this.#peek() &&
      this.#peek()?.tokenType !== Cluster &&
      this.#peek()?.tokenType !== Import
    )
      this.#index += 1;
  }

  #import(token: IToken): void {
    const file = this.#peek();
    if (file === undefined || !isText(file)) {
      this.#report("top-level-declarations", "import", { at: this.#span(token) });
      return;
    }
    this.#index += 1;
    this.#output.push(retyped(token, Import), file);
  }

  /** `cluster` and the words up to its body; a body in braces is one, and is said to be wrong. */
  #head(token: IToken): void {
    const words: IToken[] = [];
    while (isText(this.#peek())) words.push(this.#next());
    const opener = this.#peek();
    if (opener?.tokenType === Less || opener?.tokenType === LeftBrace) {
      this.#index += 1;
      this.#output.push(
        retyped(token, Cluster),
        ...this.#named(token, words),
        retyped(opener, Less),
      );
      const kind = opener.tokenType === Less ? "body" : "braced-body";
      this.#open.push({ token: opener, kind, state: "start" });
      this.#state = "start";
      return;
    }
    this.#report("angle-body", "missing", {
      at: joinTokens(this.#context.source, token, words.at(-1) ?? token),
      fixes: [
        safeFix("add an empty body", { span: this.#after(words.at(-1) ?? token), text: " < >" }),
      ],
    });
    const end = words.at(-1) ?? token;
    this.#output.push(
      retyped(token, Cluster),
      ...this.#named(token, words),
      synthetic(Less, endOf(end)),
      synthetic(Greater, endOf(end)),
    );
  }

  /** The grammar wants a word; a head without one is reported by build.ts, which sees the empty name. */
  #named(token: IToken, words: readonly IToken[]): readonly IToken[] {
    return words.length > 0 ? words : [synthetic(Text, endOf(token))];
  }

  #inside(): void {
    const token = this.#next();
    switch (token.tokenType) {
      case Word:
      case Text:
        return this.#text(token);
      case Cluster:
      case Import:
        return this.#keyword(token);
      case Semicolon:
        return this.#semicolon(token);
      case Comma:
        return this.#comma(token);
      case LeftParenthesis:
        return this.#members(token);
      case LeftBrace:
        return this.#leftBrace(token);
      case RightBrace:
      case Greater:
        return this.#closer(token);
      case Less:
        this.#report("closed-brackets", "nested", { at: this.#span(token) });
        return;
      default:
        this.#unexpected(token);
    }
  }

  #text(token: IToken): void {
    if (this.#state === "block") {
      this.#report("separated-statements", "missing", {
        at: this.#span(token),
        facts: { found: token.image },
        fixes: [safeFix("add a `;`", { span: this.#after(this.#last()), text: ";" })],
      });
      this.#output.push(synthetic(Semicolon, endOf(this.#last())));
      this.#state = "start";
    }
    this.#output.push(token);
    this.#state = this.#state === "start" ? "name" : "values";
  }

  /** `cluster` or `import` inside a body: a new declaration after a lost `>`, or a text without its quotes. */
  #keyword(token: IToken): void {
    const declares =
      (this.#state === "start" || this.#state === "block" || this.#startsLine(token)) &&
      isText(this.#peek());
    if (declares) {
      while (this.#open.length > 0) this.#closeMissing(endOf(this.#last()));
      this.#index -= 1;
      return;
    }
    this.#report("quoted-text", "reserved", {
      at: this.#span(token),
      facts: { found: token.image },
      fixes: [safeFix("put it in quotes", { span: this.#span(token), text: quoted(token.image) })],
    });
    this.#text(retyped(token, Word));
  }

  #semicolon(token: IToken): void {
    if (this.#state !== "start") {
      this.#output.push(token);
      this.#state = "start";
      return;
    }
    this.#report("separated-statements", "surplus", {
      at: this.#span(token),
      fixes: [safeFix("remove the `;`", { span: this.#span(token), text: "" })],
    });
  }

  #comma(token: IToken): void {
    const next = this.#peek();
    const separates =
      (this.#state === "values" || this.#state === "block") &&
      (isText(next) || next?.tokenType === LeftBrace);
    if (separates) {
      this.#output.push(token);
      this.#state = "comma";
      return;
    }
    this.#report("ordered-punctuation", "comma", {
      at: this.#span(token),
      fixes: [offeredFix("remove the `,`", { span: this.#span(token), text: "" })],
    });
  }

  #members(token: IToken): void {
    const [count, closer] = [this.#peek(), this.#input[this.#index + 1]];
    const fits = count?.tokenType === Word && closer?.tokenType === RightParenthesis;
    if (fits && this.#state === "values" && isText(this.#output.at(-1))) {
      this.#index += 2;
      this.#output.push(token, count, closer);
      return;
    }
    if (fits && this.#state === "name") {
      // `querynode(4)`: kept as an argument, so that binding can say what was meant.
      this.#index += 2;
      const text = `(${count.image})`;
      this.#output.push({ ...retyped(token, Text), image: text });
      this.#state = "values";
      return;
    }
    let end = token;
    if (fits || closer?.tokenType === RightParenthesis) {
      end = closer as IToken;
      this.#index += 2;
    } else if (count?.tokenType === RightParenthesis) end = this.#next();
    this.#report("ordered-punctuation", "members", {
      at: joinTokens(this.#context.source, token, end),
    });
  }

  #leftBrace(token: IToken): void {
    if (this.#state === "start" || this.#state === "block") {
      const variant = this.#state === "start" ? "block" : "second";
      this.#report("ordered-punctuation", variant, { at: this.#span(token) });
      this.#skipBlock();
      return;
    }
    this.#output.push(token);
    this.#open.push({ token, kind: "block", state: this.#state });
    this.#state = "start";
  }

  #skipBlock(): void {
    let depth = 1;
    while (depth > 0 && this.#peek() && this.#peek()?.tokenType !== Greater) {
      const { tokenType } = this.#next();
      if (tokenType === LeftBrace) depth += 1;
      if (tokenType === RightBrace) depth -= 1;
    }
  }

  #closer(token: IToken): void {
    const open = this.#open.at(-1) as Open;
    if (open.kind === "block") {
      if (token.tokenType === RightBrace) this.#close(token);
      else {
        this.#closeMissing(endOf(this.#last()));
        this.#index -= 1;
      }
      return;
    }
    if (open.kind === "braced-body") {
      const both = { span: this.#span(open.token), text: "<" };
      this.#report("angle-body", "braces", {
        at: this.#span(open.token),
        fixes: [safeFix("write `< >`", both, { span: this.#span(token), text: ">" })],
      });
      this.#close(retyped(token, Greater));
      return;
    }
    if (token.tokenType === Greater) this.#close(token);
    else this.#strayBrace(token);
  }

  /** `}` in a body in angle brackets: in place of `>` when the file or the cluster ends here. */
  #strayBrace(token: IToken): void {
    const next = this.#peek();
    const ends = next === undefined || next.tokenType === Cluster || next.tokenType === Import;
    const span = this.#span(token);
    if (ends) {
      const fixes = [safeFix("write `>`", { span, text: ">" })];
      this.#report("closed-brackets", "wrong", { at: span, fixes });
      this.#close(retyped(token, Greater));
      return;
    }
    const fixes: Fix[] = [offeredFix("remove it", { span, text: "" })];
    this.#report("closed-brackets", "surplus", {
      at: span,
      facts: { found: describe(token) },
      fixes,
    });
  }

  #unexpected(token: IToken): void {
    this.#report("ordered-punctuation", "unexpected", {
      at: this.#span(token),
      facts: { found: describe(token) },
    });
  }

  #close(token: IToken): void {
    const open = this.#open.pop() as Open;
    this.#output.push(token);
    this.#state = open.kind === "block" ? "block" : "start";
  }

  #closeMissing(offset: number): void {
    const open = this.#open.at(-1) as Open;
    const [type, text] =
      open.kind === "block" ? ([RightBrace, "}"] as const) : ([Greater, ">"] as const);
    const place = spanOf(this.#context.source, offset, offset);
    if (open.kind === "braced-body")
      this.#report("angle-body", "braces", {
        at: this.#span(open.token),
        fixes: [
          safeFix(
            "write `< >`",
            { span: this.#span(open.token), text: "<" },
            { span: place, text: " >" },
          ),
        ],
      });
    else
      this.#report("closed-brackets", open.kind === "block" ? "block" : "body", {
        at: this.#span(open.token),
        fixes: [safeFix(`add \`${text}\``, { span: place, text: ` ${text}` })],
      });
    this.#close(synthetic(type, offset));
  }

  #next(): IToken {
    const token = this.#input[this.#index] as IToken;
    this.#index += 1;
    return token;
  }

  #peek(): IToken | undefined {
    return this.#input[this.#index];
  }

  #last(): IToken {
    return this.#output.at(-1) as IToken;
  }

  #startsLine(token: IToken): boolean {
    return /(?:^|[\r\n])[^\S\r\n]*$/.test(
      this.#context.source.text.slice(Math.max(0, token.startOffset - 200), token.startOffset),
    );
  }

  #span(token: IToken): Span {
    return tokenSpan(this.#context.source, token);
  }

  #after(token: IToken): Span {
    return spanOf(this.#context.source, endOf(token), endOf(token));
  }

  #endOffset(): number {
    const last = this.#output.at(-1);
    return last === undefined ? 0 : endOf(last);
  }

  get #report(): Report<typeof syntaxCodes> {
    return this.#context.report;
  }
}

function isText(token: IToken | undefined): boolean {
  return token?.tokenType === Word || token?.tokenType === Text;
}

export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

function joinTokens(source: SourceFile, first: IToken, last: IToken): Span {
  return spanOf(source, first.startOffset, endOf(last));
}

export function retyped(token: IToken, tokenType: TokenType): IToken {
  return { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx as number };
}

/** A token that nobody wrote: empty, at the place where it is missing. */
function synthetic(tokenType: TokenType, offset: number): IToken {
  const none = Number.NaN;
  return createTokenInstance(tokenType, "", offset, offset, none, none, none, none);
}

function describe(token: IToken): string {
  return token.image.length > 20 ? `"${token.image.slice(0, 20)}…"` : `"${token.image}"`;
}
