/** Which nodes pods run on, and what is noted on them. */
import type { Yaml } from "../../src/emit/artifact.ts";
import type { Component } from "../../src/model/schema.ts";
import { type Entry, entry } from "./entries.ts";
import { isMeant, type Layout } from "./layout.ts";

export const topologyKeys = {
  zone: "topology.kubernetes.io/zone",
  host: "kubernetes.io/hostname",
} as const;

/** By constraints where the chart reads them, else by affinity, which every chart does. */
export function spread(
  section: readonly string[],
  component: Component,
  labels: Readonly<Record<string, string>>,
  layout: Layout,
): readonly Entry[] {
  if (component.spread === undefined) return [];
  const topologyKey = topologyKeys[component.spread];
  const labelSelector: Yaml = { matchLabels: labels };
  const path = [...section, "topologySpreadConstraints"];
  if (layout.chart.reads(...path) && !layout.chart.isMap(...path))
    return [
      entry(path, [
        {
          maxSkew: 1,
          topologyKey,
          whenUnsatisfiable: layout.isProduction ? "DoNotSchedule" : "ScheduleAnyway",
          labelSelector,
        },
      ]),
    ];
  const podAffinityTerm: Yaml = { labelSelector, topologyKey };
  return [
    entry([...section, "affinity", "podAntiAffinity"], {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }],
    }),
  ];
}

export function place(
  section: readonly string[],
  component: Component,
  { options }: Layout,
): readonly Entry[] {
  const own = options.places.filter(({ components }) => isMeant(component, components));
  const labels = own.flatMap(({ nodeLabels }) => nodeLabels);
  const tolerated = own.flatMap(({ tolerations }) => tolerations);
  return [
    entry(
      [...section, "nodeSelector"],
      labels.length === 0 ? undefined : new Map(labels.map(({ key, value }) => [key, value])),
    ),
    entry(
      [...section, "tolerations"],
      tolerated.length === 0
        ? undefined
        : tolerated.map(({ key, value }) =>
            value === undefined ? { key, operator: "Exists" } : { key, operator: "Equal", value },
          ),
    ),
  ];
}

export function annotationsOf(component: Component, { options }: Layout): Yaml {
  const own = options.annotations.filter(({ components }) => isMeant(component, components));
  return own.length === 0 ? undefined : new Map(own.map(({ key, value }) => [key, value]));
}
