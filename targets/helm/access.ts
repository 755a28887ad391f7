/** How applications come in: the Service for clients, and the Ingress before it. */
import type { Yaml } from "../../src/emit/artifact.ts";
import type { ServiceKind } from "../../src/emit/kubernetes-settings.ts";
import { type Entry, entry } from "./entries.ts";
import { type Layout, publicationsOf } from "./layout.ts";

const types: Readonly<Record<ServiceKind["kind"], string>> = {
  "cluster-ip": "ClusterIP",
  "load-balancer": "LoadBalancer",
  "node-port": "NodePort",
};

export function access(layout: Layout): readonly Entry[] {
  const { service } = layout.options;
  return [
    entry(["service", "type"], types[service.kind]),
    entry(["service", "port"], clientPort(layout)),
    entry(["service", "nodePort"], service.kind === "node-port" ? service.port : undefined),
    // The metrics port answers management requests: it does not go out through the clients' Service.
    entry(["metrics", "enabled"], service.kind === "cluster-ip"),
    ...ingress(layout),
  ];
}

export function clientPort(layout: Layout): number | undefined {
  const { client } = layout;
  if (client === undefined) return undefined;
  const published = publicationsOf(client.component, layout).find(
    ({ endpoint }) => endpoint === client.endpoint.name,
  );
  return published?.port ?? client.endpoint.port;
}

const nginx = "nginx.ingress.kubernetes.io";

/** Vectors are large: controllers otherwise refuse bodies of more than 1 MiB. */
const bodySize = "64m";

export function ingressAnnotations(
  protocol: string,
  hasTls: boolean,
): Readonly<Record<string, string>> {
  return {
    [`${nginx}/backend-protocol`]: protocol,
    [`${nginx}/proxy-body-size`]: bodySize,
    [`${nginx}/ssl-redirect`]: String(hasTls),
  };
}

function ingress({ options, deployment }: Layout): readonly Entry[] {
  const { ingress: wanted } = options;
  if (wanted === undefined) return [entry(["ingress", "enabled"], false)];
  const { host, tls } = wanted;
  const protocol = deployment.tls === "off" ? "GRPC" : "GRPCS";
  const annotations: Yaml = {
    ...ingressAnnotations(protocol, tls !== undefined),
    // The chart's default is for a port that nobody opened.
    [`${nginx}/listen-ports-ssl`]: null,
  };
  return [
    entry(["ingress", "enabled"], true),
    entry(["ingress", "ingressClassName"], wanted.class ?? ""),
    entry(["ingress", "annotations"], annotations),
    entry(["ingress", "rules"], [{ host, path: "/", pathType: "Prefix" }]),
    entry(["ingress", "tls"], tls === undefined ? [] : [{ secretName: tls, hosts: [host] }]),
  ];
}
