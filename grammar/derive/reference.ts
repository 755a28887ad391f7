/**
 * The vocabulary as Markdown tables: every statement and setting with its forms, and what repeats.
 */
import type { Argument, Entries, Entry, Form } from "../entry.ts";
import {
  dependencySettings,
  roleSettings,
  roleStatement,
  statements,
  targetBlocks,
} from "../vocabulary.ts";
import { argumentTypes } from "./argument-types.ts";

export function deriveReference(): string {
  const entries: Entries = statements;
  // Settings that several share are told where they come first.
  const told = new Set<Entry>();
  const withSettings = Object.entries(entries).filter(([name]) => name !== "storage");
  return [
    "# Reference of all statements and settings",
    "",
    "Derived from `vocabulary.ts` and `blocks.ts`; `npm run grammar` writes it. Words in",
    "`CAPITALS` are arguments, `,…` means one or more of them, `{ … }` that settings may follow.",
    "",
    "## Statements of a cluster",
    "",
    ...table({ ROLE: roleStatement, ...entries }),
    "",
    "`ROLE` is a Milvus role; which exist depends on the Milvus version.",
    "",
    "## Settings of a role",
    "",
    ...table(roleSettings),
    "",
    "## Settings of a dependency in `storage`",
    "",
    ...table(dependencySettings),
    ...nested(roleSettings, "", told),
    ...nested(dependencySettings, "", told),
    ...nested(Object.fromEntries(withSettings), "", told),
    ...Object.entries(targetBlocks).flatMap(([name, block]) => [
      "",
      `## Settings of \`target ${name}\``,
      "",
      ...table(block),
      ...nested(block, `target ${name}`, told),
    ]),
    "",
    "## Kinds of arguments",
    "",
    "| argument | written as | example |",
    "|---|---|---|",
    ...Object.entries(argumentTypes).map(
      ([name, { meaning, example }]) => `| ${name} | ${cell(meaning)} | \`${example}\` |`,
    ),
    "",
  ].join("\n");
}

function hasOwnSettings({ settings, open }: Entry): boolean {
  return settings !== undefined || open !== undefined;
}

/** The settings of each entry, then those of its settings. */
function nested(entries: Entries, path: string, told: Set<Entry>): string[] {
  return Object.entries(entries).flatMap(([name, entry]) => {
    if (!hasOwnSettings(entry) || told.has(entry)) return [];
    told.add(entry);
    return section(`${path} ${name}`.trim(), entry, told);
  });
}

function section(path: string, { settings = {}, open }: Entry, told: Set<Entry>): string[] {
  const free = open?.kind === "variable" ? "NAME" : "KEY";
  const shown = open === undefined ? settings : { [free]: open.entry };
  return ["", `## Settings of \`${path}\``, "", ...table(shown), ...nested(settings, path, told)];
}

function table(entries: Entries): string[] {
  return [
    "| form | meaning | arguments | twice in one body | in a child |",
    "|---|---|---|---|---|",
    ...Object.entries(entries).map(([name, entry]) => {
      const forms = entry.forms.map((form) => `\`${writeForm(name, form, entry)}\``).join("<br>");
      const facts = [cell(entry.summary), kinds(entry), twice(entry), child(entry)];
      return `| ${forms} | ${facts.join(" | ")} |`;
    }),
  ];
}

function writeForm(name: string, form: Form, entry: Entry): string {
  const words = form.map((part) => (typeof part === "string" ? part : writeArgument(part)));
  const block = hasOwnSettings(entry) || entry.settingsBy ? ["{ … }"] : [];
  const once = [...words, ...block].join(" ");
  const more = entry.list === "items" ? `${once}, …` : once;
  return more === "" ? name : `${name} ${more}`;
}

function writeArgument({ name, many }: Argument): string {
  const text = name.toUpperCase();
  return many ? `${text},…` : text;
}

/** Which kind of value each argument is. */
function kinds({ forms }: Entry): string {
  const typesByName = new Map<string, string>();
  for (const form of forms)
    for (const part of form)
      if (typeof part !== "string") typesByName.set(part.name.toUpperCase(), part.type);
  return [...typesByName].map(([name, type]) => `\`${name}\`: ${type}`).join("<br>");
}

function twice({ twice: adds, keyBy }: Entry): string {
  if (keyBy !== undefined) {
    const same = `the same ${keyBy.join(" and ")}`;
    return adds === "adds" ? `${same}: adds up` : `${same}: error`;
  }
  return adds === "adds" ? "adds up" : "error";
}

function child({ child: does }: Entry): string {
  if (does === "merges") return "merges";
  return does === "replaces-all" ? "replaces all" : "replaces";
}

function cell(text: string): string {
  return text.replace(/\|/g, "\\|");
}
