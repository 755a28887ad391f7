/** Other projects' networks are joined by what serves clients, not by stores. */
import { message } from "../../diagnostics/define.ts";
import { componentsByName, dependencyOf, listed } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const privateJoins = defineRule({
  code: "private-joins",
  pass: "networks",
  severity: "warning",
  summary: "no metadata store and no queue joins a network of another project",
  why:
    "Docker cannot filter inside a network: every container there reaches all ports, and " +
    "these ask for no login.",
  help: "Let `proxy` or `standalone` join, and `minio` where others share it.",
  source: "docs.docker.com/engine/network/drivers/bridge: containers on one bridge reach all ports",
  messages: { joins: message`${"components"} can be reached by every container on "${"network"}"` },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; target compose { join "web" { members standalone ' +
        "} } >",
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; target compose { join "web" { members all } } >',
    ],
  },
  check({ deployment, report }) {
    const byName = componentsByName(deployment);
    const products = [dependencyOf(deployment, "metadata"), dependencyOf(deployment, "queue")].map(
      (dependency) => dependency?.product,
    );
    const joins = deployment.targets.compose?.filter(({ name }) => name === "join") ?? [];
    for (const { arguments: words, settings } of joins) {
      const members = settings.find(({ name }) => name === "members")?.arguments.members;
      const [network, variable] = networkOf(words.network);
      const open = (Array.isArray(members) ? members : []).filter((name) =>
        products.includes(byName.get(name)?.product ?? ""),
      );
      const groups = [...new Set(open.map((name) => byName.get(name)?.group ?? name))];
      if (groups.length === 0) continue;
      report("joins", {
        at: `targets/compose/join:${network}:${variable}/members`,
        facts: { components: listed(groups), network: network || variable },
      });
    }
  },
});

/** Its name, or the variable that holds it. */
function networkOf(written: unknown): readonly [name: string, variable: string] {
  if (typeof written === "string") return [written, ""];
  const isReference = typeof written === "object" && written !== null && "variable" in written;
  return ["", isReference ? String(written.variable) : ""];
}
