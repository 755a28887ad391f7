/** Ways in that the resource has no fields for: other names, exposed consoles and metrics, REST behind its own host. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { portName } from "../../src/emit/kubernetes-parts.ts";
import type { Component, Endpoint } from "../../src/model/schema.ts";
import { isMain, type Layout } from "./layout.ts";
import { fieldOf, limited, podLabels, releaseLabels } from "./names.ts";

interface ServicePort {
  readonly endpoint: Endpoint;
  readonly port: number;
}

const restEndpoint = "rest";

export function besideObjects(layout: Layout): readonly Yaml[] {
  const services = layout.deployment.components.flatMap((component) => {
    const ports = extraPorts(component, layout);
    const every = component.endpoints
      .filter(({ peers }) => peers !== true)
      .map((endpoint) => ({ endpoint, port: endpoint.port }));
    return [
      ...(ports.length === 0
        ? []
        : [service(exposedName(component, layout), component, ports, layout)]),
      ...ownAliases(component, layout).map((alias) => service(alias, component, every, layout)),
    ];
  });
  return [...services, ...restIngress(layout)];
}

function exposedName({ name }: Component, layout: Layout): string {
  return limited(`${layout.name}-${name}-exposed`);
}

/** Where several share one, a Service has room for the first. */
function ownAliases(component: Component, { deployment }: Layout): readonly string[] {
  return component.aliases.filter(
    (alias) => deployment.components.find(({ aliases }) => aliases.includes(alias)) === component,
  );
}

/** Published, or behind an Ingress, and not on the operator's own Service. */
function extraPorts(component: Component, layout: Layout): readonly ServicePort[] {
  const { client, options, deployment } = layout;
  const found = deployment.publications.flatMap((one): ServicePort[] => {
    const endpoint = component.endpoints.find(({ name }) => name === one.endpoint);
    if (one.component !== component.name || endpoint === undefined) return [];
    return isMain(one, layout) ? [] : [{ endpoint, port: one.port }];
  });
  const rest = component.endpoints.find(({ name }) => name === restEndpoint);
  if (component !== client || rest === undefined || options.ingress?.rest === undefined)
    return found;
  return found.some(({ endpoint }) => endpoint === rest)
    ? found
    : [...found, { endpoint: rest, port: rest.port }];
}

function service(
  name: string,
  component: Component,
  ports: readonly ServicePort[],
  layout: Layout,
): Yaml {
  const field = fieldOf(component);
  const selector =
    field === undefined ? releaseLabels(component, layout.name) : podLabels(layout.name, field);
  return object("v1", "Service", name, layout, {
    type: "ClusterIP",
    selector,
    ports: ports.map(({ endpoint, port }) => ({
      name: portName(endpoint.name),
      port,
      targetPort: endpoint.port,
      protocol: endpoint.protocol === "udp" ? "UDP" : "TCP",
    })),
  });
}

/** The operator's own Ingress has one protocol for all its hosts, and REST speaks another. */
function restIngress(layout: Layout): readonly Yaml[] {
  const { options, client, deployment } = layout;
  const { ingress } = options;
  if (ingress?.rest === undefined || client === undefined) return [];
  const apart = extraPorts(client, layout).find(({ endpoint }) => endpoint.name === restEndpoint);
  const backend =
    apart === undefined
      ? { name: `${layout.name}-milvus`, port: { number: client.endpoints[0]?.port } }
      : { name: exposedName(client, layout), port: { number: apart.port } };
  const isSecure = deployment.tls !== "off" && apart === undefined;
  const spec: Yaml = {
    ingressClassName: ingress.class,
    tls: ingress.tls && [{ hosts: [ingress.rest], secretName: ingress.tls }],
    rules: [
      {
        host: ingress.rest,
        http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: backend } }] },
      },
    ],
  };
  const annotations = {
    "nginx.ingress.kubernetes.io/backend-protocol": isSecure ? "HTTPS" : "HTTP",
    "nginx.ingress.kubernetes.io/proxy-body-size": "64m",
  };
  const name = limited(`${layout.name}-milvus-rest`);
  return [object("networking.k8s.io/v1", "Ingress", name, layout, spec, annotations)];
}

function object(
  apiVersion: string,
  kind: string,
  name: string,
  { namespace }: Layout,
  spec: Yaml,
  annotations?: Yaml,
): Yaml {
  const labels = { "app.kubernetes.io/managed-by": "milvusc" };
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations }, spec };
}
