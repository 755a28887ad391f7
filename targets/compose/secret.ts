/** Secrets: values through `.env`, files through Compose's file secrets. */
import type { Yaml } from "../../src/emit/artifact.ts";
import type { Component, Deployment, Part, Secret, Text } from "../../src/model/schema.ts";
import { freeName, variableName } from "./names.ts";
import type { Options } from "./options.ts";
import { literal } from "./text.ts";

/** A variable that the Compose file asks for. */
export interface UserVariable {
  readonly name: string;
  readonly hint: string;
  /** It has one: setting the variable is optional. */
  readonly fallback?: string;
}

export interface SecretVariables {
  nameOf(secret: string, key: string): string;
  /** In order of first use, each once. */
  readonly used: readonly UserVariable[];
}

/** Gives every secret value a variable; names that the program chose itself come first. */
export function nameSecretVariables(deployment: Deployment, options: Options): SecretVariables {
  const parts = userParts(deployment, options);
  const taken = new Set(
    parts.flatMap((part) => (part.kind === "environment" ? [part.variable] : [])),
  );
  const names = new Map<string, string>();
  const used = new Map<string, UserVariable>();
  const nameOf = (secretName: string, keyName: string): string => {
    const id = JSON.stringify([secretName, keyName]);
    const known = names.get(id);
    if (known !== undefined) return known;
    const inside = findKey(deployment.secrets, secretName, keyName)?.key ?? keyName;
    const name = freeName(variableName(secretName, inside), (one) => taken.has(one), "_");
    taken.add(name);
    names.set(id, name);
    return name;
  };
  for (const part of parts) {
    const variable =
      part.kind === "secret"
        ? { name: nameOf(part.secret, part.key), hint: hintOf(deployment, part) }
        : environmentVariable(part);
    const before = used.get(variable.name);
    // One place without a default is enough to need a value.
    if (before === undefined || before.fallback !== undefined) used.set(variable.name, variable);
  }
  return { nameOf, used: [...used.values()] };
}

/** File secrets lie beside the Compose file, in a folder with the secret's name. */
export function secretFileSource(deployment: Deployment, secret: string, key: string) {
  const inside = findKey(deployment.secrets, secret, key)?.key ?? key;
  const word = (text: string) => text.replace(/[^a-zA-Z0-9._-]/g, "-");
  return { name: `${word(secret)}-${word(inside)}`, file: `./secrets/${secret}/${inside}` };
}

export function secretMounts(deployment: Deployment, component: Component): Yaml {
  if (component.secretFiles.length === 0) return undefined;
  return component.secretFiles.map(({ secret, key, path }) => ({
    source: secretFileSource(deployment, secret, key).name,
    target: literal(path),
  }));
}

/** The top-level `secrets`. */
export function secretDeclarations(deployment: Deployment): Yaml {
  const declared = new Map<string, Yaml>();
  for (const { secretFiles } of deployment.components)
    for (const { secret, key } of secretFiles) {
      const { name, file } = secretFileSource(deployment, secret, key);
      declared.set(name, { file: literal(file) });
    }
  return declared.size === 0 ? undefined : declared;
}

type UserPart = Extract<Part, { kind: "secret" | "environment" }>;

/** Every piece of text that the user gives, in the order of the file. */
export function userParts(deployment: Deployment, options: Options): readonly UserPart[] {
  const texts: Text[] = [];
  for (const { entrypoint = [], command = [], variables } of deployment.components)
    texts.push(...entrypoint, ...command, ...variables.map(({ value }) => value));
  for (const { command, variables } of deployment.jobs)
    texts.push(...command, ...variables.map(({ value }) => value));
  for (const place of [
    options.project,
    options.folder,
    ...options.places.map((one) => one.place),
    ...options.joins.map((one) => one.network),
  ])
    if (place !== undefined) texts.push([place]);
  return texts.flatMap((text) =>
    typeof text === "string"
      ? []
      : text.filter(
          (part): part is UserPart =>
            typeof part !== "string" && (part.kind === "secret" || part.kind === "environment"),
        ),
  );
}

function environmentVariable(part: Extract<Part, { kind: "environment" }>): UserVariable {
  return part.default === undefined
    ? { name: part.variable, hint: "a value that the program takes from the environment" }
    : { name: part.variable, hint: "may be set; left out, it is", fallback: part.default };
}

function hintOf(deployment: Deployment, part: Extract<Part, { kind: "secret" }>): string {
  const key = findKey(deployment.secrets, part.secret, part.key);
  return key?.hint ?? `${part.key} of ${part.secret}`;
}

function findKey(secrets: readonly Secret[], secret: string, key: string) {
  const keys = secrets.find(({ name }) => name === secret)?.keys ?? [];
  return keys.find(({ name }) => name === key) ?? keys.find((one) => one.key === key);
}
