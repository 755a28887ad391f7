/** Which nodes pods run on: spread over failure domains, and where the program puts them. */
import type { Yaml } from "../../src/emit/artifact.ts";
import type { Component } from "../../src/model/schema.ts";
import { isMeant, type Layout } from "./layout.ts";
import { selector } from "./metadata.ts";

const hostname = "kubernetes.io/hostname";
const topologyKeys = { zone: "topology.kubernetes.io/zone", host: hostname } as const;

/** Several of one kind keep off each other's nodes where there is room for that. */
export function affinity(component: Component, layout: Layout): Yaml {
  if (component.count < 2) return undefined;
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            labelSelector: { matchLabels: selector(component, layout) },
            topologyKey: hostname,
          },
        },
      ],
    },
  };
}

/** What was asked for holds in production; elsewhere a small cluster must still start. */
export function spread(component: Component, layout: Layout): Yaml {
  if (component.spread === undefined) return undefined;
  return [
    {
      maxSkew: 1,
      topologyKey: topologyKeys[component.spread],
      whenUnsatisfiable: layout.isProduction ? "DoNotSchedule" : "ScheduleAnyway",
      labelSelector: { matchLabels: selector(component, layout) },
    },
  ];
}

export function nodeSelector(component: Component, { options }: Layout): Yaml {
  const labels = options.places
    .filter(({ components }) => isMeant(component, components))
    .flatMap(({ nodeLabels }) => nodeLabels);
  return labels.length === 0 ? undefined : new Map(labels.map(({ key, value }) => [key, value]));
}

export function tolerations(component: Component, { options }: Layout): Yaml {
  const all = options.places
    .filter(({ components }) => isMeant(component, components))
    .flatMap((place) => place.tolerations);
  if (all.length === 0) return undefined;
  return all.map(({ key, value }) =>
    value === undefined ? { key, operator: "Exists" } : { key, operator: "Equal", value },
  );
}
