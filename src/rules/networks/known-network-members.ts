/** Networks hold components that exist, and what they share follows from that. */
import { message } from "../../diagnostics/define.ts";
import { componentsByName, networksOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const knownNetworkMembers = defineRule({
  code: "known-network-members",
  pass: "networks",
  severity: "error",
  summary: "members of networks exist, and only those on one network share it",
  why: "Targets open what `shares` says: a pair too much is a way in that nobody decided.",
  help: "Compile the program again instead of editing its IR.",
  source: "src/resolve/networks.ts",
  messages: {
    member: message`network ${"network"} holds "${"name"}", which is no component`,
    share: message`${"one"} and ${"other"} share a network, but stand on none together`,
  },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; attu >"],
    invalid: [],
    planted: [
      {
        program: "cluster a standalone < milvus 2.6.15 >",
        plant: (deployment) => ({
          ...deployment,
          networks: deployment.networks.map((network) => ({
            ...network,
            members: [...network.members, "zookeeper"],
          })),
        }),
      },
      {
        program:
          "cluster a standalone < milvus 2.6.15; network one { members standalone, etcd }; network " +
          "two { members standalone, minio } >",
        plant: (deployment) => ({
          ...deployment,
          shares: [...deployment.shares, ["etcd", "minio"]],
        }),
      },
    ],
  },
  check({ deployment, report }) {
    const byName = componentsByName(deployment);
    for (const { name: network, members } of deployment.networks)
      for (const name of members)
        if (!byName.has(name))
          report("member", { at: `networks/${network}`, facts: { network, name } });
    const attached = networksOf(deployment);
    for (const [one, other] of deployment.shares) {
      if (!byName.has(one) || !byName.has(other)) continue;
      const theirs = attached.get(other) ?? [];
      if (!(attached.get(one) ?? []).some((name) => theirs.includes(name)))
        report("share", { at: "networks", facts: { one, other } });
    }
  },
});
