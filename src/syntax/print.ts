/**
 * AST to text: the one layout. A cluster or block stands on one line when it was written on one and
 * fits; otherwise each entry has a line of its own. Comments and single blank lines between entries
 * survive.
 */
import type { Span } from "../text/source.ts";
import type * as ast from "./ast.ts";
import { type Gap, indentation, Page } from "./print-gaps.ts";

const width = 100;

/** Ends with one line break; line breaks and byte order mark are those of the source. */
export function print(document: ast.Document): string {
  const printed = new Printer(document).document();
  const text = document.source.text.includes("\r\n") ? printed.replaceAll("\n", "\r\n") : printed;
  return document.source.text.startsWith("\uFEFF") ? `\uFEFF${text}` : text;
}

/** A value as it must be written: bare where that is possible. */
export function printText(text: string): string {
  const isWord = /^(?:[A-Za-z0-9._-]+|\d+\.\d+\.\d+\.\d+:\d+|\[[0-9A-Fa-f:.]+\]:\d+)$/.test(text);
  return isWord && text !== "cluster" && text !== "import" ? text : quote(text);
}

/** Walks the tree in the order of the text; `Page` puts the comments back between the words. */
class Printer {
  readonly #document: ast.Document;
  readonly #page: Page;

  constructor(document: ast.Document) {
    this.#document = document;
    this.#page = new Page(document);
  }

  document(): string {
    let previous: ast.Import | ast.Cluster | undefined;
    for (const part of this.#document.parts) {
      const apart = previous?.kind === "cluster" || (previous && part.kind === "cluster");
      const gap: Gap = { kind: "line", indent: 0, ...(apart ? { blank: "always" } : {}) };
      if (part.kind === "import") this.#import(part, gap);
      else this.#cluster(part, gap);
      previous = part;
    }
    return this.#page.finish();
  }

  #import({ span, file }: ast.Import, gap: Gap): void {
    this.#page.put("import", span.start, span.start + "import".length, gap);
    this.#text(file, space(indentation));
  }

  #cluster(cluster: ast.Cluster, gap: Gap): void {
    const { span, name, mode, parent, body, entries } = cluster;
    this.#page.put("cluster", span.start, span.start + "cluster".length, gap);
    if (name) this.#text(name, space(indentation));
    if (mode) this.#text(mode, space(indentation));
    if (parent) {
      // The tree does not hold the place of `extends`; comments behind it move before it.
      this.#page.put("extends", parent.span.start, parent.span.start, space(indentation));
      this.#text(parent, space(indentation));
    }
    this.#page.put("<", body.start, body.start + 1, space(indentation));
    const flat = () => this.#flatEntries(entries, body, ">");
    const fits = this.#isFlat(body, entries) && this.#tried(flat, width);
    if (!fits) this.#brokenEntries(entries, body, ">", 0);
  }

  /** Writes it and says true, or leaves no trace when the line became longer than `limit`. */
  #tried(write: () => void, limit: number): boolean {
    const mark = this.#page.mark();
    write();
    if (this.#page.column <= limit) return true;
    this.#page.backTo(mark);
    return false;
  }

  /** Brackets whose content was written on one line, or that have none. */
  #isFlat(brackets: Span, entries: readonly ast.Entry[]): boolean {
    const isEmpty = entries.length === 0 && !this.#page.hasCommentBefore(brackets.end);
    return isEmpty || this.#page.isOneLine(brackets);
  }

  #flatEntries(entries: readonly ast.Entry[], { end }: Span, closer: string): void {
    for (const [index, entry] of entries.entries())
      this.#flatEntry(entry, { ...space(0), ...(index === 0 ? {} : { separator: ";" }) });
    this.#page.put(closer, end - 1, end, space(0));
  }

  #flatEntry({ name, items }: ast.Entry, gap: Gap): void {
    this.#text(name, gap);
    for (const [index, item] of items.entries())
      this.#flatItem(item, { ...space(0), ...(index === 0 ? {} : { separator: "," }) });
  }

  #flatItem({ values, block }: ast.Item, gap: Gap): void {
    for (const [index, value] of values.entries()) this.#value(value, index === 0 ? gap : space(0));
    if (block === undefined) return;
    const { start } = block.span;
    this.#page.put("{", start, start + 1, values.length === 0 ? gap : space(0));
    this.#flatEntries(block.entries, block.span, "}");
  }

  /** One entry a line, and the closing bracket on its own. */
  #brokenEntries(entries: readonly ast.Entry[], { end }: Span, closer: string, indent: number) {
    for (const [index, entry] of entries.entries()) {
      const position = index === 0 ? { blank: "not-first" as const } : { separator: ";" as const };
      this.#entry(entry, { kind: "line", indent: indent + indentation, ...position });
    }
    this.#page.put(closer, end - 1, end, { kind: "close", indent });
  }

  #entry(entry: ast.Entry, gap: Gap): void {
    const { span, name, items } = entry;
    if (this.#page.isOneLine(span) && this.#tried(() => this.#flatEntry(entry, gap), width - 1))
      return;
    this.#text(name, gap);
    const [only, another] = items;
    if (only !== undefined && another === undefined) {
      this.#item(only, space(gap.indent + indentation), gap.indent);
      return;
    }
    // Further items stand under the first one.
    const indent = this.#page.column + 1;
    for (const [index, item] of items.entries())
      this.#item(
        item,
        index === 0 ? space(indent) : { kind: "line", indent, separator: "," },
        indent,
      );
  }

  #item(item: ast.Item, gap: Gap, indent: number): void {
    const { span, values, block } = item;
    if (this.#page.isOneLine(span) && this.#tried(() => this.#flatItem(item, gap), width - 1))
      return;
    const inside = space(indent + indentation);
    for (const [index, value] of values.entries()) this.#value(value, index === 0 ? gap : inside);
    if (block === undefined) return;
    const { start } = block.span;
    this.#page.put("{", start, start + 1, values.length === 0 ? gap : inside);
    if (this.#isFlat(block.span, block.entries) && block.entries.length === 0)
      this.#flatEntries([], block.span, "}");
    else this.#brokenEntries(block.entries, block.span, "}", indent);
  }

  #value({ span, text, members }: ast.Value, gap: Gap): void {
    this.#text(text, gap);
    if (members === undefined) return;
    const none: Gap = { kind: "none", indent: gap.indent };
    this.#page.put("(", text.span.end, text.span.end, none);
    this.#text(members, none);
    this.#page.put(")", span.end - 1, span.end, none);
  }

  #text(text: ast.Text, gap: Gap): void {
    const written = text.quoted ? quote(text.text) : text.text;
    this.#page.put(written, text.span.start, text.span.end, gap);
  }
}

function space(indent: number): Gap {
  return { kind: "space", indent };
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
