/**
 * AST to text: the one layout. A cluster or block stands on one line when it was written on one and fits;
 * otherwise each entry has a line of its own. Comments and single blank lines between entries survive.
 */
import type * as ast from "./ast.ts";

const width = 100;
const indentation = "  ";

/** Ends with one line break; line breaks are those that the source uses. */
export function print(document: ast.Document): string {
  const printer = new Printer(document);
  const text = printer.document();
  return document.source.text.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;
}

/** A value as it must be written: bare where that is possible. */
export function printText(text: string): string {
  const isWord = /^(?:[A-Za-z0-9._-]+|\d+\.\d+\.\d+\.\d+:\d+|\[[0-9A-Fa-f:.]+\]:\d+)$/.test(text);
  return isWord ? text : `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

/** Walks tree and comments side by side; a comment is printed before the first thing that starts behind it. */
class Printer {
  readonly #document: ast.Document;
  readonly #comments: readonly ast.Comment[];
  #comment = 0;

  constructor(document: ast.Document) {
    this.#document = document;
    this.#comments = document.comments;
  }

  document(): string {
    const lines: string[] = [];
    let end = 0;
    let previous: ast.Import | ast.Cluster | undefined;
    for (const part of this.#document.parts) {
      const separate =
        previous !== undefined && (previous.kind === "cluster" || part.kind === "cluster");
      const leading = this.#leading(part.span.start, end, "");
      if (separate && leading.blankBefore === false) lines.push("");
      else if (!separate && leading.blankBefore && lines.length > 0) lines.push("");
      lines.push(...leading.lines);
      const text = part.kind === "import" ? this.#import(part) : this.#cluster(part);
      lines.push(...text);
      end = part.span.end;
      this.#trailing(lines, end);
      previous = part;
    }
    const rest = this.#leading(Number.POSITIVE_INFINITY, end, "");
    if (rest.blankBefore && lines.length > 0 && rest.lines.length > 0) lines.push("");
    lines.push(...rest.lines);
    return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
  }

  #import(part: ast.Import): string[] {
    return [`import ${quote(part.file.text)}`];
  }

  #cluster(cluster: ast.Cluster): string[] {
    const head = [
      "cluster",
      ...(cluster.name ? [literal(cluster.name)] : []),
      ...(cluster.mode ? [cluster.mode.text] : []),
      ...(cluster.parent ? ["extends", literal(cluster.parent)] : []),
    ].join(" ");
    const line = this.#oneLine(cluster.body, cluster.entries);
    if (line !== undefined) {
      const text = line === "" ? `${head} < >` : `${head} < ${line} >`;
      if (text.length <= width) return [text];
    }
    return [`${head} <`, ...this.#entries(cluster.entries, cluster.body, indentation), ">"];
  }

  /** The entries on one line, when they were written on one and no comment stands between them. */
  #oneLine(body: ast.Entry["span"], entries: readonly ast.Entry[]): string | undefined {
    const source = this.#document.source.text.slice(body.start, body.end);
    if (entries.length > 0 && /[\r\n]/.test(source)) return undefined;
    if (this.#comments.some(({ span }) => span.start >= body.start && span.end <= body.end))
      return undefined;
    return entries.map((entry) => this.#flat(entry)).join("; ");
  }

  #flat(entry: ast.Entry): string {
    const items = entry.items.map((item) => this.#flatItem(item)).join(", ");
    return items === "" ? literal(entry.name) : `${literal(entry.name)} ${items}`;
  }

  #flatItem(item: ast.Item): string {
    const words = item.values.map(value);
    if (item.block) {
      const inner = item.block.entries.map((entry) => this.#flat(entry)).join("; ");
      words.push(inner === "" ? "{ }" : `{ ${inner} }`);
    }
    return words.join(" ");
  }

  /** One entry a line, with the comments around them; `body` spans the brackets. */
  #entries(entries: readonly ast.Entry[], body: ast.Entry["span"], indent: string): string[] {
    const lines: string[] = [];
    let end = body.start + 1;
    this.#openingComment(lines, end, entries[0]?.span.start ?? body.end, indent);
    entries.forEach((entry, index) => {
      const leading = this.#leading(entry.span.start, end, indent);
      if (leading.blankBefore && lines.length > 0) lines.push("");
      lines.push(...leading.lines);
      const printed = this.#entry(entry, indent);
      const last = index === entries.length - 1;
      printed.push(`${printed.pop()}${last ? "" : ";"}`);
      lines.push(...printed);
      end = this.#semicolonAfter(entry.span.end);
      this.#trailing(lines, end);
    });
    const rest = this.#leading(body.end - 1, end, indent);
    if (rest.blankBefore && rest.lines.length > 0 && lines.length > 0) lines.push("");
    lines.push(...rest.lines);
    return lines;
  }

  #entry(entry: ast.Entry, indent: string): string[] {
    const line = this.#oneLineEntry(entry, indent);
    if (line !== undefined) return [indent + line];
    const items = entry.items;
    const name = literal(entry.name);
    const lines: string[] = [];
    // Further items stand under the first one.
    const hanging = " ".repeat(indent.length + name.length + 1);
    items.forEach((item, index) => {
      const before = index === 0 ? `${indent}${name} ` : hanging;
      const base = index === 0 ? indent : hanging;
      const comments = index === 0 ? [] : this.#leading(item.span.start, 0, hanging).lines;
      const printed = this.#item(item, before, base);
      const comma = index === items.length - 1 ? "" : ",";
      printed.push(`${printed.pop()}${comma}`);
      lines.push(...comments, ...printed);
    });
    return lines;
  }

  #oneLineEntry(entry: ast.Entry, indent: string): string | undefined {
    const flat = this.#oneLine(entry.span, [entry]);
    return flat !== undefined && indent.length + flat.length < width ? flat : undefined;
  }

  #item(item: ast.Item, before: string, base: string): string[] {
    const words = item.values.map(value).join(" ");
    if (item.block === undefined) {
      const comments = this.#leading(item.span.end, 0, base).lines;
      return [...comments, `${before}${words}`.trimEnd()];
    }
    const flat = this.#oneLine(item.span, []);
    const line = `${before}${this.#flatItem(item)}`;
    if (flat !== undefined && !/[\r\n]/.test(textAt(this.#document, item)) && line.length < width)
      return [line];
    const start = `${before}${words === "" ? "{" : `${words} {`}`;
    const inner = this.#entries(item.block.entries, item.block.span, base + indentation);
    return inner.length === 0 ? [`${start} }`] : [start, ...inner, `${base}}`];
  }

  /** A comment behind `<` or `{` on its line goes to a line of its own. */
  #openingComment(lines: string[], from: number, to: number, indent: string): void {
    const comment = this.#comments[this.#comment];
    if (comment === undefined || comment.span.start >= to || this.#lineBreakBetween(from, comment))
      return;
    lines.push(indent + comment.text.trimEnd());
    this.#comment += 1;
  }

  /** Comments that start before `offset`, each on a line; whether a blank line stands before the first of all. */
  #leading(offset: number, from: number, indent: string) {
    const lines: string[] = [];
    let end = from;
    let blankBefore: boolean | undefined;
    for (;;) {
      const comment = this.#comments[this.#comment];
      if (comment === undefined || comment.span.start >= offset) break;
      const blank = this.#isBlankBetween(end, comment.span.start);
      if (blankBefore === undefined) blankBefore = blank;
      else if (blank) lines.push("");
      lines.push(indent + comment.text.trimEnd());
      end = comment.span.end;
      this.#comment += 1;
    }
    const next = Math.min(offset, this.#document.source.text.length);
    const blank = this.#isBlankBetween(end, next);
    if (blankBefore === undefined) blankBefore = blank;
    else if (blank && Number.isFinite(offset) && lines.length > 0 && this.#startsEntry(next))
      lines.push("");
    return { lines, blankBefore };
  }

  /** Comments on the line on which something ended stay there. */
  #trailing(lines: string[], end: number): void {
    let from = end;
    for (;;) {
      const comment = this.#comments[this.#comment];
      if (comment === undefined || comment.span.start < from) return;
      if (this.#lineBreakBetween(from, comment)) return;
      if (/\S/.test(this.#document.source.text.slice(from, comment.span.start))) return;
      lines.push(`${lines.pop()} ${comment.text.trimEnd()}`);
      from = comment.span.end;
      this.#comment += 1;
      if (comment.text.startsWith("//")) return;
    }
  }

  #lineBreakBetween(from: number, comment: ast.Comment): boolean {
    return /[\r\n]/.test(this.#document.source.text.slice(from, comment.span.start));
  }

  #isBlankBetween(from: number, to: number): boolean {
    if (from === 0) return false;
    return /\n[^\S\n]*\r?\n/.test(
      this.#document.source.text.slice(from, to).replace(/\r(?!\n)/g, "\n"),
    );
  }

  /** The closing bracket is no entry: no blank line stands before it. */
  #startsEntry(offset: number): boolean {
    return !/[>}]/.test(this.#document.source.text[offset] ?? "");
  }

  #semicolonAfter(offset: number): number {
    const rest = /^(?:\s|\/\/[^\r\n]*|\/\*[^]*?\*\/)*;/.exec(
      this.#document.source.text.slice(offset),
    );
    if (rest === null) return offset;
    const end = offset + rest[0].length;
    const comment = this.#comments[this.#comment];
    return comment !== undefined && comment.span.start < end ? offset : end;
  }
}

function textAt(document: ast.Document, { span }: { span: ast.Entry["span"] }): string {
  return document.source.text.slice(span.start, span.end);
}

function literal(text: ast.Text): string {
  return text.quoted ? quote(text.text) : text.text;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

function value({ text, members }: ast.Value): string {
  return members === undefined ? literal(text) : `${literal(text)}(${members.text})`;
}
