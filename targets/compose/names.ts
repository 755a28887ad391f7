/** Names in the Compose file, all made from the IR's names. */
import type { Component, Deployment, Volume } from "../../src/model/schema.ts";

/** Members with data and names of their own are a service each; replicas are one service. */
export function isSplit(component: Component): boolean {
  return component.identity === "members" && component.count > 1;
}

/** One name for each service of a component. In Docker they are host names, too. */
export function serviceNames(component: Component): readonly string[] {
  return isSplit(component)
    ? Array.from({ length: component.count }, (_, member) => `${component.name}-${member}`)
    : [component.name];
}

export function serviceName(component: Component, member: number): string {
  return isSplit(component) ? `${component.name}-${member}` : component.name;
}

/** Host names of all members as one word, in the form that MinIO reads. */
export function ellipsisName(component: Component): string {
  return isSplit(component) ? `${component.name}-{0...${component.count - 1}}` : component.name;
}

/** These names decide where data lies: they never change. */
export function volumeName(component: Component, volume: Volume, member: number): string {
  const number = isSplit(component) ? `-${member}` : "";
  const isMain = volume === component.volumes[0] && volume.name === "data";
  return `${component.name}${isMain ? "" : `-${volume.name}`}${number}`;
}

/** The first of `name`, `name-2`, `name-3`, … that nobody has. */
export function freeName(name: string, isTaken: (name: string) => boolean, glue = "-"): string {
  let free = name;
  for (let next = 2; isTaken(free); next += 1) free = `${name}${glue}${next}`;
  return free;
}

/** Name of the service that stands on published ports; containers already answer to all the others. */
export function balancerName(deployment: Deployment): string {
  const taken = new Set(deployment.jobs.map(({ name }) => name));
  for (const component of deployment.components)
    for (const name of [component.name, ...serviceNames(component), ...component.aliases])
      taken.add(name);
  return freeName("balancer", (name) => taken.has(name));
}

/** What a file is called in `configs`: the last part of its path. */
export function configName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/[^a-zA-Z0-9._-]/g, "-") || "file";
}

/** A word that `.env` files and shells take as the name of a variable. */
export function variableName(...words: readonly string[]): string {
  const name = words
    .join("_")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_");
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}
