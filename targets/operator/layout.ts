/** What every part of the resource asks about the whole; worked out once. */
import type {
  Component,
  Dependency,
  Deployment,
  External,
  Publication,
} from "../../src/model/schema.ts";
import { fieldOf } from "./names.ts";
import { type Options, readOptions } from "./options.ts";

export interface Role {
  readonly component: Component;
  /** Its field in `spec.components`. */
  readonly field: string;
}

export interface Layout {
  readonly deployment: Deployment;
  readonly options: Options;
  /** Name of the custom resource: everything that the operator makes is named after it. */
  readonly name: string;
  readonly namespace: string;
  readonly isProduction: boolean;
  readonly roles: readonly Role[];
  /** The component that applications talk to. */
  readonly client?: Component;
}

const clientEndpoint = "client";

export function layOut(deployment: Deployment, targetName: string): Layout {
  const { components, targets } = deployment;
  const options = readOptions(targets.k8s ?? [], targets[targetName] ?? []);
  const client = components.find(
    ({ configured, endpoints }) =>
      configured && endpoints.some(({ name }) => name === clientEndpoint),
  );
  return {
    deployment,
    options,
    name: options.name ?? deployment.name,
    namespace: options.namespace ?? deployment.name,
    isProduction: deployment.environment === "production",
    roles: components.flatMap((component) => {
      const field = fieldOf(component);
      return field === undefined ? [] : [{ component, field }];
    }),
    ...(client === undefined ? {} : { client }),
  };
}

export function dependency({ deployment }: Layout, kind: Dependency["kind"]): Dependency {
  return deployment.dependencies.find((one) => one.kind === kind) as Dependency;
}

export function externalOf(layout: Layout, kind: Dependency["kind"]): External | undefined {
  const { product, placement } = dependency(layout, kind);
  if (placement !== "external") return undefined;
  return layout.deployment.externals.find(({ name }) => name === product);
}

/** Components of a dependency that is deployed; several where its processes differ. */
export function componentsOf({ deployment }: Layout, product: string): readonly Component[] {
  return deployment.components.filter((one) => one.product === product);
}

export function isMeant(component: Component, names: readonly string[]): boolean {
  return names.includes(component.name) || names.includes(component.group);
}

/** A variable of the client's role, as all roles have it, where it is a plain text. */
export function plainVariable({ client }: Layout, name: string): string | undefined {
  const value = client?.variables.find((variable) => variable.name === name)?.value;
  return typeof value === "string" ? value : undefined;
}

/** The operator's Service has the port for clients, and that of metrics under its own number. */
export function isMain(
  { component, endpoint, port, targetPort }: Publication,
  { client }: Layout,
): boolean {
  if (component !== client?.name) return false;
  return endpoint === client.endpoints[0]?.name || port === targetPort;
}
