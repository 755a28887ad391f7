/** AST entries to bound ones: every name looked up in the vocabulary, every value judged by the type of its place. */
import type { Entries, Entry } from "../../grammar/entry.ts";
import {
  roleStatement,
  statements,
  type TargetName,
  targetBlocks,
} from "../../grammar/vocabulary.ts";
import { isForeignProduct, roleNames } from "../catalog/names.ts";
import { createReport } from "../diagnostics/define.ts";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import type * as ast from "../syntax/ast.ts";
import { joinSpans, type Span, textOf } from "../text/source.ts";
import {
  type Asked,
  type Group,
  meantName,
  reportMisfit,
  reportSection,
  reportTwice,
  reportUnknown,
  reportUnknownTarget,
  reportWrongValue,
} from "./bind-reports.ts";
import { type Body, type Bound, type BoundValue, bodyOf } from "./bound.ts";
import { types } from "./evaluate.ts";
import { matchForms } from "./forms.ts";
import { keyOf } from "./keys.ts";
import { isListInBlock, reportListInBlock } from "./lost-blocks.ts";
import { splitAtLostCommas } from "./lost-comma.ts";
import { withMembers } from "./lost-members.ts";
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
  return { value: bindEntries({ report, swallowed: [] }, cluster.entries, bodyScope), diagnostics };
}

function bindEntries(context: BindContext, entries: readonly ast.Entry[], scope: Scope): Body {
  const body = new Map<string, Bound>();
  const attempted = new Map<string, Span>();
  const open = [...entries].reverse();
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { bound, rest, isWrong } = bindEntry(context, entry, scope);
    if (rest !== undefined) open.push(rest);
    open.push(...context.swallowed.splice(0).reverse());
    if (isWrong) attempted.set(meantName(entry.name.text, scope), entry.name.span);
    for (const one of bound) add(context, body, one);
  }
  return bodyOf(body, attempted);
}

/** Several of one storage statement, none where the name is unknown; `rest` is what a lost `;` had swallowed. */
function bindEntry(
  context: BindContext,
  written: ast.Entry,
  scope: Scope,
): { bound: Bound[]; rest?: ast.Entry | undefined; isWrong: boolean } {
  const found = scope.lookUp(written.name.text);
  if (found === undefined) {
    reportUnknown(context, written, scope);
    return { bound: [], isWrong: true };
  }
  const { entry } = found;
  if (scope.isOpen && reportSection(context, written)) return { bound: [], isWrong: true };
  const meant = withMembers(context, written, entry);
  const [whole, rest] = splitAtLostSemicolon(context, meant, entry, scope);
  const groups = groupItems(context, whole, entry);
  const bound = groups.flatMap((group) => {
    const one = bindGroup(context, whole, found, group);
    return one === undefined ? [] : [one];
  });
  return { bound, rest, isWrong: bound.length < groups.length };
}

function groupItems(context: BindContext, written: ast.Entry, entry: Entry): readonly Group[] {
  const { items } = written;
  if (entry.list === "items" && items.length > 0)
    return items.flatMap((item) => splitAtLostCommas(context, item));
  if (entry.list !== "values" && items.length > 1)
    context.report("complete-statements", "list", {
      at: (items[1] as ast.Item).span,
      facts: { name: written.name.text },
      help: "Keep one of them.",
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
  const name = written.name.text;
  if (isListInBlock(entry, group)) {
    reportListInBlock(context, written, group.block);
    return undefined;
  }
  const settings = bindBlock(context, written, entry, group, name);
  const match = fittingForm(context, written, entry, group);
  if (match === undefined) return undefined;
  const [first] = group.values;
  if (entry.settingsBy === "target" && blockOf(first?.text.text ?? "") === undefined) {
    reportUnknownTarget(context, (first as ast.Value).text, Object.keys(targetBlocks));
    return undefined;
  }
  const args = new Map<string, BoundValue[]>();
  for (const part of match.form) {
    if (typeof part === "string") continue;
    const values = (match.args.get(part.name) ?? []).map((value) =>
      evaluate(context, { argument: part, entry, name }, value),
    );
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

/** Nothing where none fits, which has been said. */
function fittingForm(
  context: BindContext,
  written: ast.Entry,
  entry: Entry,
  group: Group,
): Extract<ReturnType<typeof matchForms>, { kind: "fits" }> | undefined {
  const match = matchForms(entry, group.values);
  if (match.kind === "fits") return match;
  reportMisfit(context, written, entry, group, match);
  // `allow CODE` silences without its reason all the same: what it was written for is no further mistake.
  if (match.kind !== "missing" || entry !== statements.allow || group.values.length !== 1)
    return undefined;
  const form = statements.allow.forms[1].slice(0, 1);
  return { kind: "fits", form, args: new Map([["code", [...group.values]]]) };
}

function bindBlock(
  context: BindContext,
  written: ast.Entry,
  entry: Entry,
  group: Group,
  name: string,
): Body {
  const settings =
    entry.settingsBy === "target" ? blockOf(group.values[0]?.text.text ?? "") : entry.settings;
  const [first] = group.values;
  // Which settings fit, only a product tells that can stand here.
  const isForeign = entry === statements.storage && isForeignProduct(first?.text.text ?? "");
  if (group.block === undefined || isForeign) return new Map();
  if (settings === undefined && entry.open === undefined) {
    if (entry.settingsBy === undefined)
      context.report("known-statements", "block", {
        at: group.block.span,
        facts: { owner: name },
      });
    return new Map();
  }
  const { open } = entry;
  const owner =
    entry.settingsBy === "target"
      ? `target ${first?.text.text}`
      : ((entry.list === "items" ? first?.text.text : undefined) ?? name);
  const scope: Scope = {
    owner,
    ownerEntry: written,
    known: Object.keys(settings ?? {}),
    ...(open === undefined ? {} : { isOpen: true }),
    lookUp: (setting) =>
      open !== undefined
        ? { entry: open.entry, keyword: open.kind }
        : settings !== undefined && Object.hasOwn(settings, setting)
          ? { entry: settings[setting] as Entry, keyword: setting }
          : undefined,
  };
  const [own, others] = splitAtLostBrace(group.block, scope);
  const body = bindEntries(context, own, scope);
  context.swallowed.push(...others);
  return body;
}

/** Settings of a target; nothing for one that does not exist. */
function blockOf(target: string): Entries | undefined {
  return Object.hasOwn(targetBlocks, target) ? targetBlocks[target as TargetName] : undefined;
}

/** Without its `}`, a block has swallowed what follows: the first statement of a body ends it. */
function splitAtLostBrace(
  { entries, span }: ast.Block,
  scope: Scope,
): readonly [own: readonly ast.Entry[], others: readonly ast.Entry[]] {
  if (/[}>]$/.test(textOf(span))) return [entries, []];
  const end = entries.findIndex(
    ({ name: { text } }) =>
      bodyScope.known.includes(text) && (scope.isOpen || scope.lookUp(text) === undefined),
  );
  return end === -1 ? [entries, []] : [entries.slice(0, end), entries.slice(end)];
}

function evaluate(context: BindContext, asked: Asked, value: ast.Value): BoundValue | undefined {
  const { argument } = asked;
  const type = types[argument.type];
  const { text, quoted } = value.text;
  const read =
    value.members !== undefined && argument.type !== "product" ? undefined : type.read(text, value);
  if (typeof read === "object" && read.kind === "range") {
    const { request, limit } = read;
    if (request !== undefined && limit !== undefined && request > limit) {
      const help = "The request is what is reserved, the limit what may be taken.";
      context.report("typed-values", "range", { at: value.span, facts: { found: text }, help });
      return undefined;
    }
  }
  if (read !== undefined) return { value: read, text, quoted, span: value.span };
  reportWrongValue(context, asked, value);
  return undefined;
}

/** The same thing twice in one body: blocks of some statements add up, everything else is an error. */
function add(context: BindContext, body: Map<string, Bound>, bound: Bound): void {
  const earlier = body.get(bound.key);
  if (earlier === undefined) {
    body.set(bound.key, bound);
    return;
  }
  if (bound.entry.twice === "adds" && !bound.key.startsWith("dependency:")) {
    const settings = new Map(earlier.settings);
    for (const setting of bound.settings.values()) add(context, settings, setting);
    body.set(bound.key, { ...earlier, settings });
    return;
  }
  reportTwice(context, earlier, bound);
}
