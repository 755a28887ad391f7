/** NetworkPolicies, which the chart cannot make: each kind of its pods gets exactly what it needs. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import {
  isLoopback,
  nameLookUps,
  policyPort,
  waysOut,
  waysToProxies,
} from "../../src/emit/network-policy.ts";
import type { Endpoint } from "../../src/model/schema.ts";
import { type Layout, publicationsOf, restEndpoint } from "./layout.ts";
import { limited } from "./names.ts";
import { object } from "./objects.ts";
import { entrance, type PodPlan, type Pods, planPods } from "./pods.ts";

const apiVersion = "networking.k8s.io/v1";

export function networkPolicies(layout: Layout): readonly Yaml[] {
  const plan = planPods(layout);
  return plan.pods.map((pods) => policy(pods, plan, layout));
}

function policy(pods: Pods, plan: PodPlan, layout: Layout): Yaml {
  const ingress = ingressRules(pods, plan, layout);
  return object(apiVersion, "NetworkPolicy", limited(`${layout.release}-${pods.name}`), layout, {
    podSelector: { matchLabels: pods.labels },
    policyTypes: ["Ingress", "Egress"],
    ingress: ingress.length === 0 ? undefined : ingress,
    egress: [nameLookUps, ...egressRules(pods, plan, layout)],
  });
}

type Port = Pick<Endpoint, "port" | "protocol">;

/** By caller; ports that are open to everybody need no further word. */
function ingressRules(pods: Pods, { pods: all, calls }: PodPlan, layout: Layout): readonly Yaml[] {
  const open = openings(pods, layout);
  const isOpen = (port: number) => open.everybody.some((one) => one.port === port);
  const byPorts = new Map<string, { ports: readonly Port[]; from: Set<string> }>();
  for (const { from, to, ports } of calls) {
    if (to !== pods.name) continue;
    const closed = ports.filter(({ port }) => !isOpen(port));
    if (closed.length === 0) continue;
    const key = closed.map(({ port, protocol }) => `${port}/${protocol}`).join(",");
    const rule = byPorts.get(key) ?? { ports: closed, from: new Set() };
    rule.from.add(from);
    byPorts.set(key, rule);
  }
  const rules: Yaml[] = [...byPorts.values()].map(({ from, ports }) => ({
    from: all
      .filter(({ name }) => from.has(name))
      .map(({ labels }) => ({ podSelector: { matchLabels: labels } })),
    ports: ports.map(policyPort),
  }));
  for (const endpoint of open.everybody)
    rules.push(
      noted(
        { ports: [policyPort(endpoint)] },
        { before: `${endpoint.name} is exposed: it is open to everybody.` },
      ),
    );
  for (const endpoint of open.namespace)
    rules.push({ from: [{ podSelector: {} }], ports: [policyPort(endpoint)] });
  return rules;
}

/** A loopback address stays inside: whoever runs in the namespace reaches it. */
function openings({ name }: Pods, layout: Layout) {
  const everybody: Endpoint[] = [];
  const namespace: Endpoint[] = [];
  const component = layout.deployment.components.find(
    (one) => entrance(one, layout)?.name === name,
  );
  if (component === undefined) return { everybody, namespace };
  const { client, options } = layout;
  for (const endpoint of component.endpoints) {
    const own = publicationsOf(component, layout).filter((one) => one.endpoint === endpoint.name);
    const isBehindIngress =
      options.ingress !== undefined &&
      component === client?.component &&
      (endpoint === client.endpoint ||
        (endpoint.name === restEndpoint && options.ingress.rest !== undefined));
    if (isBehindIngress || own.some(({ address }) => address === undefined || !isLoopback(address)))
      everybody.push(endpoint);
    else if (own.length > 0) namespace.push(endpoint);
  }
  return { everybody, namespace };
}

/** By callee: one rule each, with all ports that are dialled there. */
function egressRules(pods: Pods, { pods: all, calls }: PodPlan, layout: Layout): readonly Yaml[] {
  const portsOf = new Map<string, Map<string, Port>>();
  for (const { to, ports } of calls.filter(({ from }) => from === pods.name)) {
    const dialled = portsOf.get(to) ?? new Map<string, Port>();
    for (const port of ports) dialled.set(`${port.port}/${port.protocol}`, port);
    portsOf.set(to, dialled);
  }
  const inside = [...portsOf].map(
    ([to, ports]): Yaml => ({
      to: all
        .filter(({ name }) => name === to)
        .map(({ labels }) => ({ podSelector: { matchLabels: labels } })),
      ports: [...ports.values()].map(policyPort),
    }),
  );
  const names = new Set(
    layout.needs.filter(({ from }) => from === pods.component?.name).map(({ to }) => to),
  );
  const outside = layout.deployment.externals.filter(({ name }) => names.has(name));
  const proxies = pods.component === undefined ? [] : waysToProxies(pods.component);
  return [...inside, ...outside.flatMap(waysOut), ...proxies];
}
