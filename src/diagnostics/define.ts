/** Codes are declared once, with their wording and their examples; call sites give only facts. */
import type { Span } from "../text/source.ts";
import type { Diagnostic, Fix, Label, Severity } from "./diagnostic.ts";

type Facts<K extends string> = { readonly [key in K]: string | number };

export interface Message<K extends string = string> {
  readonly keys: readonly K[];
  readonly parts: readonly string[];
}

/** A message with named holes; a misspelt or missing fact does not compile. */
export function message<const K extends readonly string[]>(
  parts: TemplateStringsArray,
  ...keys: K
): Message<K[number]> {
  return { keys, parts: [...parts] };
}

export function fillMessage(template: Message, facts: Readonly<Record<string, string | number>>) {
  return template.parts.reduce(
    (text, part, index) => text + String(facts[template.keys[index - 1] as string] ?? "") + part,
  );
}

export interface CodeDefinition {
  readonly severity: Severity;
  /** One line: what the code says, for the list of all codes. */
  readonly summary: string;
  readonly why?: string;
  /** Why, where only `explain` is to say so: the message at the words is clear without. */
  readonly background?: string;
  readonly help?: string;
  /** Where the fact behind the law is written down. */
  readonly source?: string;
  readonly messages: Readonly<Record<string, Message>>;
  /** Programs that `explain` shows; tests compile both. */
  readonly examples: { readonly wrong: string; readonly right: string };
}

export type CodeTable = Readonly<Record<string, CodeDefinition>>;

/** Keeps the literal types of a table, so that `report` can check code, variant and facts. */
export function defineCodes<const T extends CodeTable>(table: T): T {
  return table;
}

type KeysOf<M> = M extends Message<infer K> ? K : never;

/** Where and around what a diagnostic is reported. */
export interface Place {
  readonly at: Span;
  readonly label?: string;
  readonly see?: readonly Label[];
  readonly fixes?: readonly Fix[];
  /** Replaces the help of the table, where the facts of this case allow a better one. */
  readonly help?: string;
  readonly severity?: Severity;
}

export type Report<T extends CodeTable> = <
  C extends keyof T & string,
  V extends keyof T[C]["messages"] & string,
>(
  code: C,
  variant: V,
  place: Place & { readonly facts?: Facts<KeysOf<T[C]["messages"][V]>> } & ([
      KeysOf<T[C]["messages"][V]>,
    ] extends [never]
      ? unknown
      : { readonly facts: Facts<KeysOf<T[C]["messages"][V]>> }),
) => void;

/** Binds a table of codes to a place that takes the diagnostics. */
export function createReport<const T extends CodeTable>(
  table: T,
  add: (diagnostic: Diagnostic) => void,
): Report<T> {
  return (code, variant, place) => {
    const definition = table[code] as CodeDefinition;
    const template = definition.messages[variant] as Message;
    const help = place.help ?? definition.help;
    add({
      code,
      severity: place.severity ?? definition.severity,
      message: fillMessage(template, (place.facts ?? {}) as Record<string, string | number>),
      primary: place.at,
      ...(place.label === undefined ? {} : { primaryLabel: place.label }),
      labels: place.see ?? [],
      ...(definition.why === undefined ? {} : { why: definition.why }),
      ...(help === undefined ? {} : { help }),
      fixes: place.fixes ?? [],
    });
  };
}

export function safeFix(title: string, ...edits: { span: Span; text: string }[]): Fix {
  return { title, safe: true, edits };
}

export function offeredFix(title: string, ...edits: { span: Span; text: string }[]): Fix {
  return { title, safe: false, edits };
}
