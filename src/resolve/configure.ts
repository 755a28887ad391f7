/** `config`: keys of milvus.yaml, judged by the table of their line, and the channel by which Milvus reads them. */
import type { Setting as Deciding, PlannedComponent } from "../catalog/catalog.ts";
import {
  type ConfigurationKey,
  decidedBy,
  environmentName,
  findKey,
  keyNames,
  variableFor,
} from "../catalog/configuration.ts";
import { lines } from "../catalog/index.ts";
import { standingNames } from "../catalog/names.ts";
import { configurationFile } from "../catalog/version.ts";
import { offeredFix } from "../diagnostics/define.ts";
import { compareText } from "../diagnostics/diagnostic.ts";
import { removal } from "../diagnostics/removal.ts";
import { type Suggestion, suggest } from "../diagnostics/suggest.ts";
import type { Configuration, Scalar, Text, Variable } from "../model/schema.ts";
import type { Span } from "../text/source.ts";
import { type Body, type Bound, type BoundValue, hasWord, textOf, valuesOf } from "./bound.ts";
import type { ResolveContext } from "./context.ts";
import { type SecretBook, settingSecret } from "./secrets.ts";

/** A key of an existing Milvus configuration file, with its place in that file. */
export interface FileKey {
  readonly key: string;
  readonly value: unknown;
  readonly span: Span;
}

export interface Configured {
  readonly configuration: Configuration;
  /** Settings that travel as variables of every Milvus process: secrets, and everything in early versions. */
  readonly variables: readonly Variable[];
}

type Setting = Configuration["settings"][number];

/** Written keys win over those of files. */
export function configure(
  context: ResolveContext,
  setting: Deciding,
  planned: readonly { component: PlannedComponent }[],
  fileKeys: readonly FileKey[],
  secrets: SecretBook,
): Configured {
  const settings = new Map<string, Setting>();
  const variables = new Map<string, Variable>();
  const take = (key: ConfigurationKey, value: Setting["value"] | Text, span: Span): void => {
    context.record.written(`configuration/${key.name}`, span);
    const isText = Array.isArray(value) && value.some((part) => isPart(part));
    if (isText) {
      settings.delete(key.name);
      variables.set(key.name, { name: environmentName(key.name), value: value as Text });
    } else {
      variables.delete(key.name);
      settings.set(key.name, { key: key.name, value: value as Setting["value"] });
    }
  };
  for (const { key: written, value, span } of fileKeys) {
    const key = known(context, written, span);
    if (key === undefined) continue;
    if (isMap(value) && configurationFile(context.milvusVersion) === undefined)
      context.report("known-configuration", "early", {
        at: span,
        facts: { key: key.name, version: context.milvusVersion },
      });
    else if (fitsFileValue(key, value)) take(key, value as Setting["value"], span);
    else reportType(context, key, JSON.stringify(value), span);
  }
  for (const bound of context.cluster.body.get("config")?.settings.values() ?? []) {
    const key = known(context, bound.name, bound.nameSpan, bound);
    if (key === undefined) continue;
    const value = readSetting(context, key, bound, secrets);
    if (value === undefined || isDecided(context, setting, planned, key, value, bound)) continue;
    take(key, value, bound.words);
  }
  return toChannel(context, [...settings.values()], [...variables.values()]);
}

/** A statement says the same thing already: fine when it says the same, an error when it does not. */
function isDecided(
  { report, cluster }: ResolveContext,
  setting: Deciding,
  planned: readonly { component: PlannedComponent }[],
  key: ConfigurationKey,
  value: Setting["value"] | Text,
  bound: Bound,
): boolean {
  const decided = decidedBy(setting, key.name);
  if (decided === undefined) return false;
  const variables = planned
    .filter(({ component }) => component.configured)
    .flatMap(({ component }) => component.variables);
  const variable = variableFor(key.name, variables);
  const written = Array.isArray(value) ? value.map((one) => String(one)).join(",") : String(value);
  const current = variable?.value ?? String(key.default ?? "");
  if (current === written) return true;
  const owner = ownerOf(decided.statement, cluster.body);
  report("known-configuration", "decided", {
    at: bound.words,
    facts: {
      key: key.name,
      decided: typeof current === "string" && current !== "" ? `"${current}"` : "decided",
      statement: decided.statement,
      written: `"${written}"`,
    },
    ...(owner === undefined ? {} : { see: [{ span: owner.words, message: "decided here" }] }),
    help: `Remove the key; the statement that decides it is: ${decided.statement}.`,
    fixes: [offeredFix("remove the key", ...removal(bound.words, standingNames))],
  });
  return true;
}

/** The written statement that decides: `tls`, or the item of `storage rocksmq`. */
function ownerOf(statement: string, body: Body): Bound | undefined {
  const [keyword = "", product] = statement.split(" ");
  if (keyword !== "storage" && keyword !== "external") return body.get(keyword);
  return [...body.values()].find(
    (one) => one.keyword === keyword && [...one.args.values()][0]?.[0]?.text === product,
  );
}

function toChannel(
  { milvusVersion }: ResolveContext,
  settings: readonly Setting[],
  secret: readonly Variable[],
): Configured {
  const sorted = [...settings].sort((a, b) => compareText(a.key, b.key));
  const file = configurationFile(milvusVersion);
  if (file !== undefined && sorted.length > 0)
    return { configuration: { file, settings: sorted }, variables: secret };
  if (sorted.length === 0) return { configuration: { settings: [] }, variables: secret };
  const asVariables = sorted.map(({ key, value }) => ({
    name: environmentName(key),
    value: Array.isArray(value) ? value.join(",") : String(value),
  }));
  return { configuration: { settings: sorted }, variables: [...asVariables, ...secret] };
}

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPart(part: unknown): boolean {
  return typeof part === "object" && part !== null && "kind" in part;
}

function known(
  context: ResolveContext,
  written: string,
  at: Span,
  bound?: Bound,
): ConfigurationKey | undefined {
  const { line, report } = context;
  const found = findKey(line.name, written);
  if (found !== undefined) return found.isWithin ? { name: written, type: "string" } : found.key;
  const near = nearestKey(written, keyNames(line.name));
  report("known-configuration", "key", {
    at,
    facts: { line: line.name, key: written },
    fixes:
      near === undefined || bound === undefined
        ? []
        : [
            {
              title: `write \`${near.name}\``,
              safe: near.only,
              edits: [{ span: at, text: near.name }],
            },
          ],
    help: keyHelp(written, line.name, near?.name),
  });
  return undefined;
}

/** A section's name, a key of another line, or a slip. */
function keyHelp(written: string, line: string, near: string | undefined): string {
  const within = keyNames(line).filter((name) => name.startsWith(`${written}.`));
  if (within.length > 0) {
    const shown = within.slice(0, 3).map((name) => `\`${name}\``);
    return `It is a section: write its keys, ${shown.join(", ")}${within.length > 3 ? ", …" : "."}`;
  }
  const others = lines.filter(({ name }) => findKey(name, written)?.isWithin === false);
  const names = others.map(({ name }) => name);
  if (names.length > 0)
    return `Milvus ${names.join(", ")} ${names.length > 1 ? "have" : "has"} it.`;
  if (near !== undefined) return `\`${near}\` exists.`;
  return "Keys are written as in milvus.yaml of this line, section by section, with dots between.";
}

/** Each part of the name near the same part of a key's; or the one key that ends as it does. */
function nearestKey(written: string, names: readonly string[]): Suggestion | undefined {
  const parts = written.split(".");
  const alike = names.filter((name) => name.split(".").length === parts.length);
  const near = suggest(written, alike);
  const isNear = near?.name
    .split(".")
    .every((part, index) => suggest(parts[index] as string, [part]) !== undefined);
  if (near !== undefined && isNear) return near;
  const last = parts.at(-1)?.toLowerCase();
  const [same, other] = names.filter((name) => name.split(".").at(-1)?.toLowerCase() === last);
  return same === undefined || other !== undefined ? undefined : { name: same, only: false };
}

/** The value of a written key, or nothing when it does not fit (which is reported). */
function readSetting(
  context: ResolveContext,
  key: ConfigurationKey,
  bound: Bound,
  secrets: SecretBook,
): Setting["value"] | Text | undefined {
  if (hasWord(bound, "env"))
    return [{ kind: "environment", variable: textOf(bound, "variable") ?? "" }];
  if (hasWord(bound, "secret")) return settingSecret(secrets, key.name, bound);
  const values = valuesOf(bound, "value");
  if (key.type === "map") {
    context.report("known-configuration", "map", { at: bound.words, facts: { key: key.name } });
    return undefined;
  }
  if (key.type === "string-list") {
    if (values.length > 1) return values.map(({ text }) => text);
    return values[0]?.text ?? "";
  }
  const [value, second] = values as [BoundValue, BoundValue | undefined];
  const scalar = second === undefined ? readScalar(key, value.text) : undefined;
  if (scalar !== undefined) return scalar;
  const found = values.map(({ text }) => text).join(", ");
  reportType(context, key, found, (second ?? value).span);
  return undefined;
}

/** A scalar of the key's type. A duration keeps the form of its default: a number, or Go's text. */
function readScalar({ type }: ConfigurationKey, text: string): Scalar | undefined {
  switch (type) {
    case "bool":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "int":
      return /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
    case "float":
      return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
    case "duration":
      return /^-?\d+(?:\.\d+)?$/.test(text)
        ? Number(text)
        : /^-?(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|ns))+$/.test(text)
          ? text
          : undefined;
    default:
      return text;
  }
}

function fitsFileValue(key: ConfigurationKey, value: unknown): boolean {
  if (key.type === "map") return typeof value === "object" && value !== null;
  if (key.type === "string-list")
    return Array.isArray(value) || typeof value === "string" || value === null;
  if (value === null) return key.type === "string";
  return typeof value !== "object" && readScalar(key, String(value)) !== undefined;
}

const expectations: Readonly<Record<string, string>> = {
  bool: "true or false",
  int: "a whole number",
  float: "a number",
  duration: "a number or a duration such as 10s",
  string: "a text",
  "string-list": "texts with commas between",
  map: "a map",
};

function reportType(
  { report }: ResolveContext,
  key: ConfigurationKey,
  found: string,
  at: Span,
): void {
  const expected = expectations[key.type] ?? key.type;
  const fixes =
    key.type === "bool" && /^(?:on|off|yes|no)$/i.test(found)
      ? [
          {
            title: "write it as milvus.yaml does",
            safe: true,
            edits: [{ span: at, text: /^(?:on|yes)$/i.test(found) ? "true" : "false" }],
          },
        ]
      : [];
  report("known-configuration", "type", { at, facts: { key: key.name, expected, found }, fixes });
}
