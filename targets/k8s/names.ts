/** Names of objects, all made from the IR's names: they decide where data lies, and never change. */
import type { Component, Deployment } from "../../src/model/schema.ts";

/** Longest name of a Service, and longest value of a label. */
const longest = 63;

/** Members have a name each; so have replicas that keep data, because a claim belongs to one of them. */
export function isStateful({ identity, volumes }: Component): boolean {
  return identity === "members" || volumes.some(({ kept }) => kept);
}

/** The Service through which each member has a name of its own. */
export function headlessName(component: Component): string {
  return limited(component.name, "-headless");
}

/** Numbers of members start where the component's own numbers do, so that both are the same. */
export function firstOrdinal(component: Component): number {
  return numberOffsets(component)[0] ?? 0;
}

/** What `self number` counts from, wherever the component says it; one in all that is expressible. */
export function numberOffsets(component: Component): readonly number[] {
  const texts = [
    ...(component.entrypoint ?? []),
    ...(component.command ?? []),
    ...component.variables.map(({ value }) => value),
  ];
  const offsets = texts.flatMap((text) =>
    typeof text === "string"
      ? []
      : text.flatMap((part) =>
          typeof part === "object" && part.kind === "self" && part.what === "number"
            ? [part.offset]
            : [],
        ),
  );
  return [...new Set(offsets)].sort((a, b) => a - b);
}

/** Names of a component's pods, where they have stable ones. */
export function memberNames(component: Component): readonly string[] {
  const first = firstOrdinal(component);
  return Array.from(
    { length: component.count },
    (_, index) => `${component.name}-${first + index}`,
  );
}

/** A member's host name inside the namespace. */
export function memberHost(component: Component, member: string): string {
  return `${member}.${headlessName(component)}`;
}

/** Host names of all members in one word. */
export function ellipsisHost(component: Component): string {
  const first = firstOrdinal(component);
  const range = component.count > 1 ? `{${first}...${first + component.count - 1}}` : `${first}`;
  return memberHost(component, `${component.name}-${range}`);
}

export function configMapName(deployment: Deployment): string {
  const taken = new Set(deployment.secrets.map(({ name }) => name));
  return freeName("configuration", (name) => taken.has(name));
}

export function limited(name: string, suffix = ""): string {
  const room = longest - suffix.length;
  return `${name.slice(0, room).replace(/[^a-z0-9]+$/, "")}${suffix}`;
}

/** RFC 1035 label, as the API server asks for. */
export function isServiceName(name: string): boolean {
  return name.length <= longest && /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/.test(name);
}

/** A value that a label may have. */
export function labelValue(text: string): string {
  return text
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .slice(0, longest)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
}

/** The first of `name`, `name-2`, `name-3`, … that nobody has. */
export function freeName(name: string, isTaken: (name: string) => boolean, glue = "-"): string {
  let free = name;
  for (let next = 2; isTaken(free); next += 1) free = `${name}${glue}${next}`;
  return free;
}

/** Tag of an image. */
export function tagOf(image: string): string {
  const [name = ""] = image.split("@");
  return /:([^:/]+)$/.exec(name)?.[1] ?? "";
}

/** The endpoint that applications use: `service` and `ingress` are about it. */
export const clientEndpoint = "client";
/** The endpoint of REST where it has one of its own. */
export const restEndpoint = "rest";
