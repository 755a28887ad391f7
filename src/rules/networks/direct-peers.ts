/** A proxy for the way out does not stand between Milvus and what is deployed with it. */
import { message } from "../../diagnostics/define.ts";
import type { Component, Deployment } from "../../model/schema.ts";
import { appended, replacedWithin } from "../fixes.ts";
import { componentsByName, listed, literalOf, milvusComponents, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** Go reads the first of two names that has a text; gRPC asks as for an address of https. */
const proxies = {
  grpc: ["HTTPS_PROXY", "https_proxy"],
  http: ["HTTP_PROXY", "http_proxy"],
} as const;
const exceptions = ["NO_PROXY", "no_proxy"];

/** Addresses that containers and pods have. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

export const directPeers = defineRule({
  code: "direct-peers",
  pass: "networks",
  // A proxy that reaches containers is possible, and nothing that anybody wants.
  severity: { development: "warning", test: "warning", production: "error" },
  summary: "a proxy for the way out does not stand between Milvus and what is deployed with it",
  why:
    "gRPC takes HTTPS_PROXY for every call, and MinIO's client HTTP_PROXY: where the proxy does " +
    "not reach containers, Milvus never gets ready.",
  help:
    "Name them in NO_PROXY: roles by ranges with the addresses of their containers, dependencies " +
    "by name.",
  source:
    "grpc/grpc-go Documentation/proxy.md, internal/transport/proxy.go @1.58.3, " +
    "internal/resolver/delegatingresolver @1.80.0; golang.org/x/net/http/httpproxy; " +
    "minio/minio-go transport.go; milvus-io/milvus internal/util/grpcclient/client.go",
  messages: {
    bare: message`calls to ${"peers"} go through ${"proxy"} as well: there is no NO_PROXY`,
    left: message`calls to ${"peers"} go through ${"proxy"} as well: ${"exceptions"} does not cover them`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; standalone { variables { " +
        'HTTPS_PROXY "http://proxy.example.com:3128"; NO_PROXY "172.16.0.0/12,etcd" } } >',
      "cluster a standalone < milvus 2.6.15; standalone { variables { " +
        'HTTPS_PROXY "http://proxy.example.com:3128"; no_proxy "*" } } >',
      'cluster a standalone < milvus 2.6.15; standalone { variables { HTTPS_PROXY "" } } >',
      "cluster a standalone < milvus 2.6.15; standalone { variables { " +
        'HTTPS_PROXY "http://proxy.example.com:3128"; NO_PROXY "10.0.0.0/8, etcd:2379" } } >',
      "cluster a standalone < milvus 2.6.15; standalone { variables { " +
        'HTTPS_PROXY "http://proxy.example.com:3128"; ' +
        'NO_PROXY "10.0.0.0/8,etcd.milvus.svc.cluster.local" } } >',
      "cluster a distributed < milvus 2.6.15; storage etcd(3); datanode { variables { " +
        'HTTPS_PROXY "http://proxy.example.com:3128"; ' +
        'NO_PROXY "172.16.0.0/12,etcd-0,etcd-1,etcd-2" } } >',
      "cluster a distributed < milvus 2.6.15; storage etcd(3); datanode { variables { " +
        'HTTPS_PROXY "http://proxy.example.com:3128"; NO_PROXY "172.16.0.0/12,.etcd-headless" } } >',
      "cluster a distributed < milvus 2.5.27; storage pulsar; mixcoord { variables { " +
        'HTTP_PROXY "http://proxy.example.com:3128"; NO_PROXY "minio" } } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; standalone { variables { " +
        'HTTPS_PROXY "http://proxy.example.com:3128" } } >',
      "cluster a distributed < milvus 2.6.15; storage etcd(3); datanode { variables { " +
        'https_proxy "http://proxy.example.com:3128"; NO_PROXY "localhost,127.0.0.0/8,etcd-0" } } >',
      "cluster a standalone < milvus 2.6.15; standalone { variables { " +
        'HTTP_PROXY "http://proxy.example.com:3128"; NO_PROXY "10.0.0.0/8" } } >',
      "cluster a standalone < milvus 2.6.15; standalone { variables { " +
        'HTTPS_PROXY "http://proxy.example.com:3128"; NO_PROXY "" } } >',
      "cluster a distributed < milvus 2.6.15; storage etcd(3), minio(4); datanode { variables { " +
        'HTTPS_PROXY "http://proxy.example.com:3128"; HTTP_PROXY "http://proxy.example.com:3128"; ' +
        'NO_PROXY "172.16.0.0/12,etcd" } } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const component of milvusComponents(deployment)) {
      const known = exceptionsOf(component);
      if (known === undefined) continue;
      const left = proxied(component, deployment)
        .map(({ proxy, peers }) => ({ proxy, peers: peers.filter((one) => !isKept(one, known)) }))
        .filter(({ peers }) => peers.length > 0);
      const [first] = left;
      if (first === undefined) continue;
      const peers = left.flatMap((one) => one.peers);
      const facts = {
        peers: listed(peers.map(({ name }) => name)),
        proxy: listed(left.map(({ proxy }) => proxy)),
      };
      const wanted = new Set(peers.flatMap(({ addresses }) => addresses));
      const names = [...wanted].filter((one) => !known.entries.includes(one)).join(",");
      const base = `components/${component.name}/variables`;
      if (known.written === undefined) {
        const at = `${base}/${first.proxy}`;
        const isEmpty = exceptions.some((name) => written(`${base}/${name}`) !== undefined);
        const words = isEmpty ? undefined : written(at);
        const fixes = appended("name them in `NO_PROXY`", words, `; NO_PROXY "${names}"`);
        report("bare", { at, facts, fixes });
      } else {
        const { name, text } = known.written;
        const at = `${base}/${name}`;
        const fixes = replacedWithin("name them as well", written(at), text, `${text},${names}`);
        report("left", { at, facts: { ...facts, exceptions: name }, fixes });
      }
    }
  },
});

/** What a role dials. */
interface Peer {
  readonly name: string;
  /** As NO_PROXY would name them. */
  readonly addresses: readonly string[];
  /** Nothing for Milvus itself, which is dialled under the addresses of its containers. */
  readonly component?: string;
}

/** Which calls of a role which proxy takes. What exists elsewhere may well lie behind it. */
function proxied(
  component: Component,
  deployment: Deployment,
): readonly { readonly proxy: string; readonly peers: readonly Peer[] }[] {
  return (["grpc", "http"] as const).flatMap((speaks) => {
    const proxy = proxies[speaks].find((name) => isSet(component, name));
    return proxy === undefined ? [] : [{ proxy, peers: peersOf(component, deployment, speaks) }];
  });
}

function isSet(component: Component, name: string): boolean {
  const value = variableOf(component, name);
  return value !== undefined && literalOf(value) !== "";
}

function peersOf(
  component: Component,
  deployment: Deployment,
  speaks: keyof typeof proxies,
): readonly Peer[] {
  const dependencies = new Map<string, Peer>();
  // Roles find each other by the addresses that they register, even those of one process.
  const milvus = deployment.mode === "standalone" ? "its own address" : "other roles";
  const registered = speaks === "grpc" ? [{ name: milvus, addresses: privateRanges }] : [];
  for (const { from, to, endpoint } of deployment.needs) {
    const target = from === component.name ? componentsByName(deployment).get(to) : undefined;
    const spoken = target?.endpoints.find(({ name }) => name === endpoint)?.speaks;
    if (target === undefined || spoken !== speaks) continue;
    // Whether the client of Pulsar's web service asks for a proxy is not known.
    if (target.product !== "milvus" && target.product !== "pulsar")
      dependencies.set(to, { name: to, addresses: namesOf(target, component), component: to });
  }
  return [...registered, ...dependencies.values()];
}

/** One name, or one for each member where the role is told all of them. */
function namesOf({ name, count }: Component, { variables }: Component): readonly string[] {
  const isEach = variables.some(
    ({ value }) =>
      typeof value !== "string" &&
      value.some(
        (part) => typeof part !== "string" && part.kind === "each" && part.component === name,
      ),
  );
  if (!isEach) return [name];
  const members = Array.from({ length: count }, (_, member) => `${name}-${member}`);
  return [...members, below(name)];
}

/** Members of a StatefulSet have names below this one. */
function below(name: string): string {
  return `${name}-headless`;
}

interface Exceptions {
  readonly written?: { readonly name: string; readonly text: string };
  readonly entries: readonly string[];
}

/** Nothing where only the target knows them. */
function exceptionsOf(component: Component): Exceptions | undefined {
  for (const name of exceptions) {
    const value = variableOf(component, name);
    if (value === undefined || value === "") continue;
    if (typeof value !== "string") return undefined;
    const entries = value.split(",").map((entry) => entry.trim().toLowerCase());
    return { written: { name, text: value }, entries };
  }
  return { entries: [] };
}

/** The dot of a whole domain, and a port. */
const aroundName = /^\.|:\d+$/g;
const range = /^[\d.]+\/\d+$|^[\da-f:]+\/\d+$/;
/** Of the machine itself and its neighbours on the wire. */
const local = /^127\.|^169\.254\.|^::1\/|^fe80:/;

function isKept({ component, addresses }: Peer, { entries }: Exceptions): boolean {
  if (entries.includes("*")) return true;
  if (component === undefined)
    return entries.some((entry) => range.test(entry) && !local.test(entry));
  const bare = entries.map((entry) => entry.replace(aroundName, ""));
  const members = addresses.filter((name) => name !== below(component));
  if (members.every((name) => bare.includes(name))) return true;
  // Some targets put words of their own around a name.
  return bare.some((entry) => {
    const isOwn = entry === component || members.includes(entry);
    return !isOwn && `-${entry.replaceAll(".", "-")}-`.includes(`-${component}-`);
  });
}
