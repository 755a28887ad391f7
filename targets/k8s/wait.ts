/** The start order: init containers that wait for exactly what their pod needs. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import type { Component, Job, Wait } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { containerSecurity } from "./security.ts";
import { renderTexts } from "./text.ts";
import type { NamedFolder } from "./volume.ts";

/**
 * A Service only leads to members that are ready, so whoever is connected has found one. Bash opens the connection;
 * nothing is sent.
 */
const waitForPorts = `for at in "$@"; do
  until timeout 3 bash -c 'exec 3<>"/dev/tcp/\${0%:*}/\${0##*:}"' "$at" 2>/dev/null; do
    echo "waiting for $at"
    sleep 2
  done
done`;

const waitForTask = `until timeout 60 "$@"; do
  echo "waiting for $0"
  sleep 3
done`;

/** What a container has in common with the one that it prepares. */
export interface Frame {
  readonly imagePullPolicy: string;
  readonly resources: Yaml;
  /** Folders of the pod that may be written to. */
  readonly folders: readonly NamedFolder[];
}

export function waitContainers(
  waiting: Component | Job,
  layout: Layout,
  frame: Frame,
): readonly Yaml[] {
  const waits = layout.deployment.waits.filter(({ component }) => component === waiting.name);
  const ports = waits.flatMap((wait) => addresses(wait, waiting, layout));
  const shell = shellFor(waiting, layout);
  const containers: Yaml[] = [];
  if (ports.length > 0 && shell !== undefined)
    containers.push({
      name: "wait",
      image: shell.image,
      imagePullPolicy: frame.imagePullPolicy,
      command: [shell.shell, "-c", waitForPorts, "wait"],
      args: ports,
      resources: frame.resources,
      securityContext: containerSecurity(shell),
    });
  for (const wait of waits) {
    const job = layout.deployment.jobs.find(({ name }) => name === wait.for);
    if (job !== undefined) containers.push(...waitForJob(job, layout, frame));
  }
  return containers;
}

/** Ports of the component that it may reach: with none there is nothing to wait for. */
function addresses(wait: Wait, waiting: Component | Job, layout: Layout): readonly string[] {
  return waitedPorts(wait, waiting, layout).map((port) => `${wait.for}:${port}`);
}

export function waitedPorts(
  wait: Wait,
  waiting: Component | Job,
  { needs, componentByName }: Layout,
): readonly number[] {
  const target = componentByName.get(wait.for);
  if (target === undefined || wait.until !== "ready") return [];
  const from = "component" in waiting ? waiting.component : waiting.name;
  const first = needs.find(
    ({ from: by, to, endpoint }) =>
      by === from &&
      to === target.name &&
      target.endpoints.some(({ name, protocol }) => name === endpoint && protocol === "tcp"),
  );
  return first === undefined ? [] : [first.port];
}

/** It writes where its component does, as far as the pod has those folders. */
function writableMounts({ confinement }: Component, { folders }: Frame): Yaml {
  const paths = confinement?.writable?.map(({ path }) => path) ?? [];
  const mounts = folders.filter(({ path }) => paths.includes(path));
  return mounts.length === 0
    ? undefined
    : mounts.map(({ name, path }) => ({ name, mountPath: path }));
}

interface ShellImage {
  readonly image: string;
  readonly shell: string;
  readonly confinement?: Component["confinement"];
}

/** Its own image where that has a shell, else another's of the deployment. */
function shellFor(waiting: Component | Job, { deployment, componentByName }: Layout) {
  const own = "component" in waiting ? componentByName.get(waiting.component) : waiting;
  const candidates = [...(own === undefined ? [] : [own]), ...deployment.components];
  for (const { image, shell, confinement } of candidates)
    if (shell !== undefined)
      return { image, shell, ...(confinement && { confinement }) } satisfies ShellImage;
  return undefined;
}

/** Asks with the job's own words whether it has been done: a job cannot be waited for without the cluster's API. */
function waitForJob(job: Job, layout: Layout, frame: Frame): readonly Yaml[] {
  const owner = layout.componentByName.get(job.component);
  const { done } = job;
  if (done === undefined || owner?.shell === undefined) return [];
  const { environment, render } = renderTexts({ texts: done, variables: job.variables }, layout);
  return [
    noted(
      {
        name: `wait-for-${job.name}`.slice(0, 63),
        image: job.image,
        imagePullPolicy: frame.imagePullPolicy,
        command: [owner.shell, "-c", waitForTask, job.name],
        args: done.map(render),
        env: environment.length === 0 ? undefined : environment,
        resources: frame.resources,
        securityContext: containerSecurity(owner),
        volumeMounts: writableMounts(owner, frame),
      },
      { before: `Until the Job ${job.name} has done its work.` },
    ),
  ];
}
