/** The relation that the emitted policies make, computed back from the YAML alone, is the IR's. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Resolved } from "../../../src/model/resolved.ts";
import type { Component, Deployment } from "../../../src/model/schema.ts";
import { resolved } from "../../smith/deployment.ts";
import { runs } from "../../smith/runs.ts";
import { find, isSupported, manifests, resolveText, storyDeployments } from "./manifests.ts";
import {
  mayReach,
  openToEverybody,
  openToNamespace,
  type Pod,
  podsOf,
  resolvesNames,
  strangers,
  waysOut,
} from "./policies.ts";

/** `from > to:port/protocol`, of components and of jobs in their place. */
function neededPairs({ components, jobs, needs, shares }: Deployment): readonly string[] {
  const shared = new Set(shares.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const byName = new Map(components.map((one) => [one.name, one]));
  const pairs = needs.flatMap(({ from, to, endpoint, port }) => {
    const target = byName.get(to);
    if (target === undefined || !shared.has(`${from} ${to}`)) return [];
    const found = target.endpoints.find(({ name }) => name === endpoint);
    const callers = [from, ...jobs.filter((job) => job.component === from).map(({ name }) => name)];
    const protocol = (found?.protocol ?? "tcp").toUpperCase();
    return callers.map((caller) => `${caller} > ${to}:${found?.port ?? port}/${protocol}`);
  });
  return [...new Set(pairs)].sort();
}

function openPairs(objects: ReturnType<typeof manifests>, deployment: Deployment) {
  const pods = podsOf(objects);
  const open: string[] = [];
  for (const from of pods)
    for (const to of pods)
      for (const { port, protocol } of probedPorts(deployment))
        if (mayReach(objects, from, to, { port, protocol }))
          open.push(`${from.name} > ${to.name}:${port}/${protocol}`);
  return [...new Set(open)].sort();
}

/** Every port of anybody, and some of nobody. */
function probedPorts({ components }: Deployment) {
  const ports = components.flatMap(({ endpoints }) => endpoints.map(({ port }) => port));
  const all = [...new Set([...ports, 22, 80, 443])];
  return all.flatMap((port) => ["TCP", "UDP"].map((protocol) => ({ port, protocol })));
}

/** Through a port that is open to any address one reaches, too, what is open to everybody. */
function byChance(deployment: Deployment, objects: ReturnType<typeof manifests>) {
  const pods = podsOf(objects);
  const pairs: string[] = [];
  for (const from of pods)
    for (const way of waysOut(objects, from))
      for (const to of pods)
        if (way.startsWith("*:") && openToEverybody(objects, to).includes(way.slice(2)))
          pairs.push(`${from.name} > ${to.name}:${way.slice(2)}/TCP`);
  return new Set(pairs.filter((pair) => !neededPairs(deployment).includes(pair)));
}

function outsideOf({ externals, needs }: Deployment, name: string): readonly string[] {
  const dialled = externals.filter((one) =>
    needs.some(({ from, to }) => from === name && to === one.name),
  );
  const ways = dialled.flatMap(({ addresses }) =>
    addresses.map(({ host, port }) =>
      /^[\d.]+$/.test(host)
        ? `${host}/32:${port}`
        : host.includes(":")
          ? `${host.replace(/[[\]]/g, "")}/128:${port}`
          : `*:${port}`,
    ),
  );
  return [...new Set(ways)].sort();
}

function publishedPorts({ publications }: Deployment, { name }: Component, loopback: boolean) {
  return publications
    .filter(({ component }) => component === name)
    .filter(({ address }) => /^(127\.|\[?::1)/.test(address ?? "") === loopback)
    .map(({ targetPort }) => String(targetPort))
    .sort();
}

function judge(one: Resolved, objects = manifests(one)): void {
  const { deployment } = one;
  const chance = byChance(deployment, objects);
  expect(openPairs(objects, deployment).filter((pair) => !chance.has(pair))).toEqual(
    neededPairs(deployment),
  );
  const pods = new Map(podsOf(objects).map((pod) => [pod.name, pod]));
  for (const pod of pods.values()) expect(resolvesNames(objects, pod), pod.name).toBe(true);
  const hasIngress = objects.some(({ kind }) => kind === "Ingress");
  for (const component of deployment.components) {
    const pod = pods.get(component.name) as Pod;
    expect([...new Set(waysOut(objects, pod))]).toEqual(outsideOf(deployment, component.name));
    const published = publishedPorts(deployment, component, false);
    expect(strangers(objects, pod), component.name).toEqual([]);
    const open = openToEverybody(objects, pod);
    expect(open).toEqual(hasIngress ? expect.arrayContaining(published) : published);
    const inside = publishedPorts(deployment, component, true);
    expect(openToNamespace(objects, pod)).toEqual(inside.filter((port) => !open.includes(port)));
  }
}

describe("stories", () => {
  test.each(storyDeployments())("%s", (_name, one) => judge(one));
});

describe("a policy that is changed is noticed", () => {
  const one = resolveText("cluster a distributed < milvus 2.6.15; storage pulsar, minio(4) >");
  const policy = (objects: ReturnType<typeof manifests>, name: string) =>
    find(objects, "NetworkPolicy", name).spec;
  const breaks: Readonly<Record<string, (objects: ReturnType<typeof manifests>) => void>> = {
    "all are let in": (objects) => {
      policy(objects, "minio").ingress = [{}];
    },
    "a port is open to all": (objects) => {
      policy(objects, "minio").ingress.push({ ports: [{ port: 9000 }] });
    },
    "another namespace is let in": (objects) => {
      policy(objects, "etcd").ingress.push({ from: [{ namespaceSelector: {} }] });
    },
    "an address is let in": (objects) => {
      policy(objects, "etcd").ingress.push({ from: [{ ipBlock: { cidr: "0.0.0.0/0" } }] });
    },
    "nobody is let in": (objects) => {
      delete policy(objects, "minio").ingress;
    },
    "one may go anywhere": (objects) => {
      policy(objects, "querynode").egress.push({});
    },
    "names are found no more": (objects) => {
      delete policy(objects, "dns").egress;
    },
    "it selects another pod": (objects) => {
      policy(objects, "minio").podSelector = policy(objects, "etcd").podSelector;
    },
    "it closes one way only": (objects) => {
      policy(objects, "default-deny").policyTypes = ["Ingress"];
      policy(objects, "querynode").policyTypes = ["Ingress"];
      policy(objects, "dns").policyTypes = ["Ingress"];
    },
  };
  test.each(Object.entries(breaks))("%s", (_name, change) => {
    judge(one);
    const objects = structuredClone(manifests(one));
    change(objects as ReturnType<typeof manifests>);
    expect(() => judge(one, objects)).toThrow();
  });
});

test("random programs", () => {
  fc.assert(
    fc.property(resolved.filter(isSupported), (one) => judge(one)),
    runs(25),
  );
}, 120_000);

test("a connection that no network allows is closed, needed or not", () => {
  const one = resolveText(`cluster a standalone < milvus 2.6.15 >`);
  const [first, ...others] = one.deployment.needs;
  const shares = one.deployment.shares.filter(
    (pair) => !(pair.includes(first?.from ?? "") && pair.includes(first?.to ?? "")),
  );
  expect(others.length).toBeGreaterThan(0);
  const objects = manifests({ ...one, deployment: { ...one.deployment, shares } });
  expect(openPairs(objects, one.deployment)).toEqual(neededPairs({ ...one.deployment, shares }));
  expect(openPairs(objects, one.deployment).join()).not.toContain(`> ${first?.to}:`);
});
