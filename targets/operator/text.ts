/** Text of the IR as a pod's environment; what names other components is the operator's to say. */

import type { Yaml } from "../../src/emit/artifact.ts";
import { keyInside } from "../../src/emit/kubernetes-parts.ts";
import type { Part, Text, Variable } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { dependencyPorts } from "./names.ts";

type SecretPart = Extract<Part, { kind: "secret" }>;

/** Kubernetes replaces `$(NAME)` and takes two `$` for one; a `$` before anything else stays. */
export function literal(text: string): string {
  return /\$(?:[($]|\P{ASCII})/u.test(text) ? text.replaceAll("$", "$$$$") : text;
}

export function environment(variables: readonly Variable[], layout: Layout): readonly Yaml[] {
  return variables
    .filter(({ name, value }) => !refersToComponents(value) && !isWiring(name, layout))
    .flatMap(({ name, value }): Yaml[] => {
      const secret = onlySecret(value);
      if (secret !== undefined) return [{ name, valueFrom: secretSource(secret, layout) }];
      if (typeof value === "string") return [{ name, value: literal(value) }];
      return [...helpers(name, value, layout), { name, value: joined(name, value) }];
    });
}

/** A port of what the operator deploys itself: it may be another one there. */
function isWiring(name: string, { deployment }: Layout): boolean {
  const kind = dependencyPorts[name];
  return deployment.dependencies.some((one) => one.kind === kind && one.placement === "deployed");
}

/** Secrets inside a longer text get a variable of their own above it. */
function helpers(name: string, value: Exclude<Text, string>, layout: Layout): readonly Yaml[] {
  return value.flatMap((part, index) =>
    typeof part === "object" && part.kind === "secret"
      ? [{ name: helperName(name, index), valueFrom: secretSource(part, layout) }]
      : [],
  );
}

function joined(name: string, value: Exclude<Text, string>): string {
  return value
    .map((part, index) => {
      if (typeof part === "string") return literal(part);
      if (part.kind === "secret") return `$(${helperName(name, index)})`;
      return part.kind === "environment" ? literal(part.default ?? "") : "";
    })
    .join("");
}

function helperName(name: string, index: number): string {
  return `SECRET_${index + 1}_OF_${name}`;
}

export function onlySecret(value: Text): SecretPart | undefined {
  const [only, ...others] = typeof value === "string" ? [] : value;
  const isAlone = typeof only === "object" && only.kind === "secret" && others.length === 0;
  return isAlone ? only : undefined;
}

export function refersToComponents(value: Text): boolean {
  return (
    typeof value !== "string" &&
    value.some(
      (part) => typeof part === "object" && part.kind !== "secret" && part.kind !== "environment",
    )
  );
}

export function environmentVariables(value: Text): readonly string[] {
  if (typeof value === "string") return [];
  return value.flatMap((part) =>
    typeof part === "object" && part.kind === "environment" ? [part.variable] : [],
  );
}

function secretSource({ secret, key }: SecretPart, { deployment }: Layout): Yaml {
  return { secretKeyRef: { name: secret, key: keyInside(secret, key, deployment.secrets) } };
}
