/** The vocabulary as Markdown tables: every statement and setting with its forms, and what repeats. */
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
  const withSettings = Object.entries(entries).filter(([, entry]) => hasOwnSettings(entry));
  return [
    "# Reference of all statements and settings",
    "",
    "Derived from `vocabulary.ts` and `blocks.ts`; `npm run grammar` writes it. Words in `CAPITALS`",
    "are arguments, `,…` means one or more of them, `{ … }` that settings may follow.",
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
    ...nested(roleSettings, "", new Set(Object.keys(entries))),
    ...nested(
      dependencySettings,
      "",
      new Set([...Object.keys(entries), ...Object.keys(roleSettings)]),
    ),
    ...withSettings.flatMap(([name, entry]) =>
      name === "storage" ? [] : section(name, entry, new Set(["credentials"])),
    ),
    ...Object.entries(targetBlocks).flatMap(([name, block]) => [
      "",
      `## Settings of \`target ${name}\``,
      "",
      ...table(block),
      ...nested(block, `target ${name}`, new Set()),
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

/** The settings of one entry, then those of its settings. */
function section(path: string, entry: Entry, known: ReadonlySet<string>): string[] {
  const heading = ["", `## Settings of \`${path}\``, ""];
  if (entry.open !== undefined)
    return [
      ...heading,
      ...table({ [entry.open.kind === "variable" ? "NAME" : "KEY"]: entry.open.entry }),
    ];
  const settings = entry.settings ?? {};
  return [...heading, ...table(settings), ...nested(settings, path, known)];
}

function nested(entries: Entries, path: string, known: ReadonlySet<string>): string[] {
  return Object.entries(entries).flatMap(([name, entry]) =>
    hasOwnSettings(entry) && !known.has(name)
      ? section(`${path} ${name}`.trim(), entry, known)
      : [],
  );
}

function table(entries: Entries): string[] {
  return [
    "| statement | meaning | twice in one body | in a child |",
    "|---|---|---|---|",
    ...Object.entries(entries).map(([name, entry]) => {
      const forms = entry.forms.map((form) => `\`${writeForm(name, form, entry)}\``).join("<br>");
      return `| ${forms} | ${cell(entry.summary)} | ${twice(entry)} | ${child(entry)} |`;
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
