/** Clusters that share a message queue name their channels apart. */
import { message } from "../../diagnostics/define.ts";
import { defineWorkspaceRule } from "../rule.ts";
import { channelPrefix, metadataPrefix } from "./prefixes.ts";
import { sharedServices, toldApart } from "./sharing.ts";

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
      `${one}cluster two distributed < milvus 2.5.27; expose client 19531; external kafka ` +
        '"k:9092"; config { msgChannel.chanNamePrefix.cluster "two" } >',
      'cluster one distributed < milvus 2.2.16; external kafka "k:9092" >\ncluster two ' +
        'distributed < milvus 2.2.16; expose client 19531; external kafka "k:9092"; config { ' +
        'common.chanNamePrefix.cluster "two" } >',
      'cluster one distributed < milvus 2.5.27; external pulsar "p:6650" { tenant "x" } ' +
        '>\ncluster two distributed < milvus 2.5.27; external pulsar "p:6650" { tenant "y" } ' +
        ">",
      'cluster one distributed < milvus 2.5.27; external pulsar "p:6650" >\ncluster two ' +
        'distributed < milvus 2.5.27; external pulsar "p:6650" { namespace "two" } >',
    ],
    invalid: [
      `${one}cluster two distributed < milvus 2.5.27; external kafka "k:9092" >`,
      'cluster one distributed < milvus 2.5.27; external pulsar "p:6650" { tenant "x" } ' +
        '>\ncluster two distributed < milvus 2.5.27; external pulsar "p:6650" { tenant "x" } ' +
        ">",
      // The tenant and the namespace that are taken where none are written.
      'cluster one distributed < milvus 2.5.27; external pulsar "p:6650" >\ncluster two ' +
        'distributed < milvus 2.5.27; external pulsar "p:6650" { tenant "public"; namespace ' +
        '"default"; root-path "by-dev" } >',
      ["one", "two"]
        .map(
          (name) =>
            `cluster ${name} distributed < milvus 2.5.27; external etcd "e:2379" { root-path ` +
            `"${name}" }; external kafka "k:9092" { root-path "all" } >`,
        )
        .join("\n"),
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
    // A root path for etcd names the channels too: that mistake is reported there.
    const told = new Set(sharing.map(({ later }) => later));
    for (const shared of clashes) {
      const { earlier, later, address, kind } = shared;
      if (told.has(later)) continue;
      report("same", {
        ...toldApart(shared, "root-path"),
        facts: {
          later: later.deployment.name,
          earlier: earlier.deployment.name,
          kind,
          address,
        },
      });
    }
  },
});
