/** Networks of the file, of a service, and ports on the host. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import type { Component, Publication } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { isSplit } from "./names.ts";
import { literal, renderPlace } from "./text.ts";

/** The top-level `networks`: those on which somebody stands. */
export function networkDeclarations({ deployment, attachments }: Layout): Yaml {
  const used = new Set([
    ...[...attachments.networksOf.values()].flat(),
    ...attachments.balancerNetworks.keys(),
  ]);
  const declared = new Map<string, Yaml>();
  for (const { name, internal, mtuBytes } of deployment.networks) {
    if (!used.has(name)) continue;
    const opened = attachments.opened.get(name);
    const network: Yaml = {
      internal: internal && opened === undefined ? true : undefined,
      driver_opts:
        mtuBytes === undefined
          ? undefined
          : { "com.docker.network.driver.mtu": noted(String(mtuBytes), { quote: true }) },
    };
    declared.set(
      name,
      internal && opened !== undefined
        ? noted(network, {
            before: `Not internal: ${opened.component} dials ${opened.external}, which lies outside.`,
          })
        : network,
    );
  }
  for (const { key, network } of attachments.joined)
    if (used.has(key)) {
      const name = renderPlace(network);
      declared.set(key, { external: true, name: name === key ? undefined : name });
    }
  return declared.size === 0 ? undefined : declared;
}

/** Members answer to the component's name together: Docker leaves out those that do not run. */
export function serviceNetworks(component: Component, { attachments }: Layout): Yaml {
  const names = attachments.networksOf.get(component.name) ?? [];
  const aliases = [...(isSplit(component) ? [component.name] : []), ...component.aliases];
  const isThroughBalancer = [...attachments.balancerNetworks.values()].some((all) =>
    all.includes(component),
  );
  if (isThroughBalancer) aliases.unshift(replicasAlias(component));
  const networks = networkList(names, () => aliases);
  return attachments.pinned.has(component.name)
    ? noted(networks, { after: "one only: its peers dial the address that it registers" })
    : networks;
}

/** Where a balancer bears the component's name, the replicas behind it need another. */
export function replicasAlias(component: Component): string {
  return `${component.name}-replicas`;
}

export function networkList(
  names: readonly string[],
  aliasesOf: (network: string) => readonly string[],
): Yaml {
  if (names.every((name) => aliasesOf(name).length === 0)) return noted(names, { flow: true });
  return new Map(
    names.map((name) => {
      const aliases = aliasesOf(name).map(literal);
      return [name, aliases.length === 0 ? {} : { aliases: noted(aliases, { flow: true }) }];
    }),
  );
}

/** Publications that no balancer takes. */
export function directPorts(component: Component, layout: Layout): Yaml {
  const ports = layout.deployment.publications
    .filter((one) => one.component === component.name)
    .filter(
      (one) =>
        !layout.attachments.served.some(
          ({ component: served, endpoint }) =>
            served === component && endpoint.name === one.endpoint,
        ),
    )
    .map((one) => {
      const endpoint = component.endpoints.find(({ name }) => name === one.endpoint);
      return publishedPort(one, one.targetPort, endpoint?.protocol ?? "tcp");
    });
  return ports.length === 0 ? undefined : ports;
}

/** Quoted: a YAML 1.1 reader takes `22:22` for a number. */
export function publishedPort(
  { address, port }: { readonly address?: Publication["address"]; readonly port: number },
  inside: number,
  protocol: "tcp" | "udp",
): Yaml {
  const host = address?.includes(":") && !address.startsWith("[") ? `[${address}]` : address;
  const text = `${host === undefined ? "" : `${host}:`}${port}:${inside}`;
  return noted(literal(protocol === "udp" ? `${text}/udp` : text), { quote: true });
}
