/** What every object of one deployment asks about the whole; worked out once. */
import type { Component, Deployment, Endpoint, Job, Need } from "../../src/model/schema.ts";
import { clientEndpoint, restEndpoint } from "./names.ts";
import { type Options, readOptions } from "./options.ts";

export interface Layout {
  readonly deployment: Deployment;
  readonly options: Options;
  readonly namespace: string;
  readonly isProduction: boolean;
  readonly componentByName: ReadonlyMap<string, Component>;
  /** Needs that a network allows, and those towards externals. */
  readonly needs: readonly Need[];
  /** Components that a component, or a job, calls by name in what it is told. */
  readonly mentions: ReadonlyMap<string, ReadonlySet<string>>;
  /** The component that applications talk to, with its endpoint. */
  readonly client?: { readonly component: Component; readonly endpoint: Endpoint };
}

export function layOut(deployment: Deployment, targetName: string): Layout {
  const options = readOptions(deployment.targets[targetName] ?? []);
  const componentByName = new Map(deployment.components.map((one) => [one.name, one]));
  const client = findClient(deployment.components);
  return {
    deployment,
    options,
    namespace: options.namespace ?? deployment.name,
    isProduction: deployment.environment === "production",
    componentByName,
    needs: allowedNeeds(deployment, componentByName),
    mentions: findMentions(deployment),
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

function findMentions({ components, jobs }: Deployment): Layout["mentions"] {
  const mentions = new Map<string, Set<string>>();
  for (const one of [...components, ...jobs]) {
    const texts = [
      ...("entrypoint" in one ? (one.entrypoint ?? []) : []),
      ...(one.command ?? []),
      ...("done" in one ? (one.done ?? []) : []),
      ...one.variables.map(({ value }) => value),
    ];
    const named = new Set<string>();
    for (const text of texts)
      for (const part of typeof text === "string" ? [] : text)
        if (typeof part === "object" && "component" in part) named.add(part.component);
    mentions.set(one.name, named);
  }
  return mentions;
}

/** The component for which a job stands, in all that concerns the network. */
export function ownerOf(job: Job, { componentByName }: Layout): Component | undefined {
  return componentByName.get(job.component);
}

/** Endpoints that an Ingress leads to, published or not. */
export function ingressEndpoints({ client, options }: Layout): readonly Endpoint[] {
  if (client === undefined || options.ingress === undefined) return [];
  const rest = client.component.endpoints.find(({ name }) => name === restEndpoint);
  return options.ingress.rest === undefined || rest === undefined
    ? [client.endpoint]
    : [client.endpoint, rest];
}

export function isMeant(component: Component, names: readonly string[]): boolean {
  return names.includes(component.name) || names.includes(component.group);
}
