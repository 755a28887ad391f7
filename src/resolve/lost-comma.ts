/** Finds a `,` that was forgotten: products that stand side by side. */
import { productNames } from "../catalog/names.ts";
import { safeFix } from "../diagnostics/define.ts";
import type * as ast from "../syntax/ast.ts";
import { spanOf } from "../text/source.ts";
import type { Group } from "./bind-reports.ts";
import type { BindContext } from "./scope.ts";

/** `rocksmq minio etcd { … }` is three items, of which the last has the block. */
export function splitAtLostCommas({ report }: BindContext, item: ast.Item): readonly Group[] {
  const { values, block, span } = item;
  const [, second] = values;
  const isProduct = ({ text }: ast.Value) => !text.quoted && productNames.includes(text.text);
  if (second === undefined || !values.every(isProduct)) return [{ values, block, span }];
  const ends = values.slice(0, -1).map(({ span: { source, end } }) => spanOf(source, end, end));
  report("complete-statements", "comma", {
    at: second.span,
    facts: { found: second.text.text },
    fixes: [safeFix("add `,`", ...ends.map((end) => ({ span: end, text: "," })))],
  });
  return values.map((value, index) => ({
    values: [value],
    block: index === values.length - 1 ? block : undefined,
    span: value.span,
  }));
}
