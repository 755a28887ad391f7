/**
 * What `milvusc explain FILE PATH` says: a value, and whether it was written, is a default or
 * follows from others.
 */
import { excerpt, gutterOf } from "../diagnostics/render/excerpt.ts";
import type { PrettyStyle } from "../diagnostics/render/style.ts";
import { type IrPath, type Origin, originOf } from "../model/origins.ts";
import type { Resolved } from "../model/resolved.ts";
import type { Span } from "../text/source.ts";
import { notOneOf } from "./arguments.ts";
import { UsageError } from "./command.ts";
import { clusterValues, componentValues, configurationValues } from "./explain-paths.ts";

/** A value under the name that people use for it. */
export interface NamedValue {
  /** As people write it, without the cluster: `querynode.memory`. */
  readonly name: string;
  readonly path: IrPath;
  /** As the language writes it. */
  readonly text: string;
  /** Where there is no origin in the program: what decides it. */
  readonly source?: string;
}

const depthLimit = 4;

export function explainValue(
  resolved: readonly Resolved[],
  path: string,
  style: PrettyStyle,
): string {
  const [cluster = "", ...rest] = path.split(".");
  const found = resolved.find(({ deployment }) => deployment.name === cluster);
  if (found === undefined) {
    const names = resolved.map(({ deployment }) => deployment.name);
    if (names.length === 0)
      throw new UsageError("this file has no cluster with a mode", "A template has no values.");
    throw notOneOf("cluster", cluster, names);
  }
  const values = valuesAt(found, rest);
  const [only] = values;
  if (values.length === 1 && only !== undefined)
    return `${cluster}.${only.name} = ${only.text}\n${originText(found, only, style)}`;
  return listText(found, cluster, values);
}

/** One value for a whole path, all below it for a shorter one. */
function valuesAt(resolved: Resolved, [first, ...rest]: readonly string[]): NamedValue[] {
  const { deployment } = resolved;
  if (first === "config") return configurationValues(deployment, rest.join("."));
  const cluster = clusterValues(deployment);
  const components = deployment.components.flatMap((one) => componentValues(one, deployment));
  if (first === undefined) return [...cluster, ...components];
  const name = [first, ...rest].join(".");
  const isBelow = (value: NamedValue) => value.name === name || value.name.startsWith(`${name}.`);
  const named = [...cluster, ...components].filter(isBelow);
  if (named.length > 0) return named;
  // `pulsar.memory` means each of Pulsar's processes.
  const parts = deployment.components.filter(({ group }) => group === first);
  const inGroup = parts.flatMap((component) => {
    const inner = [component.name, ...rest].join(".");
    return componentValues(component, deployment).filter(
      (value) => value.name === inner || value.name.startsWith(`${inner}.`),
    );
  });
  if (inGroup.length > 0) return inGroup;
  const component = deployment.components.find((one) => one.name === first || one.group === first);
  const owner = component?.name ?? first;
  const known =
    component === undefined
      ? [...new Set([...cluster, ...components].map((value) => value.name.split(".")[0] as string))]
      : componentValues(component, deployment).map((value) => value.name.slice(owner.length + 1));
  throw notOneOf(
    component === undefined ? "component or setting" : `setting of ${owner}`,
    component === undefined ? first : rest.join("."),
    component === undefined ? [...known, "config"] : known,
  );
}

function originText(resolved: Resolved, value: NamedValue, style: PrettyStyle): string {
  const lines = describe(resolved, value.path, style, 0, value.source);
  return `${lines.map((line) => (line === "" ? "" : `  ${line}`)).join("\n")}\n`;
}

function describe(
  resolved: Resolved,
  path: IrPath,
  style: PrettyStyle,
  depth: number,
  source?: string,
): string[] {
  const exact = resolved.origins.get(path);
  const origin = exact ?? originOf(resolved.origins, path) ?? resolved.origins.get("");
  if (origin === undefined) return ["nobody wrote it"];
  if (exact === undefined) {
    if (source !== undefined) return [`not written: ${source}`];
    return ["not written: comes with what the catalogue says of it", ...near(origin, style)];
  }
  switch (origin.kind) {
    case "written":
      return ["written here:", ...lines(origin.span, style)];
    case "default":
      return [`default: ${origin.source}`, ...near(origin, style)];
    case "derived": {
      const reasons = depth >= depthLimit ? [] : origin.from;
      return [
        `derived: ${origin.because}`,
        ...reasons.flatMap((from) => [
          `from ${from}:`,
          ...describe(resolved, from, style, depth + 1).map((line) => `  ${line}`),
        ]),
      ];
    }
  }
}

function near(origin: Origin, style: PrettyStyle): string[] {
  const span = origin.kind === "written" ? origin.span : origin.near;
  return ["because of:", ...lines(span, style)];
}

function lines(span: Span, style: PrettyStyle): string[] {
  return excerpt([{ span, message: "", primary: true }], "note", style, gutterOf([span]));
}

/** One line each: the value, and in a word where it comes from. */
function listText(resolved: Resolved, cluster: string, values: readonly NamedValue[]): string {
  const names = values.map(({ name }) => `${cluster}.${name}`);
  const width = Math.max(...names.map((name) => name.length));
  return values
    .map(({ path, text }, index) => {
      const origin = resolved.origins.get(path);
      const kind = origin === undefined ? "" : `  (${origin.kind})`;
      return `${(names[index] as string).padEnd(width)} = ${text}${kind}\n`;
    })
    .join("");
}
