/** A task that runs once, in the image of a component. */
import { noted } from "../../src/emit/artifact.ts";
import type { Job } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { jobLabels, type KubernetesObject, namespaced } from "./metadata.ts";
import { podFrame, pullPolicy } from "./pod.ts";
import { resources } from "./resources.ts";
import { containerSecurity, exemptionAnnotations, exemptions } from "./security.ts";
import { renderTexts } from "./text.ts";
import { podVolumes } from "./volume.ts";
import { waitContainers } from "./wait.ts";

/** A Job cannot be changed: one that is gone can be applied again, and does its work without effect. */
const keptSeconds = 600;

export function jobWorkload(job: Job, layout: Layout): KubernetesObject {
  const owner = layout.componentByName.get(job.component);
  const confined = { ...owner, ...(job.user && !owner?.confinement && { user: job.user }) };
  const texts = [...job.command, ...job.variables.map(({ value }) => value)];
  const { environment, render } = renderTexts({ texts, variables: job.variables }, layout);
  // Only folders that are written to: it has no data, no configuration and no certificates.
  const { volumes, mounts, folders } =
    owner === undefined
      ? { volumes: [], mounts: [], folders: [] }
      : podVolumes(
          { ...owner, volumes: [], secretFiles: [], configured: false, ...unseeded(owner) },
          layout,
        );
  const frame = {
    imagePullPolicy: pullPolicy(layout),
    resources: owner === undefined ? undefined : resources(owner, layout),
    folders,
  };
  const waits = waitContainers(job, layout, frame);
  const annotations = exemptionAnnotations(exemptions(confined));
  return namespaced("Job", "batch/v1", job.name, {
    layout,
    labels: jobLabels(job, layout),
    annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
    fields: {
      spec: {
        backoffLimit: 20,
        ttlSecondsAfterFinished: noted(keptSeconds, {
          before: "Gone after that, so that it can be applied again; it then finds its work done.",
        }),
        template: {
          metadata: { labels: jobLabels(job, layout) },
          spec: {
            restartPolicy: "OnFailure",
            ...podFrame(confined, job.component),
            initContainers: waits.length === 0 ? undefined : waits,
            containers: [
              {
                name: job.name,
                image: job.image,
                imagePullPolicy: frame.imagePullPolicy,
                args: job.command.map(render),
                env: environment.length === 0 ? undefined : environment,
                resources: frame.resources,
                securityContext: containerSecurity(confined),
                volumeMounts: mounts.length === 0 ? undefined : mounts,
              },
            ],
            volumes: volumes.length === 0 ? undefined : volumes,
          },
        },
      },
    },
  });
}

/** Nothing is filled from the image: a task reads what is there, and writes only what is its own. */
function unseeded({ confinement }: NonNullable<ReturnType<Layout["componentByName"]["get"]>>) {
  if (confinement?.writable === undefined) return {};
  const writable = confinement.writable.filter(({ seeded }) => !seeded);
  return { confinement: { ...confinement, writable } };
}
