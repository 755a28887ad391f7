/** Finds settings without their block, `querynode x2 memory 8Gi`, and a list in one, `storage { pulsar; minio 4 }`. */
import type { Entry } from "../../grammar/entry.ts";
import { statements } from "../../grammar/vocabulary.ts";
import { productNames } from "../catalog/names.ts";
import { offeredFix } from "../diagnostics/define.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import type * as ast from "../syntax/ast.ts";
import { joinSpans, type Span, textOf } from "../text/source.ts";
import type { Group } from "./bind-reports.ts";
import type { BindContext } from "./scope.ts";

/** Settings from the first value on that names one, no later than the value that did not fit. */
export function settingsOutside(
  entry: Entry,
  { values, block }: Group,
  misfit: number,
): { readonly at: Span; readonly name: string; readonly fixes: readonly Fix[] } | undefined {
  const isSetting = ({ text }: ast.Value) =>
    !text.quoted && Object.hasOwn(entry.settings ?? {}, text.text);
  const start = values.findIndex(isSetting);
  const first = values[start];
  if (first === undefined || start > misfit || block !== undefined) return undefined;
  const words = values.slice(start).map((value, index) => {
    const lead = index === 0 ? "" : isSetting(value) ? "; " : " ";
    return lead + textOf(value.span);
  });
  const span = joinSpans(first.span, (values.at(-1) as ast.Value).span);
  const text = `{ ${words.join("")} }`;
  const fixes = [offeredFix(`write \`${text}\``, { span, text })];
  return { at: first.span, name: first.text.text, fixes };
}

/** `storage { pulsar; minio 4 }`: products in place of settings. */
export function isListInBlock(
  entry: Entry,
  group: Group,
): group is Group & { readonly block: ast.Block } {
  const names = group.block?.entries.map(({ name }) => name.text) ?? [];
  return (
    entry === statements.storage &&
    group.values.length === 0 &&
    names.length > 0 &&
    names.every((name) => productNames.includes(name))
  );
}

export function reportListInBlock(
  { report }: BindContext,
  { name }: ast.Entry,
  block: ast.Block,
): void {
  const items = block.entries.map(({ name: product, items: [first] }) => {
    const count = /^x?([1-9]\d*)$/.exec(first?.values[0]?.text.text ?? "")?.[1];
    const settings = first?.block === undefined ? "" : ` ${textOf(first.block.span)}`;
    return `${product.text}${count === undefined ? "" : `(${count})`}${settings}`;
  });
  const text = items.join(", ");
  const hasComments = /\/[/*]/.test(textOf(block.span));
  report("complete-statements", "products", {
    at: block.span,
    facts: { name: name.text },
    fixes: hasComments
      ? []
      : [offeredFix(`write \`${name.text} ${text}\``, { span: block.span, text })],
  });
}
