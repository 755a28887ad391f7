/** Labels that Kubernetes recommends, and the selectors made of two of them. */
import type { Yaml } from "../../src/emit/artifact.ts";
import type { Component, Job } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { labelValue, tagOf } from "./names.ts";

export interface KubernetesObject {
  readonly kind: string;
  readonly name: string;
  readonly body: Yaml;
}

const prefix = "app.kubernetes.io";

/** Labels of what belongs to the whole. */
export function commonLabels({ deployment }: Layout) {
  return {
    [`${prefix}/instance`]: deployment.name,
    [`${prefix}/part-of`]: deployment.name,
    [`${prefix}/managed-by`]: "milvusc",
  };
}

export function componentLabels(component: Component, layout: Layout) {
  const version = labelValue(tagOf(component.image));
  return {
    [`${prefix}/name`]: labelValue(component.product),
    ...selector(component, layout),
    ...(version === "" ? {} : { [`${prefix}/version`]: version }),
    [`${prefix}/part-of`]: layout.deployment.name,
    [`${prefix}/managed-by`]: "milvusc",
  };
}

/** A job's pod is none of its component's: Services must not find it. */
export function jobLabels(job: Job, layout: Layout) {
  return {
    ...commonLabels(layout),
    [`${prefix}/name`]: labelValue(
      layout.componentByName.get(job.component)?.product ?? job.component,
    ),
    ...selector(job, layout),
  };
}

/** What never changes about a pod, so that selectors can be made of it. */
export function selector({ name }: { readonly name: string }, { deployment }: Layout) {
  return {
    [`${prefix}/instance`]: deployment.name,
    [`${prefix}/component`]: labelValue(name),
  };
}

/** An object of the namespace. */
export function namespaced(
  kind: string,
  apiVersion: string,
  name: string,
  rest: {
    readonly layout: Layout;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Yaml;
    readonly fields: Readonly<Record<string, Yaml>>;
  },
): KubernetesObject {
  const { layout, labels, annotations, fields } = rest;
  const metadata: Yaml = { name, namespace: layout.namespace, labels, annotations };
  return { kind, name, body: { apiVersion, kind, metadata, ...fields } };
}
