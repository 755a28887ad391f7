/** What binding says of names, values and arguments that do not fit, with what was meant where that is plain. */
import type { Argument, Entry } from "../../grammar/entry.ts";
import { statements } from "../../grammar/vocabulary.ts";
import { productNames, roleNames } from "../catalog/names.ts";
import { offeredFix, safeFix } from "../diagnostics/define.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type * as ast from "../syntax/ast.ts";
import { joinSpans, type Span, spanOf, textOf } from "../text/source.ts";
import type { Bound } from "./bound.ts";
import { types } from "./evaluate.ts";
import {
  elsewhere,
  elsewhereOfExternals,
  notStatements,
  otherNames,
  otherTargets,
} from "./foreign-words.ts";
import { describeForms, type matchForms } from "./forms.ts";
import { settingsOutside } from "./lost-blocks.ts";
import type { BindContext, Scope } from "./scope.ts";

/** The values that did not fit, and where they stand. */
export interface Group {
  readonly values: readonly ast.Value[];
  readonly block?: ast.Block | undefined;
  readonly span: Span;
}

/** What a statement asks for at a place. */
export interface Asked {
  readonly argument: Argument;
  readonly entry: Entry;
  /** As it is written there. */
  readonly name: string;
}

export function reportWrongValue(
  { report }: BindContext,
  { argument, entry, name }: Asked,
  value: ast.Value,
): void {
  const { text } = value.text;
  const at = value.span;
  const type = types[argument.type];
  const meant = type.meant?.(text);
  const fixes: Fix[] = [];
  if (meant !== undefined && type.read(meant, value) !== undefined)
    fixes.push(safeFix(`write \`${meant}\``, { span: at, text: `${gapBefore(at)}${meant}` }));
  if (argument.type === "memory-range" && /^\d+m$/.test(text) && meant !== undefined)
    report("typed-values", "unit", { at, facts: { found: text, meant }, fixes });
  else if (/^(?:memory-range|quantity)$/.test(argument.type) && /^\d+$/.test(text))
    report("typed-values", "bytes", {
      at,
      facts: { found: text, meant: `${text}Gi` },
      fixes: [offeredFix(`write \`${text}Gi\``, { span: at, text: `${text}Gi` })],
    });
  else if (argument.type === "host-port" && meant !== undefined)
    report("typed-values", "inside", { at, facts: { found: text }, fixes });
  else if (argument.type === "replicas" && meant !== undefined)
    report("typed-values", "count", { at, facts: { count: meant.slice(1) }, fixes });
  else if (argument.type === "name" && text !== text.toLowerCase())
    reportUpperCase(report, value.text);
  else
    report("typed-values", "wrong", {
      at,
      facts: { found: text, expected: type.expected },
      help: purposeOf(name, entry),
      fixes,
    });
}

/** `querynode(4)` has no blank before what is to become a word of its own. */
function gapBefore({ source, start }: Span): string {
  return /[\w"]/.test(source.text[start - 1] ?? "") ? " " : "";
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
  const own = scope.owner === undefined ? otherNames[text] : undefined;
  const near = own === undefined ? suggest(text, scope.known) : { name: own, only: true };
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
  const isProduct = scope.owner === undefined && productNames.includes(text);
  if (isProduct && near === undefined)
    fixes.push(safeFix(`write \`storage ${text}\``, { span: before(span), text: "storage " }));
  const help =
    (scope.owner === undefined
      ? notStatements[text]
      : hasSizes(scope)
        ? elsewhere[text]
        : scope.owner === "external"
          ? elsewhereOfExternals[text]
          : undefined) ??
    (near !== undefined
      ? `\`${near.name}\` exists.`
      : isProduct
        ? `Dependencies stand in \`storage\`, e.g. \`storage ${text}\`.`
        : `Known here: ${scope.known.join(", ")}.`);
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

export function reportUnknownTarget(
  { report }: BindContext,
  { text, span }: ast.Text,
  known: readonly string[],
): void {
  const own = otherTargets[text.toLowerCase()];
  const near = own ?? suggest(text, known)?.name;
  report("known-statements", "target", {
    at: span,
    facts: { name: text },
    help: `Known here: ${known.join(", ")}.`,
    fixes: near === undefined ? [] : [offeredFix(`write \`${near}\``, { span, text: near })],
  });
}

/** The statement that a word of another language stands for. */
export function meantName(text: string, { owner }: Scope): string {
  return (owner === undefined ? otherNames[text] : undefined) ?? text;
}

/** What runs has sizes: a role or a dependency. */
function hasSizes({ known }: Scope): boolean {
  return known.includes("memory");
}

function before({ source, start }: Span): Span {
  return spanOf(source, start, start);
}

/** `proxy { http { port 8080 } }`: keys of a configuration are written in one piece. */
export function reportSection({ report }: BindContext, written: ast.Entry): boolean {
  const block = written.items[0]?.block;
  if (block === undefined || written.items.some(({ values }) => values.length > 0)) return false;
  const keys = keysWithin(written, "");
  const hasComments = /\/[/*]/.test(textOf(written.span));
  report("known-statements", "section", {
    at: written.name.span,
    facts: { example: (keys[0] ?? `${written.name.text}.key`).replace(/ .*$/s, "") },
    fixes:
      hasComments || keys.length === 0
        ? []
        : [safeFix("write keys in one piece", { span: written.span, text: keys.join("; ") })],
  });
  return true;
}

/** Each with its value. */
function keysWithin({ name, items, span }: ast.Entry, prefix: string): readonly string[] {
  const path = `${prefix}${name.text}`;
  const [first] = items;
  if (first?.block !== undefined && first.values.length === 0)
    return first.block.entries.flatMap((entry) => keysWithin(entry, `${path}.`));
  // A `:` behind the name is a mistake that has been said.
  const rest = span.source.text.slice(name.span.end, span.end).replace(/^\s*[:=]+\s*/, " ");
  return [`${path}${rest}`];
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
      help: purposeOf(name, entry),
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
  const outside = settingsOutside(entry, group, match.index);
  report("complete-statements", "surplus", {
    at: outside?.at ?? value.span,
    facts: { found: outside?.name ?? found, name, forms },
    help: purposeOf(name, entry),
    fixes: outside?.fixes ?? [],
  });
}

function purposeOf(name: string, { summary }: Entry): string {
  return `\`${name}\`: ${summary}.`;
}

const kindNames: Readonly<Record<string, string>> = {
  metadata: "metadata store",
  objects: "object store",
  queue: "message queue",
};

/** The same thing a second time in one body. */
export function reportTwice({ report }: BindContext, earlier: Bound, later: Bound): void {
  const place = { at: later.words, see: [{ span: earlier.words, message: "first here" }] };
  const [group = "", kind = ""] = later.key.split(":");
  if (group === "dependency") {
    const isElsewhere = earlier.keyword !== later.keyword;
    const [first, second] = [earlier, later].map(({ keyword, args }) => {
      const name = [...args.values()][0]?.[0]?.text ?? "";
      return isElsewhere ? `${keyword} ${name}` : name;
    }) as [string, string];
    report("unique-statements", "kind", {
      ...place,
      facts: { kind: kindNames[kind] ?? "message queue", first, second },
      help: "Keep one of them: `storage` deploys, and `external` wires what exists.",
    });
    return;
  }
  const again = { ...place, label: "and again here" };
  if (later.keyword === "expose")
    report("unique-statements", "endpoint", {
      ...again,
      facts: { name: later.key.slice("expose:".length) },
      help: "Keep one of them: an endpoint has one port outside.",
    });
  else
    report("unique-statements", "twice", {
      ...again,
      facts: { name: later.name },
      help: "Keep one of them; settings of both go into one block.",
    });
}
