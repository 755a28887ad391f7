/** PodDisruptionBudgets: a node can be drained, and a quorum stays. */
import type { Component } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { componentLabels, type KubernetesObject, namespaced, selector } from "./metadata.ts";

/** One at a time. A single one has no budget: it would keep its node from ever being drained. */
export function disruptionBudget(
  component: Component,
  layout: Layout,
): readonly KubernetesObject[] {
  if (component.count < 2) return [];
  return [
    namespaced("PodDisruptionBudget", "policy/v1", component.name, {
      layout,
      labels: componentLabels(component, layout),
      fields: {
        spec: {
          maxUnavailable: 1,
          unhealthyPodEvictionPolicy: "AlwaysAllow",
          selector: { matchLabels: selector(component, layout) },
        },
      },
    }),
  ];
}
