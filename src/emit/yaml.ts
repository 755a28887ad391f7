/** Prints plain values with notes as YAML that readers of 1.1 and 1.2 understand alike; only it prints by `yaml`. */
import { Document, Pair, Scalar, type ScalarTag, type Tags, YAMLMap, YAMLSeq } from "yaml";
import { Noted, type Notes, type Yaml } from "./artifact.ts";

/**
 * Most texts are words that no reader takes for anything else. They are printed as they are, through the library's
 * own door for that: asking all of its patterns about each of them is a good part of what a cold `build` takes.
 */
class Word extends Scalar<string> {}
const plainWord = /^[A-Za-z/](?:[\w./@-]|:(?=[\w/]))*$/;
/** `e1` is a number without digits before it, to some. */
const reservedWord = /^(?:y|n|yes|no|on|off|true|false|null|e-?\d+)$/i;

function withWords(tags: Tags): Tags {
  return tags.map((tag) => (isTextTag(tag) ? { ...tag, stringify: printText(tag) } : tag));
}

function isTextTag(tag: Tags[number]): tag is ScalarTag {
  return typeof tag === "object" && tag.tag === "tag:yaml.org,2002:str";
}

function printText(tag: ScalarTag): NonNullable<ScalarTag["stringify"]> {
  return (item, ...rest) =>
    item instanceof Word && item.type === undefined
      ? item.value
      : (tag.stringify?.(item, ...rest) ?? String(item.value));
}

/** A scalar that a YAML 1.1 reader takes for something else is quoted; nothing is folded, nothing is an alias. */
const documentOptions = {
  version: "1.2",
  compat: "yaml-1.1",
  aliasDuplicateObjects: false,
  customTags: withWords,
} as const;
const printOptions = {
  lineWidth: 0,
  flowCollectionPadding: false,
  indent: 2,
  indentSeq: true,
  directives: false,
} as const;

/**
 * Characters that some readers take for a line break, a byte order mark or an error. The library leaves them as they
 * are, so they are forced into double quotes and escaped afterwards. Written as escapes: the source stays ASCII.
 */
const awkward = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g;
const loneSurrogate = /\p{Surrogate}/gu;

/** `=` and `<<` are types of YAML 1.1, and the first line of a document may not look like a directive. */
const special = /^(?:=|<<|%.*)$|^(?:---|\.\.\.)/;

export function printYaml(documents: readonly Yaml[]): string {
  // One for all of them: each would build the library's table of types anew.
  const document = new Document(null, documentOptions);
  return documents.map((value) => printDocument(document, value)).join("---\n");
}

function printDocument(document: Document, value: Yaml): string {
  (document as { contents: unknown }).contents = toNode(value);
  return document.toString(printOptions).replace(awkward, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

type Node = Scalar | YAMLMap | YAMLSeq;

function toNode(value: Yaml): Node {
  if (value instanceof Noted) return notedNode(value);
  if (typeof value === "string") return textNode(value);
  if (value === null || typeof value !== "object") return new Scalar(value ?? null);
  if (Array.isArray(value)) return listNode(value as readonly Yaml[]);
  return mapNode(value instanceof Map ? value.entries() : Object.entries(value));
}

function textNode(text: string): Scalar {
  if (plainWord.test(text) && !reservedWord.test(text)) return new Word(text);
  const node = new Scalar(text.replace(loneSurrogate, "\ufffd"));
  if (text.search(awkward) !== -1 || special.test(text)) node.type = "QUOTE_DOUBLE";
  return node;
}

function listNode(values: readonly Yaml[]): YAMLSeq {
  const list = new YAMLSeq();
  for (const value of values) {
    const node = toNode(value ?? null);
    if (value instanceof Noted) noteAbove(node, value.notes, list);
    list.items.push(node);
  }
  return list;
}

function mapNode(entries: Iterable<[string, Yaml]>): YAMLMap {
  const map = new YAMLMap();
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    const key = textNode(name);
    const node = toNode(value);
    if (value instanceof Noted) {
      noteAbove(key, value.notes, map);
      // Behind a block of lines the comment belongs behind its name, or it would stand at its end.
      if (isBlock(node) && node.comment) {
        key.comment = node.comment;
        node.comment = null;
      }
    }
    map.items.push(new Pair(key, node));
  }
  return map;
}

function notedNode({ value, notes }: Noted): Node {
  const node = toNode(value);
  if (notes.after !== undefined) node.comment = comment(notes.after.replace(/\s+/g, " "));
  if (notes.flow && !(node instanceof Scalar)) node.flow = true;
  if (notes.quote && node instanceof Scalar) node.type = "QUOTE_DOUBLE";
  return node;
}

function isBlock(node: Node): boolean {
  return !(node instanceof Scalar) && node.flow !== true && node.items.length > 0;
}

/** A blank line stands above the comment, and not before the first one. */
function noteAbove(node: Node, notes: Notes, inside: YAMLMap | YAMLSeq): void {
  if (notes.gap && inside.items.length > 0) node.spaceBefore = true;
  if (notes.before !== undefined) node.commentBefore = comment(notes.before);
}

function comment(text: string): string {
  return text
    .split("\n")
    .map((line) => commentLine(line) || " ")
    .join("\n");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach the file
const unseen = /[\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A line that stays a comment whatever it says: no character in it ends the line for any reader. */
export function commentLine(text: string): string {
  return ` ${text.replace(unseen, " ").replace(loneSurrogate, "\ufffd")}`.trimEnd();
}
