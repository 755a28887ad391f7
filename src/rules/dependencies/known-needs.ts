/** What a component dials exists, and listens where it is dialled. */
import { message } from "../../diagnostics/define.ts";
import type { Deployment, Need } from "../../model/schema.ts";
import { componentsByName } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const knownNeeds = defineRule({
  code: "known-needs",
  pass: "dependencies",
  severity: "error",
  summary: "every connection leads from a component to an endpoint that exists",
  why: "The process dials an address that nobody has, and gives up.",
  help: "Add what is dialled, or take the need away.",
  source: "milvus-io/milvus internal/distributed/*/service.go: who dials whom",
  messages: {
    from: message`"${"from"}", which dials ${"to"}, is no component of this deployment`,
    to: message`${"from"} dials "${"to"}", which is neither a component nor an external service`,
    endpoint: message`${"from"} dials "${"endpoint"}" of ${"to"} on port ${"port"}, which it does not have`,
  },
  examples: {
    valid: ["cluster a distributed < milvus 2.6.15 >"],
    invalid: [],
    planted: ["to", "endpoint", "from"].map((key) => ({
      program: "cluster a standalone < milvus 2.6.15 >",
      plant: (deployment: Deployment) => ({
        ...deployment,
        needs: deployment.needs.map((need, index) =>
          index === 0 ? { ...need, [key]: "zookeeper" } : need,
        ),
      }),
    })),
  },
  check({ deployment, report }) {
    const byName = componentsByName(deployment);
    const externals = new Map(deployment.externals.map((external) => [external.name, external]));
    const listens = ({ to, endpoint, port }: Need): boolean =>
      externals.get(to)?.addresses.some((address) => address.port === port) ??
      byName.get(to)?.endpoints.some((one) => one.name === endpoint && one.port === port) ??
      false;
    for (const need of deployment.needs) {
      const { from, to, endpoint, port } = need;
      const at = `components/${from}`;
      if (!byName.has(from)) report("from", { at, facts: { from, to } });
      else if (!byName.has(to) && !externals.has(to)) report("to", { at, facts: { from, to } });
      else if (!listens(need)) report("endpoint", { at, facts: { from, to, endpoint, port } });
    }
  },
});
