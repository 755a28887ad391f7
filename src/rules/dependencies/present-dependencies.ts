/** Metadata, objects and messages each have a place, and it is there. */
import { message } from "../../diagnostics/define.ts";
import type { Deployment } from "../../model/schema.ts";
import { partsOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

const kinds = ["metadata", "objects", "queue"] as const;
const names = {
  metadata: "metadata store",
  objects: "object store",
  queue: "message queue",
} as const;

export const presentDependencies = defineRule({
  code: "present-dependencies",
  pass: "dependencies",
  severity: "error",
  summary: "there is one metadata store, one object store and one queue, deployed where it says so",
  why: "Milvus needs all three to start, and knows one of each.",
  help: "Add the dependency's components, or say that it is external or inside Milvus.",
  source: "milvus-io/milvus internal/util/dependency/factory.go",
  messages: {
    none: message`this cluster has no ${"what"}`,
    several: message`this cluster has ${"count"} entries for its ${"what"}, and needs one`,
    deployed: message`${"product"} is deployed, but has no component`,
    external: message`${"product"} is external, but has no address`,
  },
  examples: {
    valid: ['cluster a distributed < milvus 2.6.15; external etcd "e:2379" >'],
    invalid: [],
    planted: [
      {
        program: "cluster a standalone < milvus 2.6.15 >",
        plant: (deployment: Deployment) => ({
          ...deployment,
          dependencies: deployment.dependencies.filter(({ kind }) => kind !== "queue"),
        }),
      },
      {
        program:
          'cluster a standalone < milvus 2.6.15; external etcd "e:2379"; external kafka "k:9092" >',
        plant: (deployment: Deployment) => ({
          ...deployment,
          externals: deployment.externals.filter(({ name }) => name !== "kafka"),
        }),
      },
      {
        program: "cluster a standalone < milvus 2.6.15 >",
        plant: (deployment: Deployment) => ({
          ...deployment,
          dependencies: deployment.dependencies.flatMap((one) =>
            one.kind === "metadata" ? [one, one] : one,
          ),
        }),
      },
      {
        program: "cluster a standalone < milvus 2.6.15 >",
        plant: (deployment: Deployment) => ({
          ...deployment,
          dependencies: deployment.dependencies.map((one) =>
            one.kind === "objects" ? { ...one, product: "rustfs" } : one,
          ),
        }),
      },
    ],
  },
  check({ deployment, report }) {
    for (const kind of kinds) {
      const entries = deployment.dependencies.filter((one) => one.kind === kind);
      const at = `dependencies/${kind}`;
      const [only] = entries;
      if (only === undefined) report("none", { at, facts: { what: names[kind] } });
      else if (entries.length > 1)
        report("several", { at, facts: { what: names[kind], count: entries.length } });
      else if (only.placement === "deployed" && partsOf(deployment, only).length === 0)
        report("deployed", { at, facts: { product: only.product } });
      else if (
        only.placement === "external" &&
        !deployment.externals.some(({ name }) => name === only.product)
      )
        report("external", { at, facts: { product: only.product } });
    }
  },
});
