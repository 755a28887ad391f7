/** Ways in that the chart has no keys for: other names, exposed consoles and metrics, REST behind its own host. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { portName } from "../../src/emit/kubernetes-parts.ts";
import type { Component, Endpoint } from "../../src/model/schema.ts";
import { clientPort, ingressAnnotations } from "./access.ts";
import { type Layout, publicationsOf, restEndpoint, seatedAs } from "./layout.ts";
import { limited } from "./names.ts";
import { object } from "./objects.ts";
import { entrance } from "./pods.ts";

interface ServicePort {
  readonly endpoint: Endpoint;
  readonly port: number;
}

export function besideServices(layout: Layout): readonly Yaml[] {
  return layout.seated.flatMap(({ component }) => {
    const ports = extraPorts(component, layout);
    const main = limited(`${layout.release}-${component.name}-exposed`);
    return [
      ...(ports.length === 0 ? [] : [service(main, component, ports, layout)]),
      ...ownAliases(component, layout).map((alias) =>
        service(alias, component, everyPort(component), layout),
      ),
    ];
  });
}

/** Where several share one, a Service has room for the first. */
function ownAliases(component: Component, { deployment }: Layout): readonly string[] {
  return component.aliases.filter(
    (alias) => deployment.components.find(({ aliases }) => aliases.includes(alias)) === component,
  );
}

/** Published, or behind an Ingress, and not on a Service of the chart. */
function extraPorts(component: Component, layout: Layout): readonly ServicePort[] {
  const { client, options } = layout;
  const isConsole = seatedAs(layout, "console").some((one) => one.component === component);
  const published = publicationsOf(component, layout).flatMap(({ endpoint: name, port }) => {
    const endpoint = component.endpoints.find((one) => one.name === name);
    return endpoint === undefined ? [] : [{ endpoint, port }];
  });
  const isClients = (endpoint: Endpoint) => endpoint === client?.endpoint;
  const rest = component.endpoints.find(({ name }) => name === restEndpoint);
  const isWanted =
    component === client?.component && rest !== undefined && options.ingress?.rest !== undefined;
  const behind = isWanted ? [{ endpoint: rest, port: rest.port }] : [];
  const all = [...published, ...behind].filter(
    ({ endpoint }) => !isClients(endpoint) && !isConsole,
  );
  return all.filter(
    ({ endpoint }, index) => all.findIndex((one) => one.endpoint === endpoint) === index,
  );
}

function everyPort({ endpoints }: Component): readonly ServicePort[] {
  return endpoints
    .filter(({ peers }) => peers !== true)
    .map((endpoint) => ({ endpoint, port: endpoint.port }));
}

function service(
  name: string,
  component: Component,
  ports: readonly ServicePort[],
  layout: Layout,
): Yaml {
  const labels = entrance(component, layout)?.labels;
  return object("v1", "Service", name, layout, {
    type: "ClusterIP",
    selector: labels,
    ports: ports.map(({ endpoint, port }) => ({
      name: portName(endpoint.name),
      port,
      targetPort: endpoint.port,
      protocol: endpoint.protocol === "udp" ? "UDP" : "TCP",
    })),
  });
}

/** The chart's own Ingress has one protocol for all its hosts, and REST speaks another. */
export function restIngress(layout: Layout): readonly Yaml[] {
  const { options, client, fullName, deployment, release } = layout;
  const { ingress } = options;
  if (ingress?.rest === undefined || client === undefined) return [];
  const { component } = client;
  const apart = extraPorts(component, layout).find(
    ({ endpoint }) => endpoint.name === restEndpoint,
  );
  const backend =
    apart === undefined
      ? { name: fullName, port: { number: clientPort(layout) ?? client.endpoint.port } }
      : { name: limited(`${release}-${component.name}-exposed`), port: { number: apart.port } };
  const isSecure = deployment.tls !== "off" && apart === undefined;
  const rule: Yaml = {
    host: ingress.rest,
    http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: backend } }] },
  };
  return [
    object(
      "networking.k8s.io/v1",
      "Ingress",
      limited(`${fullName}-rest`),
      layout,
      {
        ingressClassName: ingress.class,
        tls: ingress.tls && [{ hosts: [ingress.rest], secretName: ingress.tls }],
        rules: [rule],
      },
      ingressAnnotations(isSecure ? "HTTPS" : "HTTP", ingress.tls !== undefined),
    ),
  ];
}
