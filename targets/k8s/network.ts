/** NetworkPolicies: everything is closed, then each component gets exactly what it needs. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import {
  isLoopback,
  nameLookUps,
  policyPort,
  waysOut,
  waysToProxies,
} from "../../src/emit/network-policy.ts";
import type { Component, Endpoint, Job } from "../../src/model/schema.ts";
import { ingressEndpoints, type Layout } from "./layout.ts";
import {
  commonLabels,
  componentLabels,
  jobLabels,
  type KubernetesObject,
  namespaced,
  selector,
} from "./metadata.ts";
import { freeName } from "./names.ts";
import { endpointNamed, publicationsOf } from "./service.ts";

const apiVersion = "networking.k8s.io/v1";
const kind = "NetworkPolicy";

export function networkPolicies(layout: Layout): readonly KubernetesObject[] {
  const { deployment } = layout;
  const names = new Set([...deployment.components, ...deployment.jobs].map(({ name }) => name));
  const free = (name: string) => freeName(name, (one) => names.has(one));
  return [
    closed(free("default-deny"), layout),
    lookUpPolicy(free("dns"), layout),
    ...deployment.components.map((component) => componentPolicy(component, layout)),
    ...deployment.jobs.map((job) => jobPolicy(job, layout)),
  ];
}

/** Of every pod in the namespace: it is the cluster's own. */
function closed(name: string, layout: Layout): KubernetesObject {
  return namespaced(kind, apiVersion, name, {
    layout,
    labels: commonLabels(layout),
    fields: {
      spec: { podSelector: everyPod, policyTypes: ["Ingress", "Egress"] },
    },
  });
}

const everyPod: Yaml = noted({}, { flow: true });

function lookUpPolicy(name: string, layout: Layout): KubernetesObject {
  return namespaced(kind, apiVersion, name, {
    layout,
    labels: commonLabels(layout),
    fields: {
      spec: {
        podSelector: everyPod,
        policyTypes: ["Egress"],
        egress: [nameLookUps],
      },
    },
  });
}

function componentPolicy(component: Component, layout: Layout): KubernetesObject {
  const ingress = ingressRules(component, layout);
  const egress = egressRules(component, layout);
  return namespaced(kind, apiVersion, component.name, {
    layout,
    labels: componentLabels(component, layout),
    fields: {
      spec: {
        podSelector: { matchLabels: selector(component, layout) },
        policyTypes: ["Ingress", "Egress"],
        ingress: ingress.length === 0 ? undefined : ingress,
        egress: egress.length === 0 ? undefined : egress,
      },
    },
  });
}

/** A task reaches what its component does; nobody reaches it. */
function jobPolicy(job: Job, layout: Layout): KubernetesObject {
  const owner = layout.componentByName.get(job.component);
  const egress = owner === undefined ? [] : egressRules(owner, layout);
  return namespaced(kind, apiVersion, job.name, {
    layout,
    labels: jobLabels(job, layout),
    fields: {
      spec: {
        podSelector: { matchLabels: selector(job, layout) },
        policyTypes: ["Ingress", "Egress"],
        egress: egress.length === 0 ? undefined : egress,
      },
    },
  });
}

/** By endpoint: who needs it, and who is let in from outside. */
function ingressRules(component: Component, layout: Layout): readonly Yaml[] {
  const { needs, deployment } = layout;
  return component.endpoints.flatMap((endpoint) => {
    const callers = needs.filter(
      ({ to, endpoint: name }) => to === component.name && name === endpoint.name,
    );
    const names = [...new Set(callers.map(({ from }) => from))];
    const jobs = deployment.jobs.filter((job) => names.includes(job.component));
    const from = [...names.map((name) => ({ name })), ...jobs].map((caller) =>
      peer(caller, layout),
    );
    const rules: Yaml[] = [];
    const opening = publicOpening(component, endpoint, layout);
    if (from.length > 0 && opening !== "everybody")
      rules.push({ from, ports: [policyPort(endpoint)] });
    if (opening === "everybody")
      rules.push(
        noted(
          { ports: [policyPort(endpoint)] },
          { before: `${endpoint.name} is exposed: it is open to everybody.` },
        ),
      );
    if (opening === "namespace")
      rules.push({ from: [{ podSelector: {} }], ports: [policyPort(endpoint)] });
    return rules;
  });
}

/** A loopback address stays inside: whoever can forward a port, or runs in the namespace, reaches it. */
function publicOpening(
  component: Component,
  endpoint: Endpoint,
  layout: Layout,
): "everybody" | "namespace" | undefined {
  const own = publicationsOf(component, layout).filter(
    ({ endpoint: name }) => name === endpoint.name,
  );
  if (own.some(({ address }) => address === undefined || !isLoopback(address))) return "everybody";
  if (component === layout.client?.component && ingressEndpoints(layout).includes(endpoint))
    return "everybody";
  return own.length > 0 ? "namespace" : undefined;
}

function egressRules(component: Component, layout: Layout): readonly Yaml[] {
  const { needs, componentByName, deployment } = layout;
  const own = needs.filter(({ from }) => from === component.name);
  const rules: Yaml[] = [];
  for (const name of [...new Set(own.map(({ to }) => to))]) {
    const target = componentByName.get(name);
    const to = own.filter((need) => need.to === name);
    if (target !== undefined) {
      const ports = to.map(({ endpoint, port }) =>
        policyPort(endpointNamed(target, endpoint) ?? { port, protocol: "tcp" }),
      );
      rules.push({ to: [peer(target, layout)], ports });
      continue;
    }
    const external = deployment.externals.find((one) => one.name === name);
    if (external !== undefined) rules.push(...waysOut(external));
  }
  return [...rules, ...waysToProxies(component)];
}

function peer(one: { readonly name: string }, layout: Layout): Yaml {
  return { podSelector: { matchLabels: selector(one, layout) } };
}
