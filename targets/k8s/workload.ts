/** What keeps pods running: Deployments of replicas, StatefulSets of members. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import type { Component } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { componentLabels, type KubernetesObject, namespaced, selector } from "./metadata.ts";
import { firstOrdinal, headlessName, isStateful } from "./names.ts";
import { componentPod } from "./pod.ts";
import { exemptionAnnotations, exemptions } from "./security.ts";
import { hasService } from "./service.ts";

export function workload(component: Component, layout: Layout): KubernetesObject {
  const { template, claims } = componentPod(component, layout);
  const stateful = isStateful(component);
  const fields = stateful
    ? statefulFields(component, claims, layout)
    : { strategy: strategy(component) };
  const annotations = exemptionAnnotations(allExemptions(component, layout));
  return namespaced(stateful ? "StatefulSet" : "Deployment", "apps/v1", component.name, {
    layout,
    labels: componentLabels(component, layout),
    annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
    fields: {
      spec: {
        replicas: component.count,
        selector: { matchLabels: selector(component, layout) },
        ...fields,
        template,
        volumeClaimTemplates: claims.length === 0 ? undefined : claims,
      },
    },
  });
}

/** Members that find each other must be able to start together; others come one after the other. */
function statefulFields(component: Component, claims: readonly Yaml[], { needs }: Layout) {
  const first = firstOrdinal(component);
  const hasPeers = needs.some(({ from, to }) => from === component.name && to === component.name);
  return {
    serviceName: headlessName(component),
    podManagementPolicy: hasPeers ? "Parallel" : undefined,
    ordinals:
      first === 0
        ? undefined
        : noted({ start: first }, { before: "Members number themselves by their pod's number." }),
    persistentVolumeClaimRetentionPolicy:
      claims.length === 0 ? undefined : { whenDeleted: "Retain", whenScaled: "Retain" },
  };
}

function strategy({ exclusive }: Component): Yaml {
  if (exclusive)
    return noted({ type: "Recreate" }, { before: "Only one may run: the old one stops first." });
  return { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };
}

/** Those of its security, and what a person chose by the number of replicas. */
export function allExemptions(component: Component, layout: Layout) {
  const found = [...exemptions(component)];
  const isDeployment = !isStateful(component);
  if (isDeployment && hasService(component, layout)) {
    if (component.exclusive)
      found.push({ score: "deployment-strategy", reason: "two of it would contest one role" });
    if (component.count === 1)
      found.push({ score: "deployment-replicas", reason: "the program asks for one replica" });
  }
  return found;
}
