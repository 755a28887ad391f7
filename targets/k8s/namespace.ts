/** The namespace, with the strictest Pod Security level that everything in it fits. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import type { Layout } from "./layout.ts";
import { commonLabels, type KubernetesObject } from "./metadata.ts";
import { isRestricted } from "./security.ts";

export function securityLevel({ deployment }: Layout): "restricted" | "baseline" {
  return deployment.components.every(isRestricted) ? "restricted" : "baseline";
}

export function namespaceObject(layout: Layout): KubernetesObject {
  const level = securityLevel(layout);
  const others = layout.deployment.components.filter((one) => !isRestricted(one));
  const prefix = "pod-security.kubernetes.io";
  const enforce: Yaml =
    others.length === 0
      ? level
      : noted(level, {
          before: `Not restricted: nothing is known of the users of ${others.map(({ name }) => name).join(", ")}.`,
        });
  return {
    kind: "Namespace",
    name: layout.namespace,
    body: {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: layout.namespace,
        labels: {
          ...commonLabels(layout),
          [`${prefix}/enforce`]: enforce,
          [`${prefix}/warn`]: "restricted",
        },
      },
    },
  };
}
