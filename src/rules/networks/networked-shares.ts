/** What shares a network stands on one. */
import { message } from "../../diagnostics/define.ts";
import type { Deployment } from "../../model/schema.ts";
import { counted, networksOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

const apart =
  "cluster a standalone < milvus 2.6.15; network one { members standalone, etcd }; network " +
  "two { members standalone, minio } >";

const sharing =
  (...pairs: Deployment["shares"]) =>
  (deployment: Deployment): Deployment => ({
    ...deployment,
    shares: [...deployment.shares, ...pairs],
  });

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
    several: message`${"one"} and ${"other"}, and ${"more"}, share a network that they do not stand on`,
  },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; attu >"],
    invalid: [],
    planted: [
      { program: apart, plant: sharing(["etcd", "minio"]) },
      { program: apart, plant: sharing(["etcd", "minio"], ["minio", "etcd"]) },
    ],
  },
  check({ deployment, report }) {
    const attached = networksOf(deployment);
    const apart = deployment.shares.filter(([one, other]) => {
      const [own, theirs] = [attached.get(one) ?? [], attached.get(other) ?? []];
      return !own.some((name) => theirs.includes(name));
    });
    const [first] = apart;
    if (first === undefined) return;
    const [one, other] = first;
    const rest = apart.length - 1;
    // Whoever left a network shares it with several: one mistake.
    if (rest === 0) report("share", { at: "networks", facts: { one, other } });
    else
      report("several", {
        at: "networks",
        facts: { one, other, more: counted(rest, "more pair") },
      });
  },
});
