/** A ServiceAccount for each component: none of them calls the cluster's API. */
import { noted } from "../../src/emit/artifact.ts";
import type { Component } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { componentLabels, type KubernetesObject, namespaced } from "./metadata.ts";

export function serviceAccount(component: Component, layout: Layout): KubernetesObject {
  return namespaced("ServiceAccount", "v1", component.name, {
    layout,
    labels: componentLabels(component, layout),
    fields: { automountServiceAccountToken: noted(false, { after: "it never calls the API" }) },
  });
}
