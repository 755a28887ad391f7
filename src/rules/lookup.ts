/** Sizes, configuration and images of a deployment, as several laws look them up. */
import { reducedName } from "../catalog/configuration.ts";
import type { IrPath } from "../model/origins.ts";
import type { Component, Deployment, Text } from "../model/schema.ts";

/** Sizes of a product are written once for all its kinds of processes. */
export function sizePath({ group }: Component, what: "cpu" | "memory" | "gpu"): IrPath {
  return `components/${group}/requirements/${what}`;
}

/** What the cluster sets a key to, wherever the setting travels. */
export function valueOfKey(
  { configuration, components }: Deployment,
  key: string,
): string | undefined {
  const name = reducedName(key);
  const setting = configuration.settings.find((one) => reducedName(one.key) === name);
  if (setting !== undefined) return String(setting.value);
  const variable = components
    .filter(({ configured }) => configured)
    .flatMap(({ variables }) => variables)
    .find((one) => reducedName(one.name) === name);
  return variable === undefined ? undefined : plainText(variable.value);
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
