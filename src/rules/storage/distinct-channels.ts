/** Clusters that share a message queue name their channels apart. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, withSetting } from "../fixes.ts";
import { defineWorkspaceRule } from "../rule.ts";
import { channelPrefix, metadataPrefix } from "./prefixes.ts";
import { sharedServices } from "./sharing.ts";

const one = 'cluster one distributed < milvus 2.5.27; external kafka "k:9092" >\n';

export const distinctChannels = defineWorkspaceRule({
  code: "distinct-channels",
  pass: "storage",
  severity: "error",
  summary: "clusters that share a message queue name their channels apart",
  why:
    "Both read and write the same topics: inserts of one arrive in the other, or are dropped " +
    "there.",
  help: 'Give each its own `root-path "…"`: channels are named by it.',
  source: "milvus-io/milvus#6363; configs/milvus.yaml (msgChannel.chanNamePrefix.cluster)",
  messages: {
    same: message`"${"later"}" and "${"earlier"}" use the same channels of ${"kind"} ${"address"}`,
  },
  examples: {
    valid: [
      `${one}cluster two distributed < milvus 2.5.27; expose client 19531; external kafka ` +
        `"k:9092" { root-path "two" } >`,
    ],
    invalid: [
      `${one}cluster two distributed < milvus 2.5.27; external kafka "k:9092" >`,
      'cluster one distributed < milvus 2.5.27; external pulsar "p:6650" { tenant "x" } ' +
        '>\ncluster two distributed < milvus 2.5.27; external pulsar "p:6650" { tenant "x" } ' +
        ">",
    ],
  },
  check({ resolved, report }) {
    const sharing = sharedServices(
      resolved,
      "metadata",
      (a, b) => metadataPrefix(a) === metadataPrefix(b),
    );
    const clashes = sharedServices(
      resolved,
      "queue",
      (a, b) => channelPrefix(a) === channelPrefix(b),
    );
    for (const { earlier, later, address, kind } of clashes) {
      // A root path for etcd names the channels too: that mistake is reported there.
      if (sharing.some((pair) => pair.earlier === earlier && pair.later === later)) continue;
      const at = "dependencies/queue";
      const { name } = later.deployment;
      const origin = later.origins.get(at);
      const setting = `root-path "${name}"`;
      const hasPath = later.origins.has(`externals/${kind}/root-path`);
      const span = origin?.kind === "written" && !hasPath ? origin.span : undefined;
      report("same", {
        at,
        in: later,
        facts: { later: name, earlier: earlier.deployment.name, kind, address },
        see: [{ at, in: earlier, message: "also here" }],
        fixes: fixAt(span, `write \`${setting}\``, false, (words) => withSetting(words, setting)),
      });
    }
  },
});
