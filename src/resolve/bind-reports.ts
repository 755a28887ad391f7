/** What binding says of names, values and arguments that do not fit, with what was meant where that is plain. */
import type { Argument, Entry } from "../../grammar/entry.ts";
import { statements } from "../../grammar/vocabulary.ts";
import { productNames, roleNames } from "../catalog/names.ts";
import { safeFix } from "../diagnostics/define.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type * as ast from "../syntax/ast.ts";
import { joinSpans, type Span, spanOf, textOf } from "../text/source.ts";
import { types } from "./evaluate.ts";
import { describeForms, type matchForms } from "./forms.ts";
import type { BindContext, Scope } from "./scope.ts";

/** The values that did not fit, and where they stand. */
export interface Group {
  readonly values: readonly ast.Value[];
  readonly block?: ast.Block | undefined;
  readonly span: Span;
}

export function reportWrongValue(
  { report }: BindContext,
  argument: Argument,
  value: ast.Value,
): void {
  const { text } = value.text;
  const at = value.span;
  const type = types[argument.type];
  const meant = type.meant?.(text);
  const fixes: Fix[] = [];
  if (meant !== undefined && type.read(meant, value) !== undefined)
    fixes.push(safeFix(`write \`${meant}\``, { span: at, text: meant }));
  if (argument.type === "memory-range" && /^\d+m$/.test(text) && meant !== undefined)
    report("typed-values", "unit", { at, facts: { found: text, meant }, fixes });
  else if (argument.type === "replicas" && meant !== undefined)
    report("typed-values", "count", { at, facts: { count: meant.slice(1) }, fixes });
  else if (argument.type === "name" && text !== text.toLowerCase())
    reportUpperCase(report, value.text);
  else
    report("typed-values", "wrong", {
      at,
      facts: { found: text, expected: type.expected },
      fixes,
    });
}

export function reportUpperCase(report: BindContext["report"], { text, span }: ast.Text): void {
  const lower = text.toLowerCase();
  const fixes = types.name.read(lower, {} as ast.Value)
    ? [safeFix(`write \`${lower}\``, { span, text: lower })]
    : [];
  report("valid-names", "upper", { at: span, facts: { found: text }, fixes });
}

export function reportUnknown({ report }: BindContext, written: ast.Entry, scope: Scope): void {
  const { text, span } = written.name;
  if (scope.owner !== undefined && text === "replicas" && roleNames.includes(scope.owner)) {
    reportReplicas(report, written, scope);
    return;
  }
  const near = suggest(text, scope.known);
  const fixes: Fix[] =
    near === undefined
      ? []
      : [
          {
            title: `write \`${near.name}\``,
            safe: near.only,
            edits: [{ span, text: near.name }],
          },
        ];
  const help =
    near !== undefined
      ? `\`${near.name}\` exists.`
      : productNames.includes(text) && scope.owner === undefined
        ? `Dependencies stand in \`storage\`, e.g. \`storage ${text}\`.`
        : `Known here: ${scope.known.join(", ")}.`;
  if (scope.owner === undefined)
    report("known-statements", "statement", { at: span, facts: { name: text }, fixes, help });
  else
    report("known-statements", "setting", {
      at: span,
      facts: { owner: scope.owner, name: text },
      fixes,
      help,
    });
}

/** `querynode { replicas 3 }`: the count belongs behind the name. */
function reportReplicas(
  report: BindContext["report"],
  written: ast.Entry,
  { owner, ownerEntry }: Scope,
): void {
  const count = written.items[0]?.values[0]?.text.text ?? "2";
  const owning = ownerEntry as ast.Entry;
  const hasCount = (owning.items[0]?.values.length ?? 0) > 0;
  const { source } = written.span;
  const after = owning.name.span.end;
  const block = owning.items[0]?.block;
  const behind = spanOf(source, after, block?.span.end ?? after);
  const isAlone = block?.entries.length === 1 && !/\/[/*]/.test(textOf(behind));
  const end = source.text.slice(written.span.end).match(/^\s*;?[ \t]*/)?.[0].length ?? 0;
  const setting = spanOf(source, written.span.start, written.span.end + end);
  const edits = isAlone
    ? [{ span: behind, text: ` x${count}` }]
    : [
        { span: spanOf(source, after, after), text: ` x${count}` },
        { span: setting, text: "" },
      ];
  report("known-statements", "replicas", {
    at: written.span,
    facts: { example: `${owner} x${count}` },
    fixes:
      hasCount || !/^[1-9]\d*$/.test(count)
        ? []
        : [safeFix(`write \`${owner} x${count}\``, ...edits)],
  });
}

export function reportMisfit(
  { report }: BindContext,
  written: ast.Entry,
  entry: Entry,
  group: Group,
  match: Exclude<ReturnType<typeof matchForms>, { kind: "fits" }>,
): void {
  const name = written.name.text;
  const forms = describeForms(entry);
  if (match.kind === "missing") {
    const last = group.values.at(-1)?.span ?? written.name.span;
    report("complete-statements", "missing", {
      at: joinSpans(written.name.span, last),
      facts: { name, forms },
    });
    return;
  }
  const value = group.values[match.index] as ast.Value;
  const found = value.text.text;
  if (match.kind === "word") {
    const near = suggest(found, match.words);
    report("complete-statements", "word", {
      at: value.span,
      facts: { found, words: match.words.join(", ") },
      fixes:
        near === undefined
          ? []
          : [
              {
                title: `write \`${near.name}\``,
                safe: near.only,
                edits: [{ span: value.span, text: near.name }],
              },
            ],
    });
    return;
  }
  const members = /^x([1-9]\d*)$/.exec(found)?.[1];
  const product = group.values[match.index - 1];
  if (entry === statements.storage && members !== undefined && product !== undefined) {
    const example = `${product.text.text}(${members})`;
    const span = joinSpans(product.span, value.span);
    report("typed-values", "members", {
      at: span,
      facts: { example },
      fixes: [safeFix(`write \`${example}\``, { span, text: example })],
    });
    return;
  }
  const [word, count] = group.values;
  if (
    word?.text.text === "replicas" &&
    roleNames.includes(name) &&
    /^\d+$/.test(count?.text.text ?? "")
  ) {
    const at = joinSpans(word.span, (count as ast.Value).span);
    const text = `x${count?.text.text}`;
    const fixes = [safeFix(`write \`${text}\``, { span: at, text })];
    report("known-statements", "replicas", { at, facts: { example: `${name} ${text}` }, fixes });
    return;
  }
  report("complete-statements", "surplus", { at: value.span, facts: { found, name, forms } });
}
