/** `expose`: which endpoints are reachable from outside, on which port. */
import type { PlannedComponent } from "../catalog/catalog.ts";
import { exposableEndpoints, productOf } from "../catalog/names.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Component, Publication } from "../model/schema.ts";
import { argumentOf, type Bound, hasWord, kindOf, textOf } from "./bound.ts";
import { nearOf, type ResolveContext } from "./context.ts";
import { isHostName } from "./evaluate.ts";

const clientPort = 19530;

/**
 * A broker tells its clients where to go on: one that is exposed must know its address outside. Without an address
 * in `expose` that is the host's name, else this machine.
 */
export function advertise<T extends { readonly component: PlannedComponent }>(
  { cluster }: ResolveContext,
  planned: T,
): T {
  const product = productOf(planned.component.product);
  const [endpoint] = product?.exposable ?? [];
  const bound = cluster.body.get(`expose:${planned.component.group}.${endpoint}`);
  const outside = kindOf("host-port", argumentOf(bound, "port"));
  if (product?.advertise === undefined || outside === undefined) return planned;
  const isAny = outside.address === undefined || /^(?:0\.0\.0\.0|\[::\])$/.test(outside.address);
  const name = textOf(cluster.body.get("host"), "host");
  // `host` is any text; only a name that can be looked up is an address.
  const named = name !== undefined && isHostName(name) ? name : undefined;
  const host = isAny ? (named ?? "127.0.0.1") : (outside.address as string);
  return { ...planned, ...product.advertise(planned.component, { host, port: outside.port }) };
}

/** Sorted by component and endpoint; the endpoint for clients is there unless it was switched off. */
export function publish(
  context: ResolveContext,
  components: readonly Component[],
): readonly Publication[] {
  const exposed = [...context.cluster.body.values()].filter(({ keyword }) => keyword === "expose");
  const publications = exposed.flatMap((bound) => fromWords(context, components, bound));
  const client = clientComponent(components);
  if (!context.cluster.body.has("expose:client") && client !== undefined) {
    const path = publicationPath(client.name, "client");
    const source = "`expose client 19530` is the default (language reference, `expose`)";
    context.record.defaulted(path, source, nearOf(context));
    publications.unshift(publication(context, client, "client", { port: clientPort }));
  }
  return publications.sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

export function publicationPath(component: string, endpoint: string): string {
  return `publications/${component}.${endpoint}`;
}

const pathOf = ({ component, endpoint }: Publication) => publicationPath(component, endpoint);

/** The listener that `advertise` adds for clients outside. */
const outsideEndpoint = "outside";

function isAdvertised(group: readonly Component[]): boolean {
  return group.some(({ endpoints }) => endpoints.some(({ name }) => name === outsideEndpoint));
}

/** The component that applications talk to. */
function clientComponent(components: readonly Component[]): Component | undefined {
  return components.find(
    ({ product, endpoints }) =>
      product === "milvus" && endpoints.some(({ name }) => name === "client"),
  );
}

function fromWords(
  context: ResolveContext,
  components: readonly Component[],
  bound: Bound,
): Publication[] {
  const written = argumentOf(bound, "what");
  const what = kindOf("endpoint-name", written);
  if (what === undefined || written === undefined) return [];
  const isClient = bound.key === "expose:client";
  const group = components.filter((one) =>
    isClient ? one === clientComponent(components) : one.group === what.component,
  );
  if (group.length === 0) {
    reportUnknown(context, components, what.component, written.span);
    return [];
  }
  const known = isClient ? ["client"] : exposableEndpoints(what.component);
  const asked = isClient ? "client" : (what.endpoint ?? known[0]);
  const endpoint = asked === known[0] && isAdvertised(group) ? outsideEndpoint : asked;
  if (endpoint === undefined) {
    context.report("known-components", "none", {
      at: written.span,
      facts: { component: what.component },
    });
    return [];
  }
  const component = group.find(({ endpoints }) => endpoints.some(({ name }) => name === endpoint));
  if ((!known.includes(endpoint) && endpoint !== outsideEndpoint) || component === undefined) {
    reportEndpoint(context, what.component, endpoint, known, written.span);
    return [];
  }
  if (hasWord(bound, "off")) return [];
  const port = kindOf("host-port", argumentOf(bound, "port"));
  if (port === undefined) return [];
  context.record.written(publicationPath(component.name, endpoint), bound.words);
  return [publication(context, component, endpoint, port)];
}

/**
 * In a distributed cluster a balancer stands on the port of every Milvus process, so that replicas come and go and
 * the process itself stays on the one network of its peers; members of a dependency have one too.
 */
function publication(
  { mode }: ResolveContext,
  component: Component,
  endpoint: string,
  { address, port }: { readonly address?: string; readonly port: number },
): Publication {
  const { port: targetPort } = component.endpoints.find(({ name }) => name === endpoint) as {
    port: number;
  };
  const isMilvus = component.product === "milvus";
  const balanced = isMilvus
    ? mode === "distributed"
    : component.identity === "members" && component.count > 1;
  return {
    component: component.name,
    endpoint,
    port,
    targetPort,
    ...(address === undefined ? {} : { address }),
    balanced,
  };
}

function reportUnknown(
  { report }: ResolveContext,
  components: readonly Component[],
  name: string,
  at: Bound["words"],
): void {
  const groups = [...new Set(components.map(({ group }) => group))];
  const near = suggest(name, ["client", ...groups]);
  const span = { ...at, end: at.start + name.length };
  report("known-components", "unknown", {
    at,
    facts: { name },
    fixes:
      near === undefined
        ? []
        : [
            {
              title: `write \`${near.name}\``,
              safe: near.only,
              edits: [{ span, text: near.name }],
            },
          ],
    help: `It has ${groups.join(", ")}.`,
  });
}

function reportEndpoint(
  { report }: ResolveContext,
  component: string,
  name: string,
  known: readonly string[],
  at: Bound["words"],
): void {
  const near = suggest(name, known);
  report("known-components", "endpoint", {
    at,
    facts: { component, name, known: known.join(", ") },
    fixes:
      near === undefined
        ? []
        : [
            {
              title: `write \`${component}.${near.name}\``,
              safe: near.only,
              edits: [{ span: at, text: `${component}.${near.name}` }],
            },
          ],
  });
}
