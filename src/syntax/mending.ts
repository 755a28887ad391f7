/**
 * What mending works on: the tokens still to read, those already right, and the brackets that are
 * open.
 */
import type { IToken, TokenType } from "chevrotain";
import { Greater, RightBrace, Semicolon } from "../../grammar/tokens.ts";
import { type Report, safeFix } from "../diagnostics/define.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import { type SourceFile, type Span, spanOf } from "../text/source.ts";
import type { syntaxCodes } from "./diagnostics.ts";
import { tokenSpan } from "./lex.ts";
import { endOf, synthetic } from "./mend-tokens.ts";

/** What stood before: decides what may follow. */
export type State = "start" | "name" | "values" | "block" | "comma";

/**
 * `braced-body`: a body in `{ }`; `unopened-body`: one without its `<`; `angled-block`: a block in
 * `< >`. What is wrong with the first and the last is said when they are closed, since the fix
 * changes both ends.
 */
export type OpenKind = "body" | "braced-body" | "unopened-body" | "block" | "angled-block";

export interface Open {
  readonly token: IToken;
  readonly kind: OpenKind;
  /** Nobody can know behind which statement its closing bracket belongs when that is lost. */
  isUnclear: boolean;
}

export function isBlock({ kind }: Open): boolean {
  return kind === "block" || kind === "angled-block";
}

export interface MendContext {
  readonly source: SourceFile;
  readonly report: Report<typeof syntaxCodes>;
}

/** What stands around a token. */
export interface Surroundings {
  readonly before: IToken | undefined;
  readonly next: IToken | undefined;
  readonly atName: boolean;
  /** The name of the statement or setting that it belongs to. */
  readonly entry: IToken | undefined;
}

/** A class for its cursor and its stack; it lives for one call of `mend`. */
export class Mending {
  readonly source: SourceFile;
  readonly report: Report<typeof syntaxCodes>;
  readonly input: readonly IToken[];
  readonly output: IToken[] = [];
  readonly open: Open[] = [];
  /** Where tokens were left out as a whole; slips within are not worth a word. In order. */
  readonly skipped: Span[] = [];
  index = 0;
  state: State = "start";
  /**
   * Closing brackets that will turn up without an opening one, because of a mistake already told.
   */
  orphanCount = 0;

  /** A comment that is not closed took the rest of the file with it. */
  readonly #isCut: boolean;

  constructor({ source, report }: MendContext, input: readonly IToken[], isCut: boolean) {
    this.source = source;
    this.report = report;
    this.input = input;
    this.#isCut = isCut;
  }

  next(): IToken {
    const token = this.input[this.index] as IToken;
    this.index += 1;
    return token;
  }

  peek(ahead = 0): IToken | undefined {
    return this.input[this.index + ahead];
  }

  last(): IToken {
    return this.output.at(-1) as IToken;
  }

  /** Nothing follows, and nobody knows what was meant to follow. */
  isCutShort(): boolean {
    return this.#isCut && this.index >= this.input.length;
  }

  /** The end of what was kept so far: where something missing is put. */
  end(): number {
    const last = this.output.at(-1);
    return last === undefined ? 0 : endOf(last);
  }

  span(token: IToken): Span {
    return tokenSpan(this.source, token);
  }

  at(offset: number): Span {
    return spanOf(this.source, offset, offset);
  }

  removal(token: IToken): Fix {
    return safeFix(`remove the \`${token.image}\``, { span: this.span(token), text: "" });
  }

  /** Leaves tokens out for as long as the condition holds, from `first` on where it was read. */
  skipWhile(condition: (token: IToken) => boolean, first?: IToken): void {
    const start = first?.startOffset ?? this.peek()?.startOffset ?? 0;
    const before = this.index;
    let next = this.peek();
    while (next !== undefined && condition(next)) {
      this.index += 1;
      next = this.peek();
    }
    if (first === undefined && this.index === before) return;
    const end = next?.startOffset ?? this.source.text.length;
    this.skipped.push(spanOf(this.source, start, end));
  }

  push(token: IToken, kind: OpenKind): void {
    this.open.push({ token, kind, isUnclear: false });
    this.state = "start";
  }

  close(token: IToken): void {
    const open = this.open.pop() as Open;
    this.output.push(token);
    this.state = isBlock(open) ? "block" : "start";
  }

  /** The innermost bracket ends before the next token, and nothing says so. */
  closeMissing(): void {
    const open = this.open.at(-1) as Open;
    // Behind what was left out as well, so that the bracket closes after it.
    const read = this.input[this.index - 1];
    const offset = Math.max(this.end(), read === undefined ? 0 : endOf(read));
    const end = this.at(offset);
    const [type, text]: [TokenType, string] = isBlock(open) ? [RightBrace, "}"] : [Greater, ">"];
    if (open.kind === "braced-body" || open.kind === "angled-block")
      this.reportBrackets(open, end, ` ${text}`);
    else if (open.kind !== "unopened-body" && !this.isCutShort()) {
      const title = `add \`${text}\``;
      const isClear = open.kind === "body" || !open.isUnclear;
      this.report("closed-brackets", isBlock(open) ? "block" : "body", {
        at: this.span(open.token),
        fixes: [
          { title, safe: isClear, edits: [{ span: this.likelyEnd(open, end), text: ` ${text}` }] },
        ],
      });
    }
    this.close(synthetic(type, offset));
  }

  /** A block ends before the next line that is not indented deeper than its own, if there is one. */
  likelyEnd(open: Open, end: Span): Span {
    if (!isBlock(open)) return end;
    const { text } = this.source;
    const own = indentOf(text, open.token.startOffset);
    const from = this.output.lastIndexOf(open.token) + 1;
    for (let index = from; index < this.output.length; index += 1) {
      const { startOffset } = this.output[index] as IToken;
      if (!/(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, startOffset - 200), startOffset)))
        continue;
      if (indentOf(text, startOffset) > own || index === from) continue;
      const last = this.output[index - 1] as IToken;
      const isSemicolon = last.tokenType === Semicolon && index - 2 >= from;
      return this.at(endOf(isSemicolon ? (this.output[index - 2] as IToken) : last));
    }
    return end;
  }

  /** Brackets of the wrong kind around a body or a block, once for both. */
  reportBrackets(open: Open, closer: Span, text: string): void {
    const at = this.span(open.token);
    const isBody = open.kind === "braced-body";
    const fixes = [
      safeFix(
        isBody ? "write `< >`" : "write `{ }`",
        { span: at, text: isBody ? "<" : "{" },
        { span: closer, text },
      ),
    ];
    if (isBody) this.report("angle-body", "braces", { at, fixes });
    else this.report("closed-brackets", "nested", { at, fixes });
  }
}

/** Blanks before the first word of a line. */
function indentOf(text: string, offset: number): number {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, start + 200))?.[0].length ?? 0;
}
