/** The comment lines at the top of each file: what to run, and what has to be there before. */
import { chartName, chartRepository } from "../../src/catalog/charts/index.ts";
import { allowedLines, generatedBy } from "../../src/emit/header.ts";
import type { TargetInput } from "../../src/emit/target.ts";
import type { Layout } from "./layout.ts";

export const valuesFile = "values.yaml";
export const policiesFile = "network-policies.yaml";

export function originLine(input: TargetInput): string {
  return generatedBy(input, "helm");
}

export function valuesHeader(input: TargetInput, layout: Layout): readonly string[] {
  const { release, chart, namespace, deployment } = layout;
  const [alias = ""] = chartName.split("/");
  return [
    originLine(input),
    `Once:   helm repo add ${alias} ${chartRepository}`,
    `Start:  helm upgrade --install ${release} ${chartName} --version ${chart.version} ` +
      `--namespace ${namespace} --create-namespace --reset-then-reuse-values -f ${valuesFile}`,
    `Beside: kubectl apply -f ${policiesFile} (who may reach whom: the chart has no words for it)`,
    ...secretLines(layout),
    ...allowedLines(deployment),
    `Look:   kubectl --namespace ${namespace} get pods`,
  ];
}

export function policiesHeader(input: TargetInput, layout: Layout): readonly string[] {
  return [
    originLine(input),
    `Apply beside the release ${layout.release}: kubectl apply -f ${policiesFile}`,
  ];
}

/** Secrets are never written: their values are the user's. */
function secretLines({ deployment, namespace }: Layout): readonly string[] {
  return deployment.secrets.flatMap(({ name, purpose, keys }) => {
    const isFiles = keys.some(({ file }) => file);
    const given = keys.map(({ key, hint }) =>
      isFiles ? `--from-file=${key}=${key}` : `--from-literal=${key}="<${hint}>"`,
    );
    return [
      `Secret ${name}, ${purpose}, has to be there:`,
      `        kubectl --namespace ${namespace} create secret generic ${name} ${given.join(" ")}`,
    ];
  });
}
