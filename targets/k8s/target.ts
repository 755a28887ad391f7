/** Kubernetes: plain manifests, as one stream or as a folder that kustomize reads. */
import type { Artifact, Yaml } from "../../src/emit/artifact.ts";
import {
  defineTarget,
  type Form,
  oncePerDeployment,
  type TargetInput,
} from "../../src/emit/target.ts";
import { folderInstructions, originLine, streamInstructions } from "./header.ts";
import { type Layout, layOut } from "./layout.ts";
import type { KubernetesObject } from "./metadata.ts";
import { namespaceObject } from "./namespace.ts";
import { objects } from "./objects.ts";
import { summary } from "./summary.ts";
import { judge } from "./support.ts";

const layoutOf = oncePerDeployment((deployment) => layOut(deployment, summary.name));

export const k8s = defineTarget({
  ...summary,
  supports: (input) => judge(input, layoutOf(input.deployment)),
  emit: (input, form: Form = "files") => {
    const layout = layoutOf(input.deployment);
    return form === "stream" ? [stream(input, layout)] : files(input, layout);
  },
});

function stream(input: TargetInput, layout: Layout): Artifact {
  return {
    kind: "yaml",
    path: "manifests.yaml",
    header: [originLine(input), ...streamInstructions(layout)],
    documents: objects(layout).map(({ body }) => body),
  };
}

function files(input: TargetInput, layout: Layout): readonly Artifact[] {
  const all = [namespaceObject(layout), ...objects(layout)];
  const kustomization: Yaml = {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: all.map(fileName),
  };
  return [
    {
      kind: "yaml",
      path: "kustomization.yaml",
      header: [originLine(input), ...folderInstructions(layout)],
      documents: [kustomization],
    },
    ...all.map(
      (one): Artifact => ({
        kind: "yaml",
        path: fileName(one),
        header: [originLine(input)],
        documents: [one.body],
      }),
    ),
  ];
}

function fileName({ kind, name: own }: KubernetesObject): string {
  return `${kind.toLowerCase()}-${own}.yaml`;
}
