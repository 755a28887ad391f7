/** The service on published ports: TCP, active checks, replicas found through Docker's name server. */
import { invariant } from "../../src/diagnostics/invariant.ts";
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import { renderTemplate } from "../../src/emit/template.ts";
import type { Check, Component } from "../../src/model/schema.ts";
import type { Served } from "./attachment.ts";
import { waitFor } from "./health.ts";
import type { Layout } from "./layout.ts";
import { list } from "./list.ts";
import { balancerName, freeName, serviceNames } from "./names.ts";
import { networkList, publishedPort, replicasAlias } from "./network.ts";
import { logging } from "./service.ts";
import haproxyTemplate from "./templates/haproxy.cfg.ejs?raw";
import { literal } from "./text.ts";

/** Where the official image reads it: docker-library/haproxy, 3.0/alpine/Dockerfile. */
const configurationFile = "/usr/local/etc/haproxy/haproxy.cfg";

/** Servers that may be added with `--scale` before the file has to change. */
const spareSlots = 10;

interface Front {
  readonly served: Served;
  /** Where the balancer itself listens. */
  readonly port: number;
}

export interface Balancer {
  readonly name: string;
  readonly service: Yaml;
  readonly configuration: Yaml;
}

export function balancer(layout: Layout): Balancer | undefined {
  const { deployment, options, attachments } = layout;
  const fronts = listen(attachments.served);
  const first = fronts[0]?.served.component;
  if (first === undefined) return undefined;
  const image = deployment.helpers?.balancer;
  invariant(image !== undefined, `${deployment.name} has no image for its balancer`);
  const name = balancerName(deployment);
  const components = [...new Set(fronts.map(({ served }) => served.component))];
  const ports = fronts.flatMap(({ served: { outside, endpoint }, port }) =>
    outside === undefined ? [] : [publishedPort(outside, port, endpoint.protocol)],
  );
  const service: Yaml = {
    image: literal(image),
    restart: options.restart ?? first.restart,
    configs: [{ source: name, target: configurationFile }],
    ports: ports.length === 0 ? undefined : ports,
    networks: networkList([...attachments.balancerNetworks.keys()], (network) =>
      (attachments.balancerNetworks.get(network) ?? []).flatMap((one) => [
        one.name,
        ...one.aliases,
      ]),
    ),
    depends_on: new Map(
      components.flatMap(serviceNames).map((service) => [service, waitFor("service_healthy")]),
    ),
    healthcheck: {
      test: list(["CMD", "haproxy", "-c", "-f", configurationFile]),
      interval: "10s",
      timeout: "5s",
      retries: 3,
    },
    logging: logging(first.logging),
  };
  return {
    name,
    service: noted(service, { gap: true, before: balancerComment(components) }),
    configuration: { content: literal(configuration(fronts, layout)) },
  };
}

function balancerComment(components: readonly Component[]): string {
  const names = components.map(({ name }) => name).join(", ");
  return `Stands on the published ports of ${names}, whose containers come and go behind it.`;
}

/** On the port of the endpoint, so that it can stand for the component; on another where that one is taken. */
function listen(all: readonly Served[]): readonly Front[] {
  const taken = new Set<number>();
  return all.map((served) => {
    const wanted = [served.endpoint.port, served.outside?.port ?? served.endpoint.port];
    let port = wanted.find((one) => !taken.has(one)) ?? 20_000;
    while (taken.has(port)) port += 1;
    taken.add(port);
    return { served, port };
  });
}

function configuration(fronts: readonly Front[], { attachments }: Layout): string {
  const names = new Set<string>();
  const view = fronts.map(({ served: { component, endpoint }, port }) => {
    const name = freeName(`${component.name}-${endpoint.name}`, (one) => names.has(one));
    names.add(name);
    const isThroughUs = [...attachments.balancerNetworks.values()].some((all) =>
      all.includes(component),
    );
    return {
      name,
      port,
      host: isThroughUs ? replicasAlias(component) : component.name,
      target: endpoint.port,
      slots:
        component.identity === "members" ? component.count : Math.max(component.count, spareSlots),
      check: checkOf(component.health.ready, endpoint.port),
    };
  });
  return renderTemplate(haproxyTemplate, { fronts: view }, haproxyWord);
}

/** A check from outside: what needs a process inside the container can only be asked whether it listens. */
function checkOf(check: Check, port: number): { readonly port: number; readonly path: string } {
  if (check.kind === "http") return { port: check.port, path: check.path };
  return { port: check.kind === "tcp" ? check.port : port, path: "" };
}

/** Names, numbers and paths; anything else would need quoting that no value of ours needs. */
function haproxyWord(text: string): string {
  invariant(/^[A-Za-z0-9._/?=&-]*$/.test(text), `${JSON.stringify(text)} is no word of HAProxy`);
  return text;
}
