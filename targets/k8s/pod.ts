/** The pod of a component: one container, and what prepares it. */

import { noted, type Yaml } from "../../src/emit/artifact.ts";
import { portName } from "../../src/emit/kubernetes-parts.ts";
import { pullNote } from "../../src/emit/pull-note.ts";
import type { Component, Text } from "../../src/model/schema.ts";
import { contentHash } from "../../src/text/hash.ts";
import { probes } from "./health.ts";
import { isMeant, type Layout } from "./layout.ts";
import { componentLabels } from "./metadata.ts";
import { affinity, nodeSelector, spread, tolerations } from "./placement.ts";
import { resources } from "./resources.ts";
import { containerSecurity, podSecurity } from "./security.ts";
import { renderTexts } from "./text.ts";
import { type NamedFolder, podVolumes } from "./volume.ts";
import { type Frame, waitContainers } from "./wait.ts";

/** Where folders lie while they are filled from the image. */
const seedRoot = "/seed";

/** Time in which everybody learns that a pod goes, before it stops taking connections. */
const leaveSeconds = 10;

export interface Pod {
  readonly template: Yaml;
  readonly claims: readonly Yaml[];
}

export function componentPod(component: Component, layout: Layout): Pod {
  const { claims, volumes, mounts, seeds, folders } = podVolumes(component, layout);
  const frame: Frame = {
    imagePullPolicy: pullPolicy(layout),
    resources: resources(component, layout),
    folders,
  };
  const waits = waitContainers(component, layout, frame);
  const init = [...waits, ...seedContainers(seeds, component, frame)];
  const served = isServing(component, layout);
  const spec: Yaml = {
    ...podFrame(component, component.name),
    terminationGracePeriodSeconds: Math.ceil(component.stopSeconds + (served ? leaveSeconds : 0)),
    shareProcessNamespace: component.reaped
      ? noted(true, { before: "Its first process then reaps the children that others leave." })
      : undefined,
    securityContext: podSecurity(component),
    nodeSelector: nodeSelector(component, layout),
    tolerations: tolerations(component, layout),
    affinity: affinity(component, layout),
    topologySpreadConstraints: spread(component, layout),
    initContainers: init.length === 0 ? undefined : init,
    containers: [
      {
        ...container(component, layout, frame),
        ports: ports(component),
        ...probes(component.health),
        lifecycle: served ? { preStop: { sleep: { seconds: leaveSeconds } } } : undefined,
        volumeMounts: mounts.length === 0 ? undefined : mounts,
      },
    ],
    volumes: volumes.length === 0 ? undefined : volumes,
  };
  const annotations = podAnnotations(component, layout);
  return {
    template: {
      metadata: { labels: componentLabels(component, layout), annotations },
      spec,
    },
    claims,
  };
}

/** What every pod has, whatever runs in it. */
export function podFrame(component: Pick<Component, "confinement" | "user">, account: string) {
  return {
    serviceAccountName: account,
    automountServiceAccountToken: false,
    enableServiceLinks: noted(false, {
      before: "Else a Service is told to every process as variables, which some take for settings.",
    }),
    securityContext: podSecurity(component),
  };
}

export function pullPolicy({ isProduction }: Layout): string {
  return isProduction ? "Always" : "IfNotPresent";
}

function container(component: Component, layout: Layout, frame: Frame) {
  const { entrypoint, command = [], variables } = component;
  const texts: Text[] = [...(entrypoint ?? []), ...command, ...variables.map(({ value }) => value)];
  const { environment, render } = renderTexts({ component, texts, variables }, layout);
  const before = pullNote(component, layout.deployment);
  return {
    name: component.name,
    image: before === undefined ? component.image : noted(component.image, { before }),
    imagePullPolicy: frame.imagePullPolicy,
    command: entrypoint?.map(render),
    args: command.length === 0 ? undefined : command.map(render),
    env: environment.length === 0 ? undefined : environment,
    resources: frame.resources,
    securityContext: containerSecurity(component),
  };
}

function ports({ endpoints }: Component): Yaml {
  if (endpoints.length === 0) return undefined;
  return endpoints.map(({ name, port, protocol }) => ({
    name: portName(name),
    containerPort: port,
    protocol: protocol === "udp" ? "UDP" : undefined,
  }));
}

/** Applications outside hold connections to it. */
function isServing(component: Component, { deployment }: Layout): boolean {
  return deployment.publications.some((one) => one.component === component.name);
}

function seedContainers(
  seeds: readonly NamedFolder[],
  component: Component,
  frame: Frame,
): readonly Yaml[] {
  return seeds.map(({ name, path }) =>
    noted(
      {
        name: `copy-${name}`,
        image: component.image,
        imagePullPolicy: frame.imagePullPolicy,
        command: ["cp", "-R", `${path}/.`, `${seedRoot}/`],
        resources: frame.resources,
        securityContext: containerSecurity(component),
        volumeMounts: [{ name, mountPath: seedRoot }],
      },
      { before: `The image stays read-only, but files in ${path} are changed at every start.` },
    ),
  );
}

function podAnnotations(component: Component, layout: Layout): Yaml {
  const { deployment, options } = layout;
  const { settings, file } = deployment.configuration;
  const annotations = new Map<string, Yaml>();
  if (component.configured && file !== undefined && settings.length > 0)
    annotations.set(
      "checksum/configuration",
      noted(contentHash(JSON.stringify(settings)), {
        before: "A changed configuration starts the pods again, one after the other.",
      }),
    );
  for (const { components, key, value } of options.annotations)
    if (isMeant(component, components)) annotations.set(key, value);
  return annotations.size === 0 ? undefined : annotations;
}
