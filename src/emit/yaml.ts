/**
 * Prints plain values with notes as YAML that readers of 1.1 and 1.2 understand alike; only it prints by `yaml`.
 *
 * Blocks are laid out here; each text that is not a plain word is written by the library, which knows what readers
 * could take it for. It would lay out blocks too, but asks all of its types about each of some thousand nodes, which
 * was half the time of a build for Kubernetes.
 */
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { Noted, type Notes, type Yaml } from "./artifact.ts";

type List = readonly Yaml[];
type Entries = ReadonlyMap<string, Yaml> | { readonly [key: string]: Yaml };
type Single = string | number | boolean | null | undefined;
type Bare = Exclude<Yaml, Noted>;

const step = "  ";
const noNotes: Notes = {};

export function printYaml(documents: readonly Yaml[]): string {
  return documents.map((value) => `${printValue(value, "").trimStart()}\n`).join("---\n");
}

/** What stands behind `name:`, white space first: a block has each of its lines at `indent`. */
function printValue(value: Yaml, indent: string): string {
  return value instanceof Noted ? printNoted(value, indent) : printBare(value, noNotes, indent, "");
}

function printNoted(noted: Noted, indent: string): string {
  const [inner, notes] = parted(noted);
  const after = notes.after === undefined ? "" : ` ${comment(notes.after.replace(/\s+/g, " "))}`;
  return printBare(inner, notes, indent, after);
}

function printBare(value: Bare, notes: Notes, indent: string, after: string): string {
  if (isSingle(value)) return printSingle(value, notes, indent, after);
  const block = notes.flow ? "" : printBlock(value, indent);
  // At the end of a block the comment would seem to belong to what follows.
  return block === "" ? ` ${printFlow(value)}${after}` : after + block;
}

function printBlock(collection: List | Entries, indent: string): string {
  return isList(collection) ? printItems(collection, indent) : printEntries(collection, indent);
}

function printItems(items: List, indent: string): string {
  let text = "";
  for (const value of items) {
    const printed = printValue(value, indent + step);
    // The first line of a block stands behind its dash.
    const behind = printed.startsWith("\n") ? ` ${printed.trimStart()}` : printed;
    text += `${printAbove(value, indent, text === "")}\n${indent}-${behind}`;
  }
  return text;
}

function printEntries(entries: Entries, indent: string): string {
  let text = "";
  for (const name of namesOf(entries)) {
    const value = valueAt(entries, name);
    if (value === undefined) continue;
    const key = printKey(name);
    // A reader may stop looking for the colon after 1,024 characters.
    const start = key.length > 1000 ? `? ${key}\n${indent}` : key;
    text += `${printAbove(value, indent, text === "")}\n${indent}${start}:`;
    text += printValue(value, indent + step);
  }
  return text;
}

/** A blank line stands above the comment, and not before the first one. */
function printAbove(value: Yaml, indent: string, isFirst: boolean): string {
  if (!(value instanceof Noted)) return "";
  const { gap, before } = value.notes;
  const comments = before?.split("\n").map((line) => `\n${indent}${comment(line)}`) ?? [];
  return (gap && !isFirst ? "\n" : "") + comments.join("");
}

/** `[a, b]` and `{a: b}`; there is no room for the notes of what is inside. */
function printFlow(collection: List | Entries): string {
  if (isList(collection)) return `[${collection.map(printInFlow).join(", ")}]`;
  const entries = namesOf(collection).flatMap((name) => {
    const value = valueAt(collection, name);
    return value === undefined ? [] : [`${printKey(name)}: ${printInFlow(value)}`];
  });
  return `{${entries.join(", ")}}`;
}

function printInFlow(value: Yaml): string {
  const [inner, notes] = parted(value);
  if (!isSingle(inner)) return printFlow(inner);
  return printOnLine(inner, notes);
}

function printKey(name: string): string {
  return printOnLine(name, noNotes);
}

/** In a form that also stands between brackets. */
function printOnLine(value: Single, notes: Notes): string {
  const word = printWord(value, notes);
  if (word !== undefined && !word.includes(",")) return word;
  const scalar = scalarOf(value, notes);
  if (String(value).includes("\n")) scalar.type = "QUOTE_DOUBLE";
  return write(flowOf(scalar)).slice(1, -1);
}

function printSingle(value: Single, notes: Notes, indent: string, after: string): string {
  const word = printWord(value, notes);
  if (word !== undefined) return ` ${word}${after}`;
  const scalar = scalarOf(value, notes);
  if (after !== "") scalar.comment = after.slice(2);
  // Lines behind the first are indented already, by one step.
  const margin = indent.slice(step.length);
  return write(entryOf(scalar))
    .slice(2)
    .replace(/\n(?!\n|$)/g, `\n${margin}`);
}

/** Most texts are words that no reader takes for anything else: names, addresses and options, */
const plainWord = /^(?:[A-Za-z/]|--?[A-Za-z])(?:(?:[\w./@=,+$()-]|:(?=[\w/]))*[\w/)])?$/;
/** quantities, durations and versions. */
const plainQuantity = /^\d+(?:[KMG]i|[gms]|m\d+s|\.\d+\.\d+)$/;
const digits = /^\d+$/;
/** Nothing of it is escaped between double quotes. */
const simple = /^[ !#-[\]-~]*$/;
/** `e1` is a number without digits before it, to some. */
const reservedWord = /^(?:y|n|yes|no|on|off|true|false|null|e-?\d+)$/i;

/** What the library would print just so. */
function printWord(value: Single, { quote }: Notes): string | undefined {
  if (typeof value === "string") {
    if (digits.test(value)) return `"${value}"`;
    if (quote) return simple.test(value) ? `"${value}"` : undefined;
    if (plainQuantity.test(value)) return value;
    return plainWord.test(value) && !reservedWord.test(value) ? value : undefined;
  }
  if (value === null || value === undefined) return "null";
  return typeof value === "boolean" || Number.isSafeInteger(value) ? String(value) : undefined;
}

/**
 * Characters that some readers take for a line break, a byte order mark or an error. The library leaves them as they
 * are, so they are forced into double quotes and escaped afterwards. Written as escapes: the source stays ASCII.
 */
const awkward = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g;
const loneSurrogate = /\p{Surrogate}/gu;

/**
 * `=` and `<<` are types of YAML 1.1, and the first line of a document may not look like a directive. Lines that are
 * empty at the end would run into the blank line above what follows.
 */
const special = /^(?:=|<<|%.*)$|^(?:---|\.\.\.)|^\s*$|\n\s*\n$/;

function scalarOf(value: Single, { quote }: Notes): Scalar {
  const scalar = new Scalar(value ?? null);
  if (typeof value !== "string") return scalar;
  scalar.value = value.replace(loneSurrogate, "\ufffd");
  if (quote || value.search(awkward) !== -1 || special.test(value)) scalar.type = "QUOTE_DOUBLE";
  return scalar;
}

function flowOf(scalar: Scalar): YAMLSeq {
  const list = new YAMLSeq();
  list.flow = true;
  list.items.push(scalar);
  return list;
}

function entryOf(scalar: Scalar): YAMLMap {
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar("a"), scalar));
  return map;
}

/** One for all: each would build the library's table of types anew. */
let document: Document | undefined;

/** Without the line end. A text that a YAML 1.1 reader takes for something else is quoted; nothing is folded. */
function write(contents: YAMLMap | YAMLSeq): string {
  document ??= new Document(null, { version: "1.2", compat: "yaml-1.1" });
  (document as { contents: unknown }).contents = contents;
  const text = document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
    indent: step.length,
    doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY,
    directives: false,
  });
  return text.slice(0, -1).replace(awkward, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function parted(value: Yaml): readonly [Bare, Notes] {
  return value instanceof Noted ? innermost(value) : [value, noNotes];
}

/** The notes of the outer one win. */
function innermost({ value, notes }: Noted): readonly [Bare, Notes] {
  const [inner, own] = parted(value);
  return [inner, own === noNotes ? notes : { ...own, ...notes }];
}

function isSingle(value: Bare): value is Single {
  return typeof value !== "object" || value === null;
}

function isList(value: List | Entries): value is List {
  return Array.isArray(value);
}

function namesOf(entries: Entries): readonly string[] {
  return entries instanceof Map ? [...entries.keys()] : Object.keys(entries);
}

function valueAt(entries: Entries, name: string): Yaml {
  return entries instanceof Map ? entries.get(name) : (entries as { [key: string]: Yaml })[name];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach the file
const unseen = /[\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g;

function comment(text: string): string {
  return `#${commentLine(text)}`;
}

/** A line that stays a comment whatever it says: no character in it ends the line for any reader. */
export function commentLine(text: string): string {
  return ` ${text.replace(unseen, " ").replace(loneSurrogate, "\ufffd")}`.trimEnd();
}
