/** AST entries to bound ones: every name looked up in the vocabulary, every value judged by the type of its place. */
import type { Argument, Entries, Entry } from "../../grammar/entry.ts";
import { roleStatement, statements, targetBlocks } from "../../grammar/vocabulary.ts";
import { productNames, roleNames } from "../catalog/names.ts";
import { createReport, type Report, safeFix } from "../diagnostics/define.ts";
import type { Diagnostic, Fix, Result } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type * as ast from "../syntax/ast.ts";
import { syntaxCodes } from "../syntax/diagnostics.ts";
import { joinSpans, type Span, spanOf } from "../text/source.ts";
import type { Body, Bound, BoundValue } from "./bound.ts";
import { resolveCodes } from "./diagnostics.ts";
import { types } from "./evaluate.ts";
import { describeForms, matchForms } from "./forms.ts";
import { keyOf } from "./keys.ts";

const bindCodes = { ...syntaxCodes, ...resolveCodes };

/** Where entries stand: what may be written there. */
interface Scope {
  /** What holds them: a statement's name, or nothing for a cluster's body. */
  readonly owner?: string;
  readonly ownerEntry?: ast.Entry;
  readonly lookUp: (name: string) => { entry: Entry; keyword: string } | undefined;
  readonly known: readonly string[];
}

interface Context {
  readonly report: Report<typeof bindCodes>;
}

const bodyScope: Scope = {
  lookUp: (name) => {
    if (roleNames.includes(name)) return { entry: roleStatement, keyword: "role" };
    const entry = (statements as Entries)[name];
    return entry === undefined || !Object.hasOwn(statements, name)
      ? undefined
      : { entry, keyword: name };
  },
  known: [...Object.keys(statements), ...roleNames],
};

export function bind(cluster: ast.Cluster): Result<Body> {
  const diagnostics: Diagnostic[] = [];
  const report = createReport(bindCodes, (diagnostic) => diagnostics.push(diagnostic));
  return { value: bindEntries({ report }, cluster.entries, bodyScope), diagnostics };
}

function bindEntries(context: Context, entries: readonly ast.Entry[], scope: Scope): Body {
  const body = new Map<string, Bound>();
  const queue = [...entries];
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
    const { bound, rest } = bindEntry(context, entry, scope);
    if (rest !== undefined) queue.unshift(rest);
    for (const one of bound) add(context, body, one);
  }
  return body;
}

/** Several of one storage statement, none where the name is unknown; `rest` is what a lost `;` had swallowed. */
function bindEntry(
  context: Context,
  written: ast.Entry,
  scope: Scope,
): { bound: Bound[]; rest?: ast.Entry | undefined } {
  const found = scope.lookUp(written.name.text);
  if (found === undefined) {
    reportUnknown(context, written, scope);
    return { bound: [] };
  }
  const { entry } = found;
  const [whole, rest] = splitAtLostSemicolon(context, written, entry, scope);
  const groups = groupItems(context, whole, entry);
  const bound = groups.flatMap((group) => {
    const one = bindGroup(context, whole, found, group);
    return one === undefined ? [] : [one];
  });
  return { bound, rest };
}

/** Values and block of one bound entry: all items of the entry, or one item of a list. */
interface Group {
  readonly values: readonly ast.Value[];
  readonly block?: ast.Block | undefined;
  readonly span: Span;
}

function groupItems({ report }: Context, written: ast.Entry, entry: Entry): readonly Group[] {
  const { items } = written;
  if (entry.list === "items" && items.length > 0)
    return items.map(({ values, block, span }) => ({ values, block, span }));
  if (entry.list !== "values" && items.length > 1)
    report("complete-statements", "list", {
      at: (items[1] as ast.Item).span,
      facts: { name: written.name.text },
    });
  const used = entry.list === "values" ? items : items.slice(0, 1);
  const block = used.find((item) => item.block)?.block;
  return [{ values: used.flatMap(({ values }) => values), block, span: written.span }];
}

function bindGroup(
  context: Context,
  written: ast.Entry,
  { entry, keyword }: { entry: Entry; keyword: string },
  group: Group,
): Bound | undefined {
  const match = matchForms(entry, group.values);
  const name = written.name.text;
  const settings = bindBlock(context, written, entry, group, name);
  if (match.kind !== "fits") {
    reportMisfit(context, written, entry, group, match);
    return undefined;
  }
  const args = new Map<string, BoundValue[]>();
  for (const part of match.form) {
    if (typeof part === "string") continue;
    const values = (match.args.get(part.name) ?? []).map((value) => evaluate(context, part, value));
    if (values.includes(undefined)) return undefined;
    args.set(part.name, values as BoundValue[]);
  }
  const last = group.values.at(-1)?.span;
  const words =
    entry.list === "items" && group.values[0] !== undefined
      ? joinSpans(group.values[0].span, last as Span)
      : joinSpans(written.name.span, last ?? written.name.span);
  const bound = {
    keyword,
    name,
    nameSpan: written.name.span,
    words,
    entry,
    form: match.form,
    args,
    settings,
  };
  return { key: keyOf(bound), ...bound };
}

function bindBlock(
  context: Context,
  written: ast.Entry,
  entry: Entry,
  group: Group,
  name: string,
): Body {
  const settings =
    entry.settingsBy === "target"
      ? (targetBlocks as Record<string, Entries>)[group.values[0]?.text.text ?? ""]
      : entry.settings;
  if (group.block === undefined) return new Map();
  if (settings === undefined && entry.open === undefined) {
    if (entry.settingsBy === undefined)
      context.report("known-statements", "block", {
        at: group.block.span,
        facts: { owner: name },
      });
    return new Map();
  }
  const { open } = entry;
  const owner = entry.settingsBy === "target" ? `target ${group.values[0]?.text.text}` : name;
  const scope: Scope = {
    owner,
    ownerEntry: written,
    known: Object.keys(settings ?? {}),
    lookUp: (setting) =>
      open !== undefined
        ? { entry: open.entry, keyword: open.kind }
        : settings !== undefined && Object.hasOwn(settings, setting)
          ? { entry: settings[setting] as Entry, keyword: setting }
          : undefined,
  };
  return bindEntries(context, group.block.entries, scope);
}

/** A word of the scope among an entry's values is the name of the next one: a `;` was forgotten before it. */
function splitAtLostSemicolon(
  { report }: Context,
  written: ast.Entry,
  entry: Entry,
  scope: Scope,
): [ast.Entry, ast.Entry | undefined] {
  for (const [itemIndex, item] of written.items.entries()) {
    for (const [index, value] of item.values.entries()) {
      const starts = !value.text.quoted && scope.lookUp(value.text.text) && scope.known.length > 0;
      if (!starts || !scope.known.includes(value.text.text)) continue;
      const before: ast.Item[] = written.items.slice(0, itemIndex);
      const kept = item.values.slice(0, index);
      if (kept.length > 0) before.push({ ...item, values: kept, ...withoutBlock });
      const shorter = withItems(written, before);
      const values = before.flatMap((one) => one.values);
      // Only where the words before it are complete without it, and with it they are not.
      const all = written.items.slice(0, itemIndex + 1).flatMap((one) => one.values);
      const withValue = entry.list === "items" ? item.values : all;
      const withoutValue = entry.list === "items" ? kept : values;
      if (matchForms(entry, withValue).kind === "fits") continue;
      if (matchForms(entry, withoutValue).kind !== "fits") continue;
      const at = value.text.span;
      const previous = (kept.at(-1) ?? before.at(-1) ?? written.name).span.end;
      const place = spanOf(at.source, previous, previous);
      report("separated-statements", "missing", {
        at,
        facts: { found: value.text.text },
        fixes: [safeFix("add a `;`", { span: place, text: ";" })],
      });
      const own: ast.Item = { ...item, values: item.values.slice(index + 1) };
      const following = written.items.slice(itemIndex + 1);
      const first = own.values.length > 0 || own.block !== undefined ? [own] : [];
      const rest = withItems({ ...written, name: value.text }, [...first, ...following]);
      return [shorter, rest];
    }
  }
  return [written, undefined];
}

const withoutBlock = { block: undefined } as unknown as { block?: never };

function withItems(entry: ast.Entry, items: readonly ast.Item[]): ast.Entry {
  const last = items.at(-1)?.values.at(-1)?.span ?? items.at(-1)?.span ?? entry.name.span;
  const end = items.at(-1)?.block?.span ?? last;
  return { ...entry, items, span: joinSpans(entry.name.span, end) };
}

function evaluate(context: Context, argument: Argument, value: ast.Value): BoundValue | undefined {
  const type = types[argument.type];
  const { text, quoted } = value.text;
  const read =
    value.members !== undefined && argument.type !== "product" ? undefined : type.read(text, value);
  if (typeof read === "object" && read.kind === "range") {
    const { request, limit } = read;
    if (request !== undefined && limit !== undefined && request > limit) {
      context.report("typed-values", "range", { at: value.span, facts: { found: text } });
      return undefined;
    }
  }
  if (read !== undefined) return { value: read, text, quoted, span: value.span };
  reportWrongValue(context, argument, value);
  return undefined;
}

function reportWrongValue({ report }: Context, argument: Argument, value: ast.Value): void {
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

export function reportUpperCase(report: Report<typeof bindCodes>, { text, span }: ast.Text): void {
  const lower = text.toLowerCase();
  const fixes = types.name.read(lower, {} as ast.Value)
    ? [safeFix(`write \`${lower}\``, { span, text: lower })]
    : [];
  report("valid-names", "upper", { at: span, facts: { found: text }, fixes });
}

function reportUnknown({ report }: Context, written: ast.Entry, scope: Scope): void {
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
  report: Report<typeof bindCodes>,
  written: ast.Entry,
  { owner, ownerEntry }: Scope,
): void {
  const count = written.items[0]?.values[0]?.text.text ?? "2";
  const owning = ownerEntry as ast.Entry;
  const hasCount = (owning.items[0]?.values.length ?? 0) > 0;
  const { source } = written.span;
  const end = source.text.slice(written.span.end).match(/^\s*;?/)?.[0].length ?? 0;
  const remove = {
    span: spanOf(source, written.span.start, written.span.end + end),
    text: "",
  };
  const after = owning.name.span.end;
  const insert = { span: spanOf(source, after, after), text: ` x${count}` };
  report("known-statements", "replicas", {
    at: written.span,
    facts: { example: `${owner} x${count}` },
    fixes:
      hasCount || !/^[1-9]\d*$/.test(count)
        ? []
        : [safeFix(`write \`${owner} x${count}\``, insert, remove)],
  });
}

function reportMisfit(
  { report }: Context,
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
  report("complete-statements", "surplus", { at: value.span, facts: { found, name, forms } });
}

/** The same thing twice in one body: blocks of some statements add up, everything else is an error. */
function add({ report }: Context, body: Map<string, Bound>, bound: Bound): void {
  const earlier = body.get(bound.key);
  if (earlier === undefined) {
    body.set(bound.key, bound);
    return;
  }
  const see = [{ span: earlier.words, message: "first here" }];
  if (bound.key.startsWith("dependency:")) {
    const kind = bound.key.slice("dependency:".length);
    report("unique-statements", "kind", {
      at: bound.words,
      see,
      facts: {
        kind:
          kind === "metadata"
            ? "metadata store"
            : kind === "objects"
              ? "object store"
              : "message queue",
        first: [...earlier.args.values()][0]?.[0]?.text ?? "",
        second: [...bound.args.values()][0]?.[0]?.text ?? "",
      },
    });
    return;
  }
  if (bound.entry.twice === "adds") {
    const settings = new Map(earlier.settings);
    for (const setting of bound.settings.values()) add({ report }, settings, setting);
    body.set(bound.key, { ...earlier, settings });
    return;
  }
  report("unique-statements", bound.keyword === "expose" ? "endpoint" : "twice", {
    at: bound.words,
    see,
    label: "and again here",
    facts: { name: bound.keyword === "expose" ? bound.key.slice("expose:".length) : bound.name },
  });
}
