/** The Milvus operator: one custom resource. */
import type { Artifact, Yaml } from "../../src/emit/artifact.ts";
import { defineTarget, oncePerDeployment, type TargetInput } from "../../src/emit/target.ts";
import { components } from "./components.ts";
import { config } from "./config.ts";
import { dependencies } from "./dependencies.ts";
import { header, resourceFile, servicesFile, servicesHeader } from "./header.ts";
import { type Layout, layOut } from "./layout.ts";
import { besideObjects } from "./services.ts";
import { summary } from "./summary.ts";
import { judge } from "./support.ts";

const layoutOf = oncePerDeployment((deployment) => layOut(deployment, summary.name));

export const operator = defineTarget({
  ...summary,
  supports: (input) => judge(input, layoutOf(input.deployment)),
  emit: (input): readonly Artifact[] => {
    const layout = layoutOf(input.deployment);
    return [
      {
        kind: "yaml",
        path: resourceFile,
        header: header(input, layout),
        documents: [resource(layout)],
      },
      ...beside(input, layout),
    ];
  },
});

/** Only where something is to be found that the operator makes no Service for. */
function beside(input: TargetInput, layout: Layout): readonly Artifact[] {
  const documents = besideObjects(layout);
  if (documents.length === 0) return [];
  return [{ kind: "yaml", path: servicesFile, header: servicesHeader(input, layout), documents }];
}

function resource(layout: Layout): Yaml {
  const { mode } = layout.deployment;
  return {
    apiVersion: "milvus.io/v1beta1",
    kind: "Milvus",
    metadata: {
      name: layout.name,
      namespace: layout.namespace,
      labels: { "app.kubernetes.io/managed-by": "milvusc" },
    },
    spec: {
      mode: mode === "standalone" ? mode : "cluster",
      components: components(layout),
      dependencies: dependencies(layout),
      config: config(layout),
    },
  };
}
