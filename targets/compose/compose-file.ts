/** The whole Compose file as a value. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import type { Component, Deployment } from "../../src/model/schema.ts";
import { balancer } from "./balancer.ts";
import { configurationContent } from "./configuration.ts";
import type { Layout } from "./layout.ts";
import { configName } from "./names.ts";
import { networkDeclarations } from "./network.ts";
import { secretDeclarations } from "./secret.ts";
import { componentServices, jobService } from "./service.ts";
import { renderPlace } from "./text.ts";
import { volumeDeclarations } from "./volume.ts";

export function composeFile(layout: Layout): Yaml {
  const { deployment, options } = layout;
  const front = balancer(layout);
  const services = new Map<string, Yaml>();
  const jobsBefore = placeJobs(deployment);
  for (const component of deployment.components) {
    for (const job of jobsBefore.get(component) ?? [])
      services.set(job.name, jobService(job, layout));
    for (const [name, service] of componentServices(component, layout)) services.set(name, service);
  }
  for (const job of deployment.jobs)
    if (!services.has(job.name)) services.set(job.name, jobService(job, layout));
  if (front !== undefined) services.set(front.name, front.service);
  return {
    name: renderPlace(options.project ?? deployment.name),
    services: noted(services, { gap: true }),
    networks: section(networkDeclarations(layout)),
    volumes: section(volumeDeclarations(layout)),
    configs: section(configs(layout, front)),
    secrets: section(secretDeclarations(deployment)),
  };
}

/** A job stands before the first component that waits for it. */
function placeJobs(deployment: Deployment) {
  const jobsBefore = new Map<Component, Deployment["jobs"][number][]>();
  for (const job of deployment.jobs) {
    const waiting = new Set(
      deployment.waits.filter((wait) => wait.for === job.name).map(({ component }) => component),
    );
    const first = deployment.components.find(({ name }) => waiting.has(name));
    if (first !== undefined) jobsBefore.set(first, [...(jobsBefore.get(first) ?? []), job]);
  }
  return jobsBefore;
}

function configs({ deployment }: Layout, front: ReturnType<typeof balancer>): Yaml {
  const { configuration, components } = deployment;
  const all = new Map<string, Yaml>();
  if (configuration.file !== undefined && components.some(({ configured }) => configured))
    all.set(configName(configuration.file), configurationContent(configuration));
  if (front !== undefined) all.set(front.name, front.configuration);
  return all.size === 0 ? undefined : all;
}

function section(value: Yaml): Yaml {
  return value === undefined ? undefined : noted(value, { gap: true });
}
