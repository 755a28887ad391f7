/** A cluster has one coordinator of each kind: separate ones, or all in one process. */
import type { RoleName } from "../../catalog/catalog.ts";
import { lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { laterFirst } from "../lookup.ts";
import { listed, milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

const separate: readonly string[] = ["rootcoord", "datacoord", "querycoord"];

export const exclusiveCoordinators = defineRule({
  code: "exclusive-coordinators",
  pass: "topology",
  severity: "error",
  summary: "a cluster has `mixcoord` or separate coordinators, not both",
  why:
    "Both contest for the same key in etcd; the loser exits with CompareAndSwap and starts " +
    "again for ever.",
  help: "Remove one of the two.",
  source: "milvus-io/milvus#28063, #33421",
  messages: { both: message`mixcoord runs ${"roles"} already` },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.4.24; mixcoord >",
      "cluster a distributed < milvus 2.5.27; rootcoord; datacoord; querycoord >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.4.24; mixcoord; rootcoord >",
      "cluster a distributed < milvus 2.4.24; rootcoord; datacoord; mixcoord x2 >",
    ],
    planted: [
      {
        program: "cluster a distributed < milvus 2.4.24; mixcoord >",
        plant: (one) => ({
          ...one,
          components: [
            ...one.components,
            ...one.components
              .filter(({ role }) => role === "mixcoord")
              .map((component) => ({ ...component, name: "datacoord", role: "datacoord" })),
          ],
          startOrder: [...one.startOrder, ["datacoord"]],
        }),
      },
    ],
  },
  check({ deployment, written, report }) {
    const line = lineOf(deployment.milvusVersion);
    if (line === undefined) return;
    const roles = line.roles.distributed;
    const coordinators = milvusComponents(deployment).filter(
      ({ role }) => separate.includes(role) && roles.includes(role as RoleName),
    );
    const isMixed = milvusComponents(deployment).some(({ role }) => role === "mixcoord");
    if (!isMixed || coordinators.length === 0 || !roles.includes("mixcoord")) return;
    const names = coordinators.map(({ name }) => name);
    const apart = names.filter((name) => written(`components/${name}`) !== undefined);
    const [first = "mixcoord"] = apart;
    const [at, earlier] = laterFirst(written, `components/${first}`, "components/mixcoord");
    // Of several, the removal of one would not help.
    const removable = apart.length === 1 ? [first, "mixcoord"] : ["mixcoord"];
    report("both", {
      at,
      facts: { roles: listed(names) },
      see: apart.length === 0 ? [] : [{ at: earlier, message: labelOf(earlier) }],
      fixes: removable.flatMap((name) =>
        fixAt(written(`components/${name}`), `remove \`${name}\``, false, removed),
      ),
    });
  },
});

function labelOf(path: string): string {
  return path.endsWith("/mixcoord") ? "all in one process here" : "in a process of its own here";
}
