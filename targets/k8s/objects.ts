/** All objects in the order in which a cluster can take them. */

import { serviceAccount } from "./account.ts";
import { configMap } from "./configuration.ts";
import { disruptionBudget } from "./disruption.ts";
import { ingresses } from "./ingress.ts";
import { jobWorkload } from "./job.ts";
import type { Layout } from "./layout.ts";
import type { KubernetesObject } from "./metadata.ts";
import { networkPolicies } from "./network.ts";
import { services } from "./service.ts";
import { workload } from "./workload.ts";

/** Without the namespace. What is closed is closed before anything runs. */
export function objects(layout: Layout): readonly KubernetesObject[] {
  const { components, jobs } = layout.deployment;
  return [
    ...networkPolicies(layout),
    ...components.map((component) => serviceAccount(component, layout)),
    ...configMap(layout),
    ...components.flatMap((component) => services(component, layout)),
    ...components.map((component) => workload(component, layout)),
    ...jobs.map((job) => jobWorkload(job, layout)),
    ...components.flatMap((component) => disruptionBudget(component, layout)),
    ...ingresses(layout),
  ];
}
