/** Parts of NetworkPolicies that every format for Kubernetes writes alike. */
import type { Component, Endpoint, External } from "../model/schema.ts";
import { noted, type Yaml } from "./artifact.ts";

/** Names are looked up in the cluster's own name server, which has this label everywhere. */
export const nameLookUps: Yaml = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [
    { port: 53, protocol: "UDP" },
    { port: 53, protocol: "TCP" },
  ],
};

export function policyPort({ port, protocol }: Pick<Endpoint, "port" | "protocol">): Yaml {
  return { port, protocol: protocol === "udp" ? "UDP" : "TCP" };
}

export function isLoopback(address: string): boolean {
  return /^(?:127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(address);
}

/** Nothing for what is a name. */
export function cidrOf(host: string): string | undefined {
  const bare = host.replace(/^\[|\]$/g, "");
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(bare)) return `${bare}/32`;
  return bare.includes(":") ? `${bare}/128` : undefined;
}

/** An address is opened exactly; for a name a policy has no words, so only its port is. */
export function waysOut({ name, addresses }: Omit<External, "tls">): readonly Yaml[] {
  const rules: Yaml[] = [];
  const openPorts = new Set<number>();
  for (const { host, port } of addresses) {
    const ports = [policyPort({ port, protocol: "tcp" })];
    const cidr = cidrOf(host);
    if (cidr !== undefined) rules.push({ to: [{ ipBlock: { cidr } }], ports });
    else if (!openPorts.has(port)) {
      openPorts.add(port);
      const before = `${name} is known by name (${host}): the port is open to any address.`;
      rules.push(noted({ ports }, { before }));
    }
  }
  return rules;
}

/** Ports of a proxy whose address has none (golang.org/x/net/http/httpproxy, net/http). */
const proxyPorts: Readonly<Record<string, number>> = {
  "http:": 80,
  "https:": 443,
  "socks5:": 1080,
};

/** Whoever is told a proxy for the way out has to reach it. */
export function waysToProxies({ variables }: Component): readonly Yaml[] {
  const byAddress = new Map<string, Omit<External, "tls">>();
  for (const { name, value } of variables) {
    if (!/^https?_proxy$/i.test(name) || typeof value !== "string") continue;
    const text = value.includes("://") ? value : `http://${value}`;
    const { hostname: host, port, protocol } = URL.canParse(text) ? new URL(text) : noAddress;
    if (host === "") continue;
    const address = { host, port: Number(port) || (proxyPorts[protocol] ?? 80) };
    if (!byAddress.has(`${host}:${address.port}`))
      byAddress.set(`${host}:${address.port}`, { name, addresses: [address] });
  }
  return [...byAddress.values()].flatMap(waysOut);
}

const noAddress = { hostname: "", port: "", protocol: "" };
