/** Helm: the values of the official chart, and the policies that a chart of its kind cannot make. */
import type { Artifact, Yaml } from "../../src/emit/artifact.ts";
import { defineTarget, type Form, oncePerDeployment } from "../../src/emit/target.ts";
import { policiesFile, policiesHeader, valuesFile, valuesHeader } from "./header.ts";
import { type Layout, layOut } from "./layout.ts";
import { networkPolicies } from "./network.ts";
import { besideServices, restIngress } from "./services.ts";
import { summary } from "./summary.ts";
import { judge } from "./support.ts";
import { values } from "./values.ts";

const layoutOf = oncePerDeployment((deployment) => layOut(deployment, summary.name));

export const helm = defineTarget({
  ...summary,
  supports: (input) => judge(input, layoutOf(input.deployment)),
  emit: (input, form: Form = "files"): readonly Artifact[] => {
    const layout = layoutOf(input.deployment);
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
        // Of a stream it is only told that there is this file.
        documents: form === "stream" ? [] : beside(layout),
      },
    ];
  },
});

function beside(layout: Layout): readonly Yaml[] {
  return [...networkPolicies(layout), ...besideServices(layout), ...restIngress(layout)];
}
