/** Tokens in place of others: retyped, with another meaning, or made up where one is missing. */
import { createTokenInstance, type IToken, type TokenType } from "chevrotain";
import { Cluster, Import, Text, Word } from "../../grammar/tokens.ts";
import { type SourceFile, type Span, spanOf } from "../text/source.ts";

/**
 * `image` always is what stands in the file, so that offsets stay true; `payload` is what is meant.
 */
export function retyped(token: IToken, tokenType: TokenType): IToken {
  return { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx as number };
}

export function asText(token: IToken, payload: string): IToken {
  return { ...retyped(token, Text), payload };
}

export function asWord(token: IToken, meant: string): IToken {
  const type = meant === "cluster" ? Cluster : meant === "import" ? Import : Word;
  return { ...retyped(token, type), payload: meant };
}

/** A token that nobody wrote: empty, at the place where it is missing. */
export function synthetic(tokenType: TokenType, offset: number): IToken {
  const none = Number.NaN;
  return createTokenInstance(tokenType, "", offset, offset, none, none, none, none);
}

export function isText(token: IToken | undefined): boolean {
  return token?.tokenType === Word || token?.tokenType === Text;
}

/** `cluster`, `import` or the end of the file: here something new begins. */
export function isDeclaration(token: IToken | undefined): boolean {
  return token === undefined || token.tokenType === Cluster || token.tokenType === Import;
}

export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

export function joinTokens(source: SourceFile, first: IToken, last: IToken): Span {
  return spanOf(source, first.startOffset, endOf(last));
}

/** A token as messages show it; a text brings its own quotes. */
export function describe({ image }: IToken): string {
  return image.startsWith('"') && image.length <= 22 ? image : shortened(image, 20);
}

export function shortened(text: string, length: number): string {
  const points = [...text.slice(0, 2 * length + 2)];
  return points.length > length ? `"${points.slice(0, length).join("")}…"` : `"${text}"`;
}

/** The text as the language writes it. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
