/** Finds a `;` that was forgotten: what follows was swallowed as arguments of the entry before. */
import type { Entry } from "../../grammar/entry.ts";
import { safeFix } from "../diagnostics/define.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type * as ast from "../syntax/ast.ts";
import { joinSpans, spanOf } from "../text/source.ts";
import { matchForms } from "./forms.ts";
import type { BindContext, Scope } from "./scope.ts";

/** A word of the scope among an entry's values is the name of the next one: a `;` was forgotten before it. */
export function splitAtLostSemicolon(
  { report }: BindContext,
  written: ast.Entry,
  entry: Entry,
  scope: Scope,
): [ast.Entry, ast.Entry | undefined] {
  for (const [itemIndex, item] of written.items.entries()) {
    for (const [index, value] of item.values.entries()) {
      const isName = !value.text.quoted && scope.known.includes(value.text.text);
      // Where every name may stand, a line shows where one does; elsewhere, where a name was misspelt.
      const isLine =
        index > 0 && isWordOfNewLine(value) && (scope.isOpen || isMisspelt(value, scope));
      if (!isName && !isLine) continue;
      const before: ast.Item[] = written.items.slice(0, itemIndex);
      const kept = item.values.slice(0, index);
      if (kept.length > 0) before.push({ ...item, values: kept, ...withoutBlock });
      const shorter = withItems(written, before);
      const values = before.flatMap((one) => one.values);
      // Only where the words before it are complete without it, and with it they are not.
      const all = written.items.slice(0, itemIndex + 1).flatMap((one) => one.values);
      const withValue = entry.list === "items" ? item.values : all;
      const withoutValue = entry.list === "items" ? kept : values;
      const isNamed = isLine && scope.isOpen;
      const whole = matchForms(entry, withValue);
      // `env` or `secret` on a line of its own is a word of the value all the same.
      const isWorded = whole.kind === "fits" && whole.form.some((part) => typeof part === "string");
      if (whole.kind === "fits" && (!isNamed || isWorded)) continue;
      if (matchForms(entry, withoutValue).kind !== "fits") continue;
      reportLost(report, value.text, (kept.at(-1) ?? before.at(-1) ?? written.name).span.end);
      const own: ast.Item = { ...item, values: item.values.slice(index + 1) };
      const following = written.items.slice(itemIndex + 1);
      const first = own.values.length > 0 || own.block !== undefined ? [own] : [];
      const rest = withItems({ ...written, name: value.text }, [...first, ...following]);
      return [shorter, rest];
    }
  }
  return [written, undefined];
}

function isMisspelt({ text }: ast.Value, { known }: Scope): boolean {
  return !known.includes(text.text) && suggest(text.text, known) !== undefined;
}

function isWordOfNewLine({ span, text }: ast.Value): boolean {
  return !text.quoted && /\n[ \t]*$/.test(span.source.text.slice(0, span.start).slice(-200));
}

const withoutBlock = { block: undefined } as unknown as { block?: never };

function withItems(entry: ast.Entry, items: readonly ast.Item[]): ast.Entry {
  const last = items.at(-1)?.values.at(-1)?.span ?? items.at(-1)?.span ?? entry.name.span;
  const end = items.at(-1)?.block?.span ?? last;
  return { ...entry, items, span: joinSpans(entry.name.span, end) };
}

/** Nothing stands before the word, or a comma in place of the `;`. */
function reportLost(report: BindContext["report"], { text, span }: ast.Text, previous: number) {
  const between = span.source.text.slice(previous, span.start);
  const comma = /^\s*,/.exec(between);
  if (comma === null) {
    const place = spanOf(span.source, previous, previous);
    const fixes = [safeFix("add a `;`", { span: place, text: ";" })];
    report("separated-statements", "missing", { at: span, facts: { found: `"${text}"` }, fixes });
    return;
  }
  const end = previous + comma[0].length;
  const at = spanOf(span.source, end - 1, end);
  const fixes = [safeFix("write `;`", { span: at, text: ";" })];
  report("separated-statements", "comma", { at, facts: { found: text }, fixes });
}
