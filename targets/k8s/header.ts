/** The comment lines at the top of each file. */
import { allowedLines, generatedBy } from "../../src/emit/header.ts";
import type { TargetInput } from "../../src/emit/target.ts";
import type { Layout } from "./layout.ts";
import { securityLevel } from "./namespace.ts";

export function originLine(input: TargetInput): string {
  return generatedBy(input, "k8s");
}

/** What one has to know and do before the first start. */
export function instructions(layout: Layout): readonly string[] {
  const { deployment, namespace } = layout;
  return [
    ...secretLines(layout),
    ...allowedLines(deployment),
    `Look:   kubectl --namespace ${namespace} get pods`,
  ];
}

/** The namespace is not part of a stream: one that exists is its owner's, and its labels are. */
export function streamInstructions(layout: Layout): readonly string[] {
  const { namespace, deployment } = layout;
  return [
    `Before: kubectl create namespace ${namespace}`,
    `        kubectl label namespace ${namespace} pod-security.kubernetes.io/enforce=${securityLevel(layout)}`,
    `Start:  milvusc build ${deployment.file} --target k8s | kubectl apply -f -`,
    ...instructions(layout),
  ];
}

export function folderInstructions(layout: Layout): readonly string[] {
  return ["Start:  kubectl apply -k .", ...instructions(layout)];
}

/** Secrets are never written: their values are the user's. */
function secretLines({ deployment, namespace }: Layout): readonly string[] {
  return deployment.secrets.flatMap(({ name, purpose, keys }) => {
    const isFiles = keys.some(({ file }) => file);
    const values = keys.map(({ key, hint }) =>
      isFiles ? `--from-file=${key}=${key}` : `--from-literal=${key}="<${hint}>"`,
    );
    return [
      `Secret ${name}, ${purpose}, has to be there:`,
      `        kubectl --namespace ${namespace} create secret generic ${name} ${values.join(" ")}`,
    ];
  });
}
