/** Text of the IR as Compose reads it: host names filled in, `$` doubled, what the user gives as `${NAME…}`. */
import { invariant } from "../../src/diagnostics/invariant.ts";
import type { Component, Part, Text } from "../../src/model/schema.ts";
import { ellipsisName, serviceName } from "./names.ts";
import type { Place } from "./options.ts";
import type { SecretVariables } from "./secret.ts";

type Self = Extract<Part, { kind: "self" }>;

/** Who reads the text. */
export interface Reader {
  readonly name: string;
  readonly number: number;
}

export interface TextContext {
  readonly componentByName: ReadonlyMap<string, Component>;
  readonly secretVariables: SecretVariables;
}

/** Compose replaces variables in every value that it reads; two `$` are one. */
export function literal(text: string): string {
  return text.replaceAll("$", "$$$$");
}

/** A variable that must be set. What it is for stands in `.env.example`. */
export function required(variable: string): string {
  return `\${${variable}:?set it in .env}`;
}

/** Braces cannot be escaped in a default, and it ends with its line; `supports` has said so. */
export function isHoldable(fallback: string): boolean {
  return !/[{}\r\n]/.test(fallback);
}

export function renderPlace(place: Place): string {
  if (typeof place === "string") return literal(place);
  return place.default === undefined
    ? required(place.variable)
    : `\${${place.variable}:-${literal(place.default)}}`;
}

export function renderText(text: Text, reader: Reader, context: TextContext): string {
  if (typeof text === "string") return literal(text);
  return text
    .map((part) => (typeof part === "string" ? literal(part) : renderPart(part, reader, context)))
    .join("");
}

function renderPart(part: Part, reader: Reader, context: TextContext): string {
  switch (part.kind) {
    case "self":
      return renderSelf(part, reader);
    case "host":
      return literal(find(part.component, context).name);
    case "ellipsis":
      return literal(ellipsisName(find(part.component, context)));
    case "each": {
      const component = find(part.component, context);
      const texts = Array.from({ length: component.count }, (_, number) =>
        part.text
          .map((piece) =>
            typeof piece === "string"
              ? literal(piece)
              : renderSelf(piece, { name: serviceName(component, number), number }),
          )
          .join(""),
      );
      return texts.join(literal(part.separator));
    }
    case "secret":
      return required(context.secretVariables.nameOf(part.secret, part.key));
    case "environment":
      return renderPlace(part);
  }
}

/** A service's name is the host name under which the others find it. */
function renderSelf(part: Self, reader: Reader): string {
  return part.what === "number" ? String(reader.number + part.offset) : literal(reader.name);
}

function find(name: string, context: TextContext): Component {
  const component = context.componentByName.get(name);
  invariant(component !== undefined, `a text speaks of ${name}, which is no component`);
  return component;
}
