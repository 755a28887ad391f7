/** One container of a component, or one job, as a service. */
import { type Notes, noted, type Yaml } from "../../src/emit/artifact.ts";
import { pullNote } from "../../src/emit/pull-note.ts";
import { formatDuration } from "../../src/model/quantity.ts";
import type { Component, Job, Text, Variable, Wait } from "../../src/model/schema.ts";
import { healthcheck, waitFor } from "./health.ts";
import type { Layout } from "./layout.ts";
import { list } from "./list.ts";
import { configName, isSplit, serviceName, serviceNames } from "./names.ts";
import { directPorts, serviceNetworks } from "./network.ts";
import { deploy } from "./resources.ts";
import { secretMounts } from "./secret.ts";
import { literal, type Reader, renderText } from "./text.ts";
import { volumes } from "./volume.ts";

/** All services of a component, by name. */
export function componentServices(component: Component, layout: Layout): [string, Yaml][] {
  return serviceNames(component).map((name, member) => {
    const notes: Notes = {
      gap: true,
      ...(isSplit(component) && member === 0 ? { before: membersComment(component) } : {}),
    };
    return [name, noted(memberService(component, member, layout), notes)];
  });
}

function membersComment({ name, count, volumes: all }: Component): string {
  const own = all.some(({ kept }) => kept) ? "a name and data" : "a name";
  return `${count} members, each with ${own} of its own. The alias ${name} finds those that run.`;
}

function memberService(component: Component, member: number, layout: Layout): Yaml {
  const { deployment, options } = layout;
  const name = serviceName(component, member);
  const reader = { name, number: member };
  const { file } = deployment.configuration;
  return {
    image: componentImage(component, member, layout),
    hostname: component.identity === "members" ? name : undefined,
    init: component.reaped ? true : undefined,
    restart: options.restart ?? component.restart,
    security_opt: component.unconfined ? noted(["seccomp:unconfined"], { flow: true }) : undefined,
    entrypoint: texts(component.entrypoint, reader, layout),
    command: texts(component.command, reader, layout),
    environment: environment(component.variables, reader, layout),
    configs:
      component.configured && file !== undefined
        ? [{ source: configName(file), target: literal(file) }]
        : undefined,
    secrets: secretMounts(deployment, component),
    volumes: volumes(component, member, layout),
    ports: directPorts(component, layout),
    networks: serviceNetworks(component, layout),
    depends_on: dependsOn(component.name, layout),
    healthcheck: healthcheck(component.health),
    stop_grace_period: formatDuration(component.stopSeconds),
    deploy: deploy(component),
    logging: logging(component.logging),
  };
}

function componentImage(component: Component, member: number, { deployment }: Layout): Yaml {
  const image = literal(component.image);
  const before = member === 0 ? pullNote(component, deployment) : undefined;
  return before === undefined ? image : noted(image, { before });
}

/** Runs once; whoever waits for it waits for its end. */
export function jobService(job: Job, layout: Layout): Yaml {
  const component = layout.componentByName.get(job.component);
  const reader = { name: job.name, number: 0 };
  return noted(
    {
      image: literal(job.image),
      restart: noted("no", { quote: true }),
      command: texts(job.command, reader, layout),
      environment: environment(job.variables, reader, layout),
      networks: noted(layout.attachments.networksOf.get(job.component) ?? [], { flow: true }),
      depends_on: dependsOn(job.name, layout),
      logging: component === undefined ? undefined : logging(component.logging),
    },
    { gap: true, before: "Runs once and ends; it does so again, without effect, at every start." },
  );
}

/** What waits for members waits for each of them. */
export function dependsOn(name: string, { deployment, componentByName }: Layout): Yaml {
  const conditions = new Map<string, Yaml>();
  for (const wait of deployment.waits.filter(({ component }) => component === name))
    for (const service of waitedFor(wait, componentByName))
      conditions.set(
        service,
        waitFor(wait.until === "ready" ? "service_healthy" : "service_completed_successfully"),
      );
  return conditions.size === 0 ? undefined : conditions;
}

function waitedFor(wait: Wait, componentByName: Layout["componentByName"]): readonly string[] {
  const component = componentByName.get(wait.for);
  return component === undefined ? [wait.for] : serviceNames(component);
}

function texts(all: readonly Text[] | undefined, reader: Reader, layout: Layout): Yaml {
  return all === undefined ? undefined : list(all.map((text) => renderText(text, reader, layout)));
}

function environment(variables: readonly Variable[], reader: Reader, layout: Layout): Yaml {
  if (variables.length === 0) return undefined;
  return new Map(variables.map(({ name, value }) => [name, renderText(value, reader, layout)]));
}

/** Docker's own driver, with its files rotated. */
export function logging({ maxSize, maxFile }: Component["logging"]): Yaml {
  if (maxSize === undefined && maxFile === undefined) return undefined;
  return {
    driver: "json-file",
    options: {
      "max-size": maxSize === undefined ? undefined : literal(maxSize),
      "max-file": maxFile === undefined ? undefined : noted(String(maxFile), { quote: true }),
    },
  };
}
