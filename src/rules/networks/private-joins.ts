/** Other projects' networks are joined by what serves clients, not by stores. */
import { message } from "../../diagnostics/define.ts";
import { textOf } from "../../text/source.ts";
import { fixAt, removed, replaced } from "../fixes.ts";
import { dependencyOf, listed } from "../questions.ts";
import { defineRule } from "../rule.ts";
import { joinsOf } from "./joins.ts";

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
      'cluster a distributed < milvus 2.6.15; storage kafka; target compose { join "web" { ' +
        "members kafka } } >",
      "cluster a standalone < milvus 2.6.15; target compose { join env WEB { members etcd } } >",
      'cluster a standalone < milvus 2.6.15; target compose { join "web" { members all except ' +
        "minio } } >",
      'cluster a standalone < milvus 2.6.15; target compose { join "web" { members etcd, minio, ' +
        "standalone } } >",
    ],
  },
  check({ deployment, written, report }) {
    const products = [dependencyOf(deployment, "metadata"), dependencyOf(deployment, "queue")].map(
      (dependency) => dependency?.product,
    );
    for (const { path, network, variable, members } of joinsOf(deployment)) {
      const open = members.filter(({ product }) => products.includes(product));
      const groups = [...new Set(open.map(({ group }) => group))];
      if (groups.length === 0) continue;
      const others = members.map(({ group }) => group).filter((group) => !groups.includes(group));
      report("joins", {
        at: `${path}/members`,
        facts: { components: listed(groups), network: network || variable },
        fixes:
          others.length === 0
            ? fixAt(written(path), "remove the statement", false, removed)
            : fixAt(written(`${path}/members`), `leave ${listed(groups)} out`, false, (words) =>
                replaced(words, without(textOf(words), groups, [...new Set(others)])),
              ),
      });
    }
  },
});

/** The list as it is written, without some: `all` goes on being all. */
function without(text: string, left: readonly string[], others: readonly string[]): string {
  if (!/^members\s+all\b/.test(text)) return `members ${others.join(", ")}`;
  return `${text}${/\sexcept\s/.test(text) ? "," : " except"} ${left.join(", ")}`;
}
