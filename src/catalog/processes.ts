/** What most components of dependencies share, so that each file says only what is its own. */
import type { Check, Endpoint, Health, Need, Wait } from "../model/schema.ts";
import type { PlannedComponent } from "./catalog.ts";

type Usual = Pick<
  PlannedComponent,
  | "role"
  | "group"
  | "identity"
  | "configured"
  | "secretFiles"
  | "reaped"
  | "unconfined"
  | "exclusive"
  | "volumes"
  | "variables"
>;
type Own = Omit<PlannedComponent, keyof Usual> & Partial<Usual>;

/** A component of a dependency: members with data of their own, named after the product. */
export function plannedProcess(own: Own): PlannedComponent {
  return {
    role: own.product,
    group: own.product,
    identity: "members",
    configured: false,
    secretFiles: [],
    volumes: [],
    variables: [],
    reaped: false,
    unconfined: false,
    exclusive: own.count === 1,
    ...own,
  };
}

/** Checks as often as in the runs that were measured, unless said otherwise. */
export function health(
  checks: { readonly ready: Check; readonly inside?: Check; readonly alive: Check },
  startSeconds: number,
  everySeconds = 5,
): Health {
  return {
    ready: checks.ready,
    inside: checks.inside ?? checks.ready,
    alive: checks.alive,
    intervalSeconds: everySeconds,
    timeoutSeconds: everySeconds,
    retries: 12,
    startSeconds,
  };
}

export function tcpEndpoint(
  name: string,
  port: number,
  speaks: Endpoint["speaks"] = "other",
): Endpoint {
  return { name, port, protocol: "tcp", speaks };
}

/** An endpoint on which only members of the same component talk to each other. */
export function peerEndpoint(
  name: string,
  port: number,
  protocol: Endpoint["protocol"] = "tcp",
): Endpoint {
  return { name, port, protocol, speaks: "other", peers: true };
}

/** A connection to an endpoint of a planned component. */
export function need(from: string, to: PlannedComponent, endpoint: string, why: string): Need {
  const found = to.endpoints.find(({ name }) => name === endpoint);
  if (found === undefined) throw new RangeError(`${to.name} has no endpoint ${endpoint}`);
  return { from, to: to.name, endpoint, port: found.port, why };
}

/** Connections of members among themselves; one member alone has none. */
export function peerNeeds(
  component: PlannedComponent,
  endpoints: readonly string[],
  why: string,
): Need[] {
  if (component.count === 1) return [];
  return endpoints.map((endpoint) => need(component.name, component, endpoint, why));
}

export function wait(component: string, target: string, until: Wait["until"]): Wait {
  return { component, for: target, until };
}
