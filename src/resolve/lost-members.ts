/** Finds lists of members without their word: `network front { proxy, attu }`, `network front proxy, attu`. */
import type { Entries, Entry } from "../../grammar/entry.ts";
import { offeredFix } from "../diagnostics/define.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type * as ast from "../syntax/ast.ts";
import { joinSpans, textOf } from "../text/source.ts";
import type { BindContext } from "./scope.ts";

/** The entry as it was meant, which has been said; the same one where nothing is lost. */
export function withMembers(context: BindContext, written: ast.Entry, entry: Entry): ast.Entry {
  const settings = Object.keys((entry.settings ?? {}) as Entries);
  if (!settings.includes("members")) return written;
  const item = written.items.find(({ block }) => block !== undefined);
  return item?.block === undefined
    ? behindName(context, written, settings)
    : inBlock(context, written, { ...item, block: item.block }, settings);
}

/** Names in place of the first setting; those behind a setting are left to binding. */
function inBlock(
  context: BindContext,
  written: ast.Entry,
  item: ast.Item & { readonly block: ast.Block },
  settings: readonly string[],
): ast.Entry {
  const { entries } = item.block;
  const end = entries.findIndex(({ name }) => settings.includes(name.text));
  const names = end === -1 ? entries : entries.slice(0, end);
  const members = names.flatMap(({ name, items: [first, ...others], span }) => {
    const own: ast.Value = { kind: "value", span: name.span, text: name };
    return [{ kind: "item" as const, span, values: [own, ...(first?.values ?? [])] }, ...others];
  });
  const isElsewhere = entries.some(({ name }) => name.text === "members");
  if (isElsewhere || !isList(members, settings)) return written;
  const list = listOf(members);
  report(context, written, list, `members ${textsOf(members)}`);
  const block = { ...item.block, entries: [list, ...entries.slice(names.length)] };
  const items = written.items.map((one) => (one.block === item.block ? { ...one, block } : one));
  return { ...written, items };
}

/** On one line with the name; what stands on the next may be a statement behind a lost `;`. */
function behindName(
  context: BindContext,
  written: ast.Entry,
  settings: readonly string[],
): ast.Entry {
  const [item, ...others] = written.items;
  if (item === undefined || textOf(written.span).includes("\n")) return written;
  const kept = item.values[1]?.text.text === "internal" ? 2 : 1;
  const members = [{ ...item, values: item.values.slice(kept) }, ...others];
  if (!isList(members, settings)) return written;
  const list = listOf(members);
  report(context, written, list, `{ members ${textsOf(members)} }`);
  const block: ast.Block = { kind: "block", span: list.span, entries: [list] };
  return { ...written, items: [{ ...item, values: item.values.slice(0, kept), block }] };
}

/** Single names, but for `all except attu`; none of them a setting, or the word itself misspelt. */
function isList(members: readonly ast.Item[], settings: readonly string[]): boolean {
  const words = members.flatMap(({ values }) => values.map(({ text }) => text.text));
  return (
    words.length > 0 &&
    members.every(
      ({ values, block }) =>
        block === undefined && (values.length === 1 || values[1]?.text.text === "except"),
    ) &&
    words.every(
      (word) =>
        !settings.includes(word) && word !== "internal" && suggest(word, ["members"]) === undefined,
    )
  );
}

function listOf(items: readonly ast.Item[]): ast.Entry {
  const values = items.flatMap((item) => item.values);
  const span = joinSpans((values[0] as ast.Value).span, (values.at(-1) as ast.Value).span);
  return {
    kind: "entry",
    span,
    name: { kind: "text", span, text: "members", quoted: false },
    items,
  };
}

function textsOf(items: readonly ast.Item[]): string {
  return items.map(({ values }) => values.map(({ span }) => textOf(span)).join(" ")).join(", ");
}

function report(context: BindContext, { name }: ast.Entry, list: ast.Entry, text: string): void {
  context.report("complete-statements", "members", {
    at: list.span,
    facts: { name: name.text },
    fixes: [offeredFix(`write \`${text}\``, { span: list.span, text })],
  });
}
