/** A cluster has one coordinator of each kind: separate ones, or all in one process. */
import type { RoleName } from "../../catalog/catalog.ts";
import { lineOf } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
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
    invalid: ["cluster a distributed < milvus 2.4.24; mixcoord; rootcoord >"],
  },
  check({ deployment, written, report }) {
    const roles = lineOf(deployment.milvusVersion)?.roles.distributed ?? [];
    const coordinators = milvusComponents(deployment).filter(
      ({ role }) => separate.includes(role) && roles.includes(role as RoleName),
    );
    const isMixed = milvusComponents(deployment).some(({ role }) => role === "mixcoord");
    if (!isMixed || coordinators.length === 0 || !roles.includes("mixcoord")) return;
    const names = coordinators.map(({ name }) => name);
    const first = names.find((name) => written(`components/${name}`) !== undefined);
    report("both", {
      at: "components/mixcoord",
      facts: { roles: listed(names) },
      see: first === undefined ? [] : [{ at: `components/${first}`, message: "separate here" }],
      fixes: fixAt(written("components/mixcoord"), "remove `mixcoord`", false, removed),
    });
  },
});
