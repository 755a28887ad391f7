/** The comment lines at the top: what to run, and what has to be there before. */
import { allowedLines, generatedBy } from "../../src/emit/header.ts";
import type { TargetInput } from "../../src/emit/target.ts";
import type { Layout } from "./layout.ts";

export const resourceFile = "milvus.yaml";

export function header(input: TargetInput, layout: Layout): readonly string[] {
  const { deployment, namespace } = layout;
  return [
    generatedBy(input, "operator"),
    "Needs the Milvus operator (zilliztech/milvus-operator 1.3 or later) in the cluster.",
    `Before: kubectl create namespace ${namespace}`,
    `Start:  kubectl apply -f ${resourceFile}`,
    ...deployment.secrets.flatMap(({ name: secret, purpose, keys }) => {
      const isFiles = keys.some((key) => key.file);
      const given = keys.map(({ key, hint }) =>
        isFiles ? `--from-file=${key}=${key}` : `--from-literal=${key}="<${hint}>"`,
      );
      return [
        `Secret ${secret}, ${purpose}, has to be there:`,
        `        kubectl --namespace ${namespace} create secret generic ${secret} ${given.join(" ")}`,
      ];
    }),
    ...allowedLines(deployment),
    `Look:   kubectl --namespace ${namespace} get milvus ${layout.name}`,
  ];
}
