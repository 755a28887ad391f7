/** Spans written into the text of a test: `marked("port = «9091»")`. */
import { type SourceFile, type Span, spanOf } from "../../src/text/source.ts";

export interface Marked {
  readonly source: SourceFile;
  /** The marked places, in order; `«»` marks the place between two characters. */
  readonly spans: readonly Span[];
}

export function marked(text: string, name = "test.mvs"): Marked {
  const plain = text.replace(/[«»]/g, "");
  const source: SourceFile = { name, text: plain };
  const spans: Span[] = [];
  let [offset, start] = [0, 0];
  for (const character of text) {
    if (character === "«") start = offset;
    else if (character === "»") spans.push(spanOf(source, start, offset));
    else offset += character.length;
  }
  return { source, spans };
}

/** The text with the spans marked in it: the inverse of `marked`. */
export function markedText(source: SourceFile, spans: readonly Span[]): string {
  const marks = spans.flatMap(({ start, end }, order) => [
    { offset: start, sign: "«", order },
    { offset: end, sign: "»", order },
  ]);
  // An empty span stays `«»`, and a span that ends where another starts ends first.
  marks.sort((a, b) => a.offset - b.offset || a.order - b.order || (a.sign === "«" ? -1 : 1));
  let text = "";
  let from = 0;
  for (const { offset, sign } of marks) {
    text += source.text.slice(from, offset) + sign;
    from = offset;
  }
  return text + source.text.slice(from);
}
