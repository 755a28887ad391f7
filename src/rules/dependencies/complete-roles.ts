/** A cluster has every kind of process without which it cannot work. */
import { lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import type { Deployment } from "../../model/schema.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

const separate: readonly string[] = ["rootcoord", "datacoord", "querycoord"];

/** Its process does the work of a query node. */
const without =
  (role: string) =>
  (deployment: Deployment): Deployment => ({
    ...deployment,
    components: deployment.components.map((one) =>
      one.role === role ? { ...one, role: "querynode" } : one,
    ),
  });

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
      "cluster a distributed < milvus 2.4.24; mixcoord >",
    ],
    invalid: [],
    planted: [
      {
        program: "cluster a distributed < milvus 2.6.15 >",
        plant: without("streamingnode"),
      },
      { program: "cluster a distributed < milvus 2.6.15 >", plant: without("mixcoord") },
      {
        program:
          "cluster a distributed < milvus 2.5.27; rootcoord; " +
          'allow upgradable-coordinators "later" >',
        plant: without("datacoord"),
      },
    ],
  },
  check({ deployment, report }) {
    const { milvusVersion, mode } = deployment;
    const line = lineOf(milvusVersion);
    if (line === undefined) return;
    const roles = new Set(milvusComponents(deployment).map(({ role }) => role));
    const isCoordinator = (role: string) => role === "mixcoord" || separate.includes(role);
    // Where one coordinator is separate all are.
    const coordinators = separate.some((role) => roles.has(role))
      ? line.roles[mode].filter((role) => separate.includes(role))
      : line.defaultRoles[mode].filter(isCoordinator);
    const needed = [
      ...line.defaultRoles[mode].filter((role) => !isCoordinator(role)),
      ...(roles.has("mixcoord") ? [] : coordinators),
    ];
    for (const role of needed)
      if (!roles.has(role)) report("missing", { at: "", facts: { line: line.name, role } });
  },
});
