/** Sizes, configuration and images of a deployment, as several laws look them up. */
import { findKey, hasKeyAt, reducedKeyOf, reducedName } from "../catalog/configuration.ts";
import { lineName } from "../catalog/version.ts";
import type { IrPath } from "../model/origins.ts";
import type { Component, Deployment, Text } from "../model/schema.ts";
import type { Span } from "../text/source.ts";
import { once } from "./questions.ts";

/** Sizes of a product are written once for all its kinds of processes. */
export function sizePath({ group }: Component, what: "cpu" | "memory" | "gpu"): IrPath {
  return `components/${group}/requirements/${what}`;
}

/** Two places that are at odds, the later one in the text first: it is the one to report. */
export function laterFirst(
  written: (path: IrPath) => Span | undefined,
  one: IrPath,
  other: IrPath,
): readonly [later: IrPath, earlier: IrPath] {
  const [first, second] = [written(one), written(other)];
  const isSwapped = first?.source === second?.source && (first?.start ?? 0) > (second?.start ?? 0);
  return isSwapped ? [one, other] : [other, one];
}

/** What the cluster sets a key to, wherever the setting travels. */
export function valueOfKey(deployment: Deployment, key: string): string | undefined {
  return valuesOf(deployment).get(reducedName(key));
}

/** By the name that Milvus compares; what stands in the configuration comes before variables. */
const valuesOf = once((deployment: Deployment): ReadonlyMap<string, string> => {
  const { configuration, components, milvusVersion } = deployment;
  const values = new Map<string, string>();
  for (const { key, value } of configuration.settings) values.set(reducedName(key), String(value));
  // Every role has the same variables.
  const seen = new Set<string>();
  for (const { configured, variables } of components)
    for (const { name, value } of configured ? variables : []) {
      if (seen.has(name)) continue;
      seen.add(name);
      const reduced = reducedKeyOf(name, milvusVersion);
      if (!values.has(reduced)) values.set(reduced, plainText(value));
    }
  return values;
});

/** Settings that this patch reads; the others have no effect, which a law of its own says. */
export function readSettings({
  milvusVersion,
  configuration,
}: Deployment): Deployment["configuration"]["settings"] {
  const line = lineName(milvusVersion);
  return configuration.settings.filter(({ key }) => {
    const known = findKey(line, key)?.key;
    return known === undefined || hasKeyAt(known, milvusVersion);
  });
}

/** Literal text; what only the target knows stands as `…`. */
export function plainText(text: Text): string {
  if (typeof text === "string") return text;
  return text.map((part) => (typeof part === "string" ? part : "…")).join("");
}

/** Amounts as people write them: `4Gi`, `1.5Gi`. */
export function formatAmount(bytes: number): string {
  const gib = bytes / 2 ** 30;
  return gib >= 1 ? `${Math.round(gib * 10) / 10}Gi` : `${Math.round(bytes / 2 ** 20)}Mi`;
}
