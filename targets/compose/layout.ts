/** What every service of one deployment asks about the whole; worked out once. */
import type { Component, Deployment } from "../../src/model/schema.ts";
import { type Attachments, attach } from "./attachment.ts";
import { type Options, readOptions } from "./options.ts";
import { nameSecretVariables, type SecretVariables } from "./secret.ts";
import type { TextContext } from "./text.ts";

export interface Layout extends TextContext {
  readonly deployment: Deployment;
  readonly options: Options;
  readonly attachments: Attachments;
  readonly componentByName: ReadonlyMap<string, Component>;
  readonly secretVariables: SecretVariables;
}

export function layOut(deployment: Deployment, targetName: string): Layout {
  const options = readOptions(deployment.targets[targetName] ?? [], deployment.components);
  return {
    deployment,
    options,
    attachments: attach(deployment, options),
    componentByName: new Map(deployment.components.map((one) => [one.name, one])),
    secretVariables: nameSecretVariables(deployment, options),
  };
}
