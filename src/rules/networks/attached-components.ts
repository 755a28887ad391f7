/** What talks to others stands on a network. */
import { message } from "../../diagnostics/define.ts";
import { textOf } from "../../text/source.ts";
import { appended } from "../fixes.ts";
import { networksOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const attachedComponents = defineRule({
  code: "attached-components",
  pass: "networks",
  severity: "error",
  summary: "every component that talks to another stands on a network",
  why: "Without a network it reaches nobody, and nobody reaches it.",
  help: "Name it among the `members` of a network.",
  source: "language reference, `network`; docs.docker.com/reference/compose-file/networks",
  messages: { nowhere: message`${"component"} stands on no network` },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; network one { members all } >"],
    invalid: [
      "cluster a standalone < milvus 2.6.15; network one { members standalone, etcd } >",
      "cluster a standalone < milvus 2.6.15; network front { members standalone }; network meta " +
        "internal { members standalone, etcd } >",
    ],
  },
  check({ deployment, written, report }) {
    const attached = networksOf(deployment);
    const talking = new Set(deployment.needs.flatMap(({ from, to }) => [from, to]));
    const network = [...deployment.networks].sort((a, b) => b.members.length - a.members.length)[0];
    const path = `networks/${network?.name ?? ""}/members`;
    const words = written(path);
    const listsAll = words !== undefined && !/\sexcept\s/.test(textOf(words));
    const groups = new Set<string>();
    for (const { name, group } of deployment.components) {
      if (attached.has(name) || !talking.has(name) || groups.has(group)) continue;
      groups.add(group);
      report("nowhere", {
        at: path,
        component: name,
        facts: { component: group },
        fixes: listsAll
          ? appended(`add ${group} to network ${network?.name}`, words, `, ${group}`)
          : [],
      });
    }
  },
});
