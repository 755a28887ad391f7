/** Text of the IR as a pod's environment: the chart's names filled in, `$` escaped, secrets by reference. */

import type { Yaml } from "../../src/emit/artifact.ts";
import { keyInside } from "../../src/emit/kubernetes-parts.ts";
import type { Component, Part, Text, Variable } from "../../src/model/schema.ts";
import { hostOf, memberHosts } from "./hosts.ts";
import type { Layout } from "./layout.ts";

type SecretPart = Extract<Part, { kind: "secret" }>;

/** Kubernetes replaces `$(NAME)` and takes two `$` for one; a `$` before anything else stays. */
export function literal(text: string): string {
  return /\$(?:[($]|\P{ASCII})/u.test(text) ? text.replaceAll("$", "$$$$") : text;
}

/** Variables for a list like `extraEnv`; a secret inside a longer text gets a variable above it. */
export function environment(variables: readonly Variable[], layout: Layout): readonly Yaml[] {
  const taken = new Set(variables.map(({ name }) => name));
  const helpers = new Map<string, Yaml>();
  const own = variables.map(({ name, value }): Yaml => {
    const secret = onlySecret(value);
    if (secret !== undefined) return { name, valueFrom: secretSource(secret, layout) };
    return { name, value: render(value, layout, (part) => helper(part, helpers, taken, layout)) };
  });
  return [...helpers.values(), ...own];
}

export function onlySecret(value: Text): SecretPart | undefined {
  const [only, ...others] = typeof value === "string" ? [] : value;
  const isAlone = typeof only === "object" && only.kind === "secret" && others.length === 0;
  return isAlone ? only : undefined;
}

/** The text where it is known now; nothing where a part of it is a secret or the user's environment. */
export function knownText(value: Text): string | undefined {
  if (typeof value === "string") return value;
  return value.every((part) => typeof part === "string") ? value.join("") : undefined;
}

/** It names another component, or itself. */
export function refersToComponents(value: Text): boolean {
  return (
    typeof value !== "string" &&
    value.some(
      (part) => typeof part === "object" && part.kind !== "secret" && part.kind !== "environment",
    )
  );
}

function render(value: Text, layout: Layout, secret: (part: SecretPart) => string): string {
  if (typeof value === "string") return literal(value);
  return value
    .map((part) => {
      if (typeof part === "string") return literal(part);
      return part.kind === "secret" ? secret(part) : literal(partText(part, layout));
    })
    .join("");
}

function partText(part: Exclude<Part, SecretPart>, layout: Layout): string {
  switch (part.kind) {
    case "host":
      return hostOf(part.component, layout);
    case "each":
      return memberHosts(part.component, layout)
        .map((host) => part.text.map((one) => (typeof one === "string" ? one : host)).join(""))
        .join(part.separator);
    case "ellipsis":
      return hostOf(part.component, layout);
    case "environment":
      return part.default ?? "";
    case "self":
      return "";
  }
}

function helper(
  part: SecretPart,
  helpers: Map<string, Yaml>,
  taken: Set<string>,
  layout: Layout,
): string {
  const wanted = `SECRET_${part.secret}_${part.key}`.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
  let name = wanted;
  for (let next = 2; taken.has(name); next += 1) name = `${wanted}_${next}`;
  const key = JSON.stringify(part);
  if (!helpers.has(key)) helpers.set(key, { name, valueFrom: secretSource(part, layout) });
  return `$(${(helpers.get(key) as { name: string }).name})`;
}

function secretSource({ secret, key }: SecretPart, { deployment }: Layout): Yaml {
  return { secretKeyRef: { name: secret, key: keyInside(secret, key, deployment.secrets) } };
}

/** Every variable of a component whose value comes from the user's environment. */
export function environmentVariables({ variables }: Component): readonly string[] {
  return variables.flatMap(({ value }) =>
    typeof value === "string"
      ? []
      : value.flatMap((part) =>
          typeof part === "object" && part.kind === "environment" ? [part.variable] : [],
        ),
  );
}
