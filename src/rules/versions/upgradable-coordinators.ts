/** A 2.5 cluster has its coordinators in one process, as the way to 2.6 asks. */
import { lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { listed, milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

const separate = ["rootcoord", "datacoord", "querycoord"];

export const upgradableCoordinators = defineRule({
  code: "upgradable-coordinators",
  pass: "versions",
  severity: { development: "note", test: "note", production: "warning" },
  summary: "a 2.5 cluster runs its coordinators in one process",
  why:
    "The way to 2.6 starts from 2.5.16 or newer with `mixcoord`, so separate coordinators " +
    "cost a step more.",
  help: "Name `mixcoord` in place of the separate coordinators, or none of them.",
  source: "zilliztech/milvus-helm charts/milvus/README.md; milvus-io/milvus#47806",
  messages: { separate: message`the way to Milvus 2.6 leads over mixcoord, not over ${"roles"}` },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.5.27; mixcoord >",
      "cluster a distributed < milvus 2.4.24; rootcoord >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.5.27; rootcoord >",
      "cluster a distributed < milvus 2.5.27; querycoord >",
    ],
  },
  check({ deployment, written, report }) {
    if (lineName(deployment.milvusVersion) !== "2.5") return;
    const roles = milvusComponents(deployment);
    const found = roles.filter(({ role }) => separate.includes(role));
    const [first] = found;
    // That both kinds are there is the greater mistake, and another law's business.
    if (first === undefined || roles.some(({ role }) => role === "mixcoord")) return;
    const named = found.find(({ name }) => written(`components/${name}`) !== undefined) ?? first;
    report("separate", {
      at: `components/${named.name}`,
      facts: { roles: listed(found.map(({ role }) => role)) },
    });
  },
});
