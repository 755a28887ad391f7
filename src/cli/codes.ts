/**
 * Every code that a diagnostic can have, with what is known of it: for `explain`, `allow`, SARIF
 * and completion.
 */
import { targetEntries } from "../../targets/index.ts";
import type { CodeTable } from "../diagnostics/define.ts";
import type { Severity } from "../diagnostics/diagnostic.ts";
import { resolveCodes } from "../resolve/diagnostics.ts";
import { judgeCodes } from "../rules/diagnostics.ts";
import { rules } from "../rules/index.ts";
import type { Environment, Rule } from "../rules/rule.ts";
import { syntaxCodes } from "../syntax/diagnostics.ts";
import { cliCodes } from "./diagnostics.ts";

export interface Code {
  readonly code: string;
  /** Where in the pipeline it is found, or the pass of a law. */
  readonly group: string;
  /** The strictest that it can be. */
  readonly severity: Severity;
  /** By environment, where it differs. */
  readonly severities?: Readonly<Record<Environment, Severity | "off">>;
  readonly summary: string;
  readonly why?: string;
  readonly help?: string;
  readonly source?: string;
  /** Left out where no program can be wrong, only an IR from elsewhere. */
  readonly wrong?: string;
  readonly right: string;
}

/** Where it is written down what a program may look like. */
const language = "the language: grammar/README.md";

type Group = readonly [name: string, table: CodeTable];

/** Laws stand between them. */
const before: readonly Group[] = [
  ["text", cliCodes],
  ["syntax", syntaxCodes],
  ["meaning", resolveCodes],
];
const behind: readonly Group[] = [
  ["laws", judgeCodes],
  ...targetEntries.map(({ name, codes }): Group => [`target ${name}`, codes]),
];

/** In the order of the phases; laws by pass. */
export function allCodes(): Code[] {
  return [...before.flatMap(fromGroup), ...rules.map(fromRule), ...behind.flatMap(fromGroup)];
}

/** The same without their texts: every start asks for them. */
export function knownCodes(): string[] {
  const codes = ([, table]: Group) => Object.keys(table);
  return [...before.flatMap(codes), ...rules.map(({ code }) => code), ...behind.flatMap(codes)];
}

/** A phase hides the errors of later ones: text and syntax, then meaning, then laws. */
export function phaseOf(code: string): number {
  if (Object.hasOwn(syntaxCodes, code) || Object.hasOwn(cliCodes, code)) return 0;
  return Object.hasOwn(resolveCodes, code) ? 1 : 2;
}

function fromGroup([group, table]: Group): Code[] {
  return Object.entries(table).map(([code, definition]) => {
    const { severity, summary, help, source = language, examples } = definition;
    const why = definition.why ?? definition.background;
    return {
      code,
      group,
      severity,
      summary,
      ...(why === undefined ? {} : { why }),
      ...(help === undefined ? {} : { help }),
      source,
      wrong: examples.wrong,
      right: examples.right,
    };
  });
}

function fromRule(rule: Rule): Code {
  const { code, pass, severity, summary, why, help, source, examples } = rule;
  const [wrong] = examples.invalid;
  const [right = ""] = examples.valid;
  return {
    code,
    group: pass,
    ...(typeof severity === "string"
      ? { severity }
      : { severity: strictest(severity), severities: severity }),
    summary,
    why,
    help,
    source,
    ...(wrong === undefined ? {} : { wrong }),
    right,
  };
}

function strictest(severities: Readonly<Record<Environment, Severity | "off">>): Severity {
  const all = Object.values(severities);
  return (["error", "warning"] as const).find((severity) => all.includes(severity)) ?? "note";
}
