/** A body after binding: entries found in the vocabulary, values evaluated, all with their spans. */
import type { Entry, Form } from "../../grammar/entry.ts";
import type { Span } from "../text/source.ts";

/** A value of the language, evaluated by the type of its place (see evaluate.ts). */
export type Value =
  | string
  | number
  | { readonly kind: "range"; readonly request?: number; readonly limit?: number }
  | { readonly kind: "endpoint-name"; readonly component: string; readonly endpoint?: string }
  | { readonly kind: "host-port"; readonly address?: string; readonly port: number }
  | {
      readonly kind: "address";
      readonly scheme?: string;
      readonly host: string;
      readonly port: number;
    }
  | { readonly kind: "product"; readonly product: string; readonly members?: number };

export interface BoundValue {
  readonly value: Value;
  /** As written, with escapes undone. */
  readonly text: string;
  readonly quoted: boolean;
  readonly span: Span;
}

export interface Bound {
  /** What makes two of it the same thing in one body. */
  readonly key: string;
  /** Its name in the vocabulary; `role` for every role. */
  readonly keyword: string;
  /** Its name as written: the role's, the setting's, the configuration key. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Name and arguments, without the block. */
  readonly words: Span;
  readonly entry: Entry;
  /** The form that fitted; empty where no arguments were written. */
  readonly form: Form;
  readonly args: ReadonlyMap<string, readonly BoundValue[]>;
  readonly settings: Body;
}

/** Entries by key, in order. */
export interface Body extends ReadonlyMap<string, Bound> {
  /** Names of those that were written and are wrong, which has been said, with their words. */
  readonly attempted?: ReadonlyMap<string, Span>;
}

export function bodyOf(entries: Map<string, Bound>, attempted: ReadonlyMap<string, Span>): Body {
  return attempted.size === 0 ? entries : Object.assign(entries, { attempted });
}

/** Nobody wrote it, not even wrongly. */
export function lacks(body: Body, name: string): boolean {
  return !body.has(name) && body.attempted?.has(name) !== true;
}

/** A literal word of the form that was chosen: `off`, `internal`, `secret`. */
export function hasWord(bound: Bound | undefined, word: string): boolean {
  return bound?.form.includes(word) ?? false;
}

export function argumentOf(bound: Bound | undefined, argument: string): BoundValue | undefined {
  return bound?.args.get(argument)?.[0];
}

export function textOf(bound: Bound | undefined, argument: string): string | undefined {
  const value = argumentOf(bound, argument)?.value;
  return typeof value === "string" ? value : undefined;
}

export function numberOf(bound: Bound | undefined, argument: string): number | undefined {
  const value = argumentOf(bound, argument)?.value;
  return typeof value === "number" ? value : undefined;
}

export function valuesOf(bound: Bound | undefined, argument: string): readonly BoundValue[] {
  return bound?.args.get(argument) ?? [];
}

type Kinds = Extract<Value, { kind: string }>;

export function kindOf<K extends Kinds["kind"]>(
  kind: K,
  value: BoundValue | undefined,
): Extract<Kinds, { kind: K }> | undefined {
  const inner = value?.value;
  return typeof inner === "object" && inner.kind === kind
    ? (inner as Extract<Kinds, { kind: K }>)
    : undefined;
}

/** The first literal word of the form, for settings that are a choice of words. */
export function wordOf(bound: Bound | undefined): string | undefined {
  return bound?.form.find((part) => typeof part === "string") as string | undefined;
}
