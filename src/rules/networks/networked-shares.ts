/** What shares a network stands on one. */
import { message } from "../../diagnostics/define.ts";
import { networksOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const networkedShares = defineRule({
  code: "networked-shares",
  pass: "networks",
  severity: "error",
  summary: "only components on one network share it",
  why: "Targets open what `shares` says: a pair too much is a way in that nobody decided.",
  help: "Compile the program again instead of editing its IR.",
  source: "src/resolve/networks.ts",
  messages: {
    share: message`${"one"} and ${"other"} share a network, but stand on none together`,
  },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; attu >"],
    invalid: [],
    planted: [
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
    const attached = networksOf(deployment);
    for (const [one, other] of deployment.shares) {
      const [own, theirs] = [attached.get(one) ?? [], attached.get(other) ?? []];
      if (!own.some((name) => theirs.includes(name)))
        report("share", { at: "networks", facts: { one, other } });
    }
  },
});
