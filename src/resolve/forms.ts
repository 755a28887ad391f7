/** Finds the form of an entry that its values fit, and says what is missing or too much where none does. */
import type { Argument, Entry, Form } from "../../grammar/entry.ts";
import type * as ast from "../syntax/ast.ts";

export type Match =
  | { readonly kind: "fits"; readonly form: Form; readonly args: Map<string, ast.Value[]> }
  | { readonly kind: "missing" }
  | { readonly kind: "surplus"; readonly index: number }
  /** The value at `index` should be one of these words. */
  | { readonly kind: "word"; readonly index: number; readonly words: readonly string[] };

export function matchForms(entry: Entry, values: readonly ast.Value[]): Match {
  let furthest = 0;
  let isMissing = false;
  const words: string[] = [];
  for (const form of entry.forms) {
    const attempt = matchForm(form, values);
    if (attempt.args !== undefined) return { kind: "fits", form, args: attempt.args };
    if (attempt.stopped < furthest) continue;
    if (attempt.stopped > furthest) {
      furthest = attempt.stopped;
      isMissing = false;
      words.length = 0;
    }
    if (attempt.word !== undefined) words.push(attempt.word);
    if (attempt.isMissing) isMissing = true;
  }
  if (furthest >= values.length && isMissing) return { kind: "missing" };
  if (words.length > 0) return { kind: "word", index: furthest, words: [...new Set(words)] };
  return { kind: "surplus", index: furthest };
}

interface Attempt {
  /** Present when the form fits. */
  readonly args?: Map<string, ast.Value[]>;
  /** Values that were taken. */
  readonly stopped: number;
  readonly isMissing?: boolean;
  /** The literal word that the next value is not. */
  readonly word?: string;
}

function matchForm(form: Form, values: readonly ast.Value[]): Attempt {
  const args = new Map<string, ast.Value[]>();
  let index = 0;
  for (const [position, part] of form.entries()) {
    const value = values[index];
    if (value === undefined) return { stopped: index, isMissing: true };
    if (typeof part === "string") {
      if (!isWord(value, part)) return { stopped: index, word: part };
      index += 1;
      continue;
    }
    const taken = part.many ? untilWord(values, index, form[position + 1]) : [value];
    if (taken.length === 0) return { stopped: index, isMissing: true };
    args.set(part.name, taken);
    index += taken.length;
  }
  return index === values.length ? { args, stopped: index } : { stopped: index };
}

function untilWord(
  values: readonly ast.Value[],
  from: number,
  stop: Argument | string | undefined,
): ast.Value[] {
  const end =
    typeof stop === "string"
      ? values.findIndex((value, index) => index >= from && isWord(value, stop))
      : -1;
  return values.slice(from, end === -1 ? values.length : end);
}

function isWord(value: ast.Value, word: string): boolean {
  return value.text.text === word && !value.text.quoted && value.members === undefined;
}

/** `on or off`, `VERSION`, `xN or nothing`: the forms in words. */
export function describeForms(entry: Entry): string {
  const texts = entry.forms.map(describeForm);
  const shown = texts.map((text) => (text === "" ? (entry.settings ? "{ … }" : "nothing") : text));
  return [...new Set(shown)].join(" or ");
}

/** `on`, `secret SECRET`, `MEMBERS…`. */
export function describeForm(form: Form): string {
  const words = form.map((part) =>
    typeof part === "string" ? part : part.name.toUpperCase() + (part.many ? "…" : ""),
  );
  return words.join(" ");
}
