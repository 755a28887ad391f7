/** What the IR says, as a graph: the one that every format has to give back. */
import type { Component, Deployment, Part, Text } from "../../src/model/schema.ts";
import {
  type Amounts,
  collapsed,
  flattened,
  type Graph,
  type GraphNode,
  hostMark,
  memberMark,
  reduced,
  secretMark,
} from "./graph.ts";

export function graphOf(deployment: Deployment): Graph {
  return {
    nodes: new Map(deployment.components.map((one) => [one.name, nodeOf(one, deployment)])),
    edges: new Set(edgesOf(deployment)),
    published: new Set(
      deployment.publications.map(
        ({ port, component, targetPort }) => `${port} > ${component}:${targetPort}`,
      ),
    ),
  };
}

function nodeOf(component: Component, deployment: Deployment): GraphNode {
  const kept = component.volumes.filter((volume) => volume.kept);
  const { cpu, memory } = component.requirements;
  const command = [...(component.entrypoint ?? []), ...(component.command ?? [])];
  return {
    image: component.image,
    replicas: component.count,
    settings: settingsOf(component, deployment),
    ...(command.length === 0
      ? {}
      : { command: command.map((text) => textOf(text, component, deployment)).join(" ") }),
    kept: kept.map(({ path }) => path).sort(),
    keptBytes: kept.reduce((total, { sizeBytes }) => total + Math.round(sizeBytes), 0),
    amounts: amounts({
      cpuRequest: cpu.request,
      cpuLimit: cpu.limit,
      memoryRequest: memory.request,
      memoryLimit: memory.limit,
    }),
  };
}

function amounts(all: { [key in keyof Amounts]: number | undefined }): Amounts {
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, Math.round(value)]],
    ),
  );
}

/** Variables win over files. */
function settingsOf(component: Component, deployment: Deployment): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  const { file, settings: written } = deployment.configuration;
  if (component.configured && file !== undefined)
    for (const { key, value } of written)
      for (const [name, text] of flattened(value, key)) settings.set(reduced(name), text);
  for (const { name, value } of component.variables)
    settings.set(component.configured ? reduced(name) : name, textOf(value, component, deployment));
  return settings;
}

export function textOf(text: Text, own: Component, deployment: Deployment): string {
  if (typeof text === "string") return text;
  const rendered = text.map((part) =>
    typeof part === "string" ? part : partOf(part, own, deployment),
  );
  return rendered.includes(memberMark) ? memberMark : collapsed(rendered.join(""));
}

function partOf(part: Part, own: Component, deployment: Deployment): string {
  switch (part.kind) {
    case "self":
      return part.what === "number" ? memberMark : hostMark(own.name);
    case "host":
    case "ellipsis":
      return hostMark(part.component);
    case "secret": {
      const secret = deployment.secrets.find(({ name }) => name === part.secret);
      const key = secret?.keys.find(({ name }) => name === part.key)?.key ?? part.key;
      return secretMark(part.secret, key);
    }
    case "environment":
      return `<environment ${part.variable}>`;
    case "each": {
      const { count = 1 } = deployment.components.find(({ name }) => name === part.component) ?? {};
      const members = Array.from({ length: count }, (_, index) =>
        part.text
          .map((one) => {
            if (typeof one === "string") return one;
            return one.what === "number" ? String(index + one.offset) : hostMark(part.component);
          })
          .join(""),
      );
      return collapsed(members.join(part.separator));
    }
  }
}

/** *needs* between components that *shares* allows. */
function edgesOf({ needs, shares, components }: Deployment): readonly string[] {
  const names = new Set(components.map(({ name }) => name));
  const pairs = new Set(shares.map((pair) => pair.join("\n")));
  return needs
    .filter(
      ({ from, to }) =>
        names.has(to) &&
        (from === to || pairs.has(`${from}\n${to}`) || pairs.has(`${to}\n${from}`)),
    )
    .map(({ from, to, port }) => `${from} > ${to}:${port}`);
}
