/** A cluster has every kind of process without which it cannot work. */
import type { RoleName } from "../../catalog/catalog.ts";
import { lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

const separate: readonly string[] = ["rootcoord", "datacoord", "querycoord"];

export const completeRoles = defineRule({
  code: "complete-roles",
  pass: "dependencies",
  severity: "error",
  summary: "a cluster has all roles that its Milvus version consists of",
  why: "The others wait for it: inserts, searches or the start itself never finish.",
  help: "Add the role.",
  source: "milvus-io/milvus cmd/milvus/util.go, cmd/roles/roles.go",
  messages: { missing: message`Milvus ${"line"} cannot work without ${"role"}` },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.5.27; rootcoord >",
      "cluster a distributed < milvus 2.6.15 >",
    ],
    invalid: [],
    planted: [
      {
        program: "cluster a distributed < milvus 2.6.15 >",
        plant: (deployment) => {
          const isGone = (name: string) => name === "streamingnode";
          return {
            ...deployment,
            components: deployment.components.filter(({ name }) => !isGone(name)),
            needs: deployment.needs.filter(({ from, to }) => !isGone(from) && !isGone(to)),
            waits: deployment.waits.filter(({ component }) => !isGone(component)),
            startOrder: deployment.startOrder.map((names) => names.filter((one) => !isGone(one))),
            shares: deployment.shares.filter((pair) => !pair.some(isGone)),
            networks: deployment.networks.map((network) => ({
              ...network,
              members: network.members.filter((one) => !isGone(one)),
            })),
          };
        },
      },
    ],
  },
  check({ deployment, report }) {
    const { milvusVersion, mode } = deployment;
    const line = lineOf(milvusVersion);
    const roles = new Set(milvusComponents(deployment).map(({ role }) => role));
    const coordinators: readonly RoleName[] = (line?.roles[mode] ?? []).filter((name) =>
      separate.includes(name),
    );
    for (const role of line?.defaultRoles[mode] ?? []) {
      const isCoordinator = role === "mixcoord" || separate.includes(role);
      const replaced =
        isCoordinator &&
        (roles.has("mixcoord") ||
          (coordinators.length > 0 && coordinators.every((name) => roles.has(name))));
      if (roles.has(role) || replaced) continue;
      report("missing", { at: "", facts: { line: line?.name ?? milvusVersion, role } });
    }
  },
});
