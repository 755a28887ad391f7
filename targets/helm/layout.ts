/** What every part of the values asks about the whole; worked out once. */
import { type Chart, chartFor, chartNamed } from "../../src/catalog/charts/index.ts";
import type {
  Component,
  Dependency,
  Deployment,
  Endpoint,
  External,
  Need,
  Publication,
} from "../../src/model/schema.ts";
import { fullName, type Seat, seatOf } from "./names.ts";
import { type Options, readOptions } from "./options.ts";

export interface Seated {
  readonly component: Component;
  readonly seat: Seat;
}

export interface Layout {
  readonly deployment: Deployment;
  readonly options: Options;
  readonly chart: Chart;
  readonly release: string;
  readonly namespace: string;
  /** Name of the chart's own objects. */
  readonly fullName: string;
  readonly isProduction: boolean;
  readonly componentByName: ReadonlyMap<string, Component>;
  /** Components with their place in the chart; those without one are none of these. */
  readonly seated: readonly Seated[];
  /** Needs that a network allows, and those towards externals. */
  readonly needs: readonly Need[];
  /** The component that applications talk to, with its endpoint. */
  readonly client?: { readonly component: Component; readonly endpoint: Endpoint };
}

/** The endpoint that applications use. */
const clientEndpoint = "client";
/** The endpoint of REST where it has one of its own. */
export const restEndpoint = "rest";

export function layOut(deployment: Deployment, targetName: string): Layout {
  const { components, milvusVersion, name } = deployment;
  const options = readOptions(deployment.targets.k8s ?? [], deployment.targets[targetName] ?? []);
  const componentByName = new Map(components.map((one) => [one.name, one]));
  const release = options.release ?? name;
  const client = findClient(components);
  return {
    deployment,
    options,
    chart: chartNamed(options.chart ?? chartFor(milvusVersion) ?? "0.0.0"),
    release,
    namespace: options.namespace ?? name,
    fullName: fullName(release),
    isProduction: deployment.environment === "production",
    componentByName,
    seated: components.flatMap((component) => {
      const seat = seatOf(component);
      return seat === undefined ? [] : [{ component, seat }];
    }),
    needs: allowedNeeds(deployment, componentByName),
    ...(client === undefined ? {} : { client }),
  };
}

/** *needs* that *shares* allows. */
function allowedNeeds(
  { needs, shares }: Deployment,
  componentByName: ReadonlyMap<string, Component>,
): readonly Need[] {
  const pairs = new Set(shares.map((pair) => pair.join("\n")));
  return needs.filter(
    ({ from, to }) =>
      !componentByName.has(to) || pairs.has(`${from}\n${to}`) || pairs.has(`${to}\n${from}`),
  );
}

/** It reads the configuration, and has the endpoint for clients. */
function findClient(components: readonly Component[]): Layout["client"] {
  for (const component of components) {
    const endpoint = component.endpoints.find(({ name }) => name === clientEndpoint);
    if (component.configured && endpoint !== undefined) return { component, endpoint };
  }
  return undefined;
}

export function dependency({ deployment }: Layout, kind: Dependency["kind"]): Dependency {
  return deployment.dependencies.find((one) => one.kind === kind) as Dependency;
}

export function externalOf(layout: Layout, kind: Dependency["kind"]): External | undefined {
  const { product, placement } = dependency(layout, kind);
  if (placement !== "external") return undefined;
  return layout.deployment.externals.find(({ name }) => name === product);
}

export function seatedAs<K extends Seat["kind"]>(
  { seated }: Layout,
  kind: K,
): readonly { component: Component; seat: Extract<Seat, { kind: K }> }[] {
  return seated.filter(
    (one): one is { component: Component; seat: Extract<Seat, { kind: K }> } =>
      one.seat.kind === kind,
  );
}

export function publicationsOf(
  component: Component,
  { deployment }: Layout,
): readonly Publication[] {
  return deployment.publications.filter((one) => one.component === component.name);
}

export function isMeant(component: Component, names: readonly string[]): boolean {
  return names.includes(component.name) || names.includes(component.group);
}
