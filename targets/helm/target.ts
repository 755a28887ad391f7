/** Helm: the values of the official chart, and the policies that a chart of its kind cannot make. */
import type { Artifact } from "../../src/emit/artifact.ts";
import { defineTarget } from "../../src/emit/target.ts";
import { helmCodes } from "./diagnostics.ts";
import { policiesFile, policiesHeader, valuesFile, valuesHeader } from "./header.ts";
import { layOut } from "./layout.ts";
import { networkPolicies } from "./network.ts";
import { besideServices, restIngress } from "./services.ts";
import { judge } from "./support.ts";
import { values } from "./values.ts";

const name = "helm";

export const helm = defineTarget({
  name,
  summary: "Helm: values for the official chart milvus/milvus",
  codes: helmCodes,
  supports: (input) => judge(input, layOut(input.deployment, name)),
  emit: (input): readonly Artifact[] => {
    const layout = layOut(input.deployment, name);
    return [
      {
        kind: "yaml",
        path: valuesFile,
        header: valuesHeader(input, layout),
        documents: [values(layout)],
      },
      {
        kind: "yaml",
        path: policiesFile,
        header: policiesHeader(input, layout),
        documents: [...networkPolicies(layout), ...besideServices(layout), ...restIngress(layout)],
      },
    ];
  },
});
