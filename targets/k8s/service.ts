/** Services: one name for a component, a name for each member, and the way in for clients. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { portName } from "../../src/emit/kubernetes-parts.ts";
import type { Component, Endpoint, Publication } from "../../src/model/schema.ts";
import { ingressEndpoints, type Layout } from "./layout.ts";
import { componentLabels, type KubernetesObject, namespaced, selector } from "./metadata.ts";
import { freeName, headlessName, isServiceName, isStateful, limited } from "./names.ts";
import { waitedPorts } from "./wait.ts";

interface ServicePort {
  readonly endpoint: Endpoint;
  readonly port: number;
  /** It is what `service` is about. */
  readonly isClient: boolean;
}

export function hasService(component: Component, layout: Layout): boolean {
  return servicePorts(component, layout).length > 0;
}

/** What is not for clients does not go out through their Service. */
function divide(component: Component, layout: Layout) {
  const all = servicePorts(component, layout);
  const isOutside =
    layout.options.service.kind !== "cluster-ip" && all.some(({ isClient }) => isClient);
  return {
    all,
    isOutside,
    main: isOutside ? all.filter(({ isClient }) => isClient) : all,
    inside: isOutside ? all.filter(({ isClient }) => !isClient) : [],
    insideName: limited(component.name, "-inside"),
  };
}

/** Name and port of the Service that leads to an endpoint. */
export function backendOf(component: Component, endpoint: Endpoint, layout: Layout) {
  const { main, inside, insideName } = divide(component, layout);
  const find = (ports: readonly ServicePort[]) => ports.find((one) => one.endpoint === endpoint);
  const [name, found] = find(main) ? [component.name, find(main)] : [insideName, find(inside)];
  return { name, port: found?.port ?? endpoint.port };
}

export function services(component: Component, layout: Layout): readonly KubernetesObject[] {
  const { all, isOutside, main, inside, insideName } = divide(component, layout);
  const found: KubernetesObject[] = [];
  if (main.length > 0) found.push(service_(component.name, component, main, layout, isOutside));
  if (inside.length > 0) found.push(service_(insideName, component, inside, layout));
  for (const alias of ownAliases(component, layout))
    found.push(service_(alias, component, all.length > 0 ? all : everyPort(component), layout));
  if (isStateful(component)) found.push(headless(component, layout));
  return found;
}

/**
 * A name leads to one component: where several have it, because people named all parts of a product, to the one that
 * others use.
 */
function ownAliases(component: Component, { deployment, needs }: Layout): readonly string[] {
  const { components } = deployment;
  const groupOf = new Map(components.map(({ name, group }) => [name, group]));
  const isUsed = ({ name, group }: Component) =>
    needs.some(({ from, to }) => to === name && groupOf.get(from) !== group);
  return component.aliases.filter((alias) => {
    const all = components.filter(({ aliases }) => aliases.includes(alias));
    const isTaken = components.some(({ name }) => name === alias);
    return !isTaken && isServiceName(alias) && (all.find(isUsed) ?? all[0]) === component;
  });
}

/** Only what somebody asks for under the component's name: roles find each other by their registered addresses. */
function servicePorts(component: Component, layout: Layout): readonly ServicePort[] {
  const { deployment, needs, mentions, client } = layout;
  const found = new Map<string, ServicePort>();
  const isClient = (endpoint: Endpoint) =>
    component === client?.component && endpoint === client.endpoint;
  const add = (endpoint: Endpoint | undefined, port: number) => {
    if (endpoint === undefined) return;
    const id = `${port}/${endpoint.protocol}`;
    if (!found.has(id)) found.set(id, { endpoint, port, isClient: isClient(endpoint) });
  };
  for (const { endpoint, port } of publicationsOf(component, layout))
    add(endpointNamed(component, endpoint), port);
  if (component === client?.component)
    for (const endpoint of ingressEndpoints(layout))
      if (![...found.values()].some((one) => one.endpoint === endpoint))
        add(endpoint, endpoint.port);
  for (const { from, to, endpoint: name } of needs) {
    const endpoint = endpointNamed(component, name);
    if (to !== component.name || endpoint === undefined || endpoint.peers) continue;
    const callers = [from, ...jobsOf(from, layout)];
    if (callers.some((caller) => mentions.get(caller)?.has(component.name)))
      add(endpoint, endpoint.port);
  }
  for (const wait of deployment.waits.filter((one) => one.for === component.name)) {
    const waiting =
      layout.componentByName.get(wait.component) ??
      deployment.jobs.find(({ name }) => name === wait.component);
    for (const port of waiting === undefined ? [] : waitedPorts(wait, waiting, layout))
      add(
        component.endpoints.find((one) => one.port === port && one.protocol === "tcp"),
        port,
      );
  }
  return [...found.values()];
}

function jobsOf(component: string, { deployment }: Layout): readonly string[] {
  return deployment.jobs.filter((job) => job.component === component).map(({ name }) => name);
}

export function publicationsOf(
  component: Component,
  { deployment }: Layout,
): readonly Publication[] {
  return deployment.publications.filter((one) => one.component === component.name);
}

export function endpointNamed({ endpoints }: Component, name: string): Endpoint | undefined {
  return endpoints.find((endpoint) => endpoint.name === name);
}

function everyPort({ endpoints }: Component): readonly ServicePort[] {
  return endpoints.map((endpoint) => ({ endpoint, port: endpoint.port, isClient: false }));
}

function service_(
  name: string,
  component: Component,
  ports: readonly ServicePort[],
  layout: Layout,
  isOutside = false,
): KubernetesObject {
  const { service } = layout.options;
  const annotations =
    isOutside && service.kind === "node-port" ? { "kube-score/ignore": "service-type" } : undefined;
  return namespaced("Service", "v1", name, {
    layout,
    labels: componentLabels(component, layout),
    annotations,
    fields: {
      spec: {
        type: isOutside ? serviceTypes[service.kind] : "ClusterIP",
        selector: selector(component, layout),
        ports: portList(
          ports,
          isOutside && service.kind === "node-port" ? service.port : undefined,
        ),
      },
    },
  });
}

const serviceTypes = {
  "cluster-ip": "ClusterIP",
  "load-balancer": "LoadBalancer",
  "node-port": "NodePort",
} as const;

function portList(ports: readonly ServicePort[], nodePort?: number): Yaml {
  const taken = new Set<string>();
  return ports.map(({ endpoint, port }, index) => {
    const name = freeName(portName(endpoint.name), (one) => taken.has(one));
    taken.add(name);
    return {
      name,
      port,
      targetPort: endpoint.port,
      nodePort: index === 0 ? nodePort : undefined,
      protocol: endpoint.protocol === "udp" ? "UDP" : "TCP",
      appProtocol: appProtocol(endpoint),
    };
  });
}

/** Ingress controllers and meshes need to be told what is HTTP/2 without TLS. */
function appProtocol({ speaks }: Endpoint): string | undefined {
  return speaks === "grpc" ? "kubernetes.io/h2c" : speaks === "http" ? "http" : undefined;
}

/** Also for members that are not ready yet: they need each other to become so. */
function headless(component: Component, layout: Layout): KubernetesObject {
  const ports = portList(everyPort(component));
  return namespaced("Service", "v1", headlessName(component), {
    layout,
    labels: componentLabels(component, layout),
    fields: {
      spec: {
        clusterIP: "None",
        publishNotReadyAddresses: true,
        selector: selector(component, layout),
        ports: component.endpoints.length === 0 ? undefined : ports,
      },
    },
  });
}
