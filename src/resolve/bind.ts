/** AST entries to bound ones: every name looked up in the vocabulary, every value judged by the type of its place. */
import type { Argument, Entries, Entry } from "../../grammar/entry.ts";
import { roleStatement, statements, targetBlocks } from "../../grammar/vocabulary.ts";
import { roleNames } from "../catalog/names.ts";
import { createReport } from "../diagnostics/define.ts";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import type * as ast from "../syntax/ast.ts";
import { joinSpans, type Span } from "../text/source.ts";
import { type Group, reportMisfit, reportUnknown, reportWrongValue } from "./bind-reports.ts";
import type { Body, Bound, BoundValue } from "./bound.ts";
import { types } from "./evaluate.ts";
import { matchForms } from "./forms.ts";
import { keyOf } from "./keys.ts";
import { splitAtLostSemicolon } from "./lost-semicolon.ts";
import { type BindContext, bindCodes, type Scope } from "./scope.ts";

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

function bindEntries(context: BindContext, entries: readonly ast.Entry[], scope: Scope): Body {
  const body = new Map<string, Bound>();
  const open = [...entries].reverse();
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { bound, rest } = bindEntry(context, entry, scope);
    if (rest !== undefined) open.push(rest);
    for (const one of bound) add(context, body, one);
  }
  return body;
}

/** Several of one storage statement, none where the name is unknown; `rest` is what a lost `;` had swallowed. */
function bindEntry(
  context: BindContext,
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

function groupItems({ report }: BindContext, written: ast.Entry, entry: Entry): readonly Group[] {
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
  context: BindContext,
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
  context: BindContext,
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

function evaluate(
  context: BindContext,
  argument: Argument,
  value: ast.Value,
): BoundValue | undefined {
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

/** The same thing twice in one body: blocks of some statements add up, everything else is an error. */
function add({ report }: BindContext, body: Map<string, Bound>, bound: Bound): void {
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
