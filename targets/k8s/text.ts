/** Text of the IR as Kubernetes reads it: names filled in, `$` escaped, secrets through variables. */

import { invariant } from "../../src/diagnostics/invariant.ts";
import type { Yaml } from "../../src/emit/artifact.ts";
import { keyInside } from "../../src/emit/kubernetes-parts.ts";
import type { Component, Part, Secret, Text, Variable } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import {
  ellipsisHost,
  freeName,
  headlessName,
  isStateful,
  memberHost,
  memberNames,
} from "./names.ts";

type Self = Extract<Part, { kind: "self" }>;
type SecretPart = Extract<Part, { kind: "secret" }>;

/** Who reads the text: a component's pod, or a job's, which has no number. */
export interface Reader {
  readonly component?: Component;
  readonly texts: readonly Text[];
  readonly variables: readonly Variable[];
}

export interface RenderedTexts {
  readonly environment: readonly Yaml[];
  readonly render: (text: Text) => string;
}

/** Kubernetes replaces `$(NAME)` and takes two `$` for one; a `$` before anything else stays. */
export function literal(text: string): string {
  return /\$(?:[($]|\P{ASCII})/u.test(text) ? text.replaceAll("$", "$$$$") : text;
}

/**
 * The environment of a container, and how its arguments are written. Variables that are referred to stand first:
 * Kubernetes only knows those above.
 */
export function renderTexts(reader: Reader, layout: Layout): RenderedTexts {
  const taken = new Set(reader.variables.map(({ name }) => name));
  const helpers = new Map<string, { name: string; source: Yaml }>();
  const helper = (id: string, wanted: string, source: Yaml): string => {
    const known = helpers.get(id);
    if (known !== undefined) return `$(${known.name})`;
    const name = freeName(wanted, (one) => taken.has(one), "_");
    taken.add(name);
    helpers.set(id, { name, source });
    return `$(${name})`;
  };
  const renderPart = (part: Part): string => {
    switch (part.kind) {
      case "self": {
        const source = selfSource(part, reader.component);
        const own = helper(
          part.what === "number" ? "number" : source.id,
          source.name,
          source.field,
        );
        return part.what === "host" && source.suffix !== "" ? `${own}${source.suffix}` : own;
      }
      case "secret": {
        const source = secretSource(part, layout.deployment.secrets);
        return helper(JSON.stringify(part), variableName(part.secret, part.key), source);
      }
      case "environment":
        return literal(part.default ?? "");
      default:
        return literal(hostText(part, layout));
    }
  };
  const render = (text: Text): string =>
    typeof text === "string"
      ? literal(text)
      : text.map((part) => (typeof part === "string" ? literal(part) : renderPart(part))).join("");
  for (const text of reader.texts) render(text);
  const own = reader.variables.map(({ name, value }) => variable(name, value, render, layout));
  const above = [...helpers.values()].map(({ name, source }) => ({ name, valueFrom: source }));
  return { environment: [...above, ...own], render };
}

function variable(
  name: string,
  value: Text,
  render: (text: Text) => string,
  { deployment }: Layout,
): Yaml {
  const [only, ...others] = typeof value === "string" ? [value] : value;
  if (typeof only === "object" && only.kind === "secret" && others.length === 0)
    return { name, valueFrom: secretSource(only, deployment.secrets) };
  return { name, value: render(value) };
}

interface SelfSource {
  readonly id: string;
  readonly name: string;
  readonly field: Yaml;
  readonly suffix: string;
}

function field(fieldPath: string): Yaml {
  return { fieldRef: { fieldPath } };
}

/** Replicas have no name that others could look up, but an address. */
function selfSource({ what }: Self, component: Component | undefined): SelfSource {
  const stateful = component !== undefined && isStateful(component) ? component : undefined;
  if (what === "number")
    return {
      id: "number",
      name: "POD_INDEX",
      field: field("metadata.labels['apps.kubernetes.io/pod-index']"),
      suffix: "",
    };
  if (what === "host" && stateful === undefined)
    return { id: "address", name: "POD_IP", field: field("status.podIP"), suffix: "" };
  const suffix = what === "host" && stateful !== undefined ? `.${headlessName(stateful)}` : "";
  return { id: "name", name: "POD_NAME", field: field("metadata.name"), suffix };
}

function secretSource({ secret, key }: SecretPart, secrets: readonly Secret[]): Yaml {
  return { secretKeyRef: { name: secret, key: keyInside(secret, key, secrets) } };
}

function hostText(
  part: Extract<Part, { kind: "host" | "each" | "ellipsis" }>,
  { componentByName }: Layout,
): string {
  const component = componentByName.get(part.component);
  invariant(component !== undefined, `a text speaks of ${part.component}, which is no component`);
  if (part.kind === "host") return component.name;
  if (part.kind === "ellipsis")
    return isStateful(component) ? ellipsisHost(component) : component.name;
  const members = isStateful(component) ? memberNames(component) : [component.name];
  const texts = members.map((member, index) =>
    part.text
      .map((piece) =>
        typeof piece === "string" ? piece : eachSelf(piece, component, member, index),
      )
      .join(""),
  );
  return texts.join(part.separator);
}

function eachSelf(piece: Self, component: Component, member: string, index: number): string {
  if (piece.what === "number") return String(index + piece.offset);
  if (piece.what === "name" || !isStateful(component)) return member;
  return memberHost(component, member);
}

function variableName(...words: readonly string[]): string {
  const name = words
    .join("_")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_");
  return `SECRET_${name}`;
}

/** What the user would have to give from the environment; Kubernetes has no place for it. */
export function environmentParts(texts: readonly Text[]): Extract<Part, { kind: "environment" }>[] {
  return texts.flatMap((text) =>
    typeof text === "string"
      ? []
      : text.filter(
          (part): part is Extract<Part, { kind: "environment" }> =>
            typeof part === "object" && part.kind === "environment",
        ),
  );
}
