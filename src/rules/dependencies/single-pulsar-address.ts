/** Milvus makes the address of Pulsar's web service out of the one that it dials. */
import { isAtLeast } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { within } from "../fixes.ts";
import { defineRule } from "../rule.ts";

/** Data nodes are watched by calls from here on, and nobody's subscription is deleted for them. */
const withoutDeletion = "2.4.2";
/** `/_cluster/dependencies`, which the pages on the metrics port show. */
const withReport = "2.5.0";

export const singlePulsarAddress = defineRule({
  code: "single-pulsar-address",
  pass: "dependencies",
  severity: "warning",
  summary: "an external Pulsar has one address",
  why:
    "Milvus puts `http://` before its hosts and `pulsar.webport` behind them, whatever " +
    "`pulsar.webaddress` says: of several no address comes that exists.",
  help:
    "Write one name that leads to all brokers: Pulsar's proxy, a balancer, or a DNS name with all " +
    "their addresses.",
  source:
    "milvus-io/milvus pkg/util/paramtable/service_param.go @2.3.22, @2.6.19; " +
    "internal/datacoord/channel_manager.go @2.2.0, @2.3.22, @2.4.1; " +
    "internal/util/dependency/factory.go @2.5.27, @2.6.19",
  messages: {
    kept: message`with ${"address"} as well, Pulsar keeps the messages of data nodes that are gone`,
    reported: message`with ${"address"} as well, Milvus reports a queue that is not healthy`,
  },
  examples: {
    valid: [
      'cluster a distributed < milvus 2.5.27; external pulsar "pulsar://p:6650" >',
      'cluster a distributed < milvus 2.4.24; external pulsar "p-0:6650", "p-1:6650" >',
      'cluster a distributed < milvus 2.5.27; external etcd "e-0:2379", "e-1:2379" >',
    ],
    invalid: [
      "cluster a distributed < milvus 2.3.22; " +
        'allow patched-milvus "as it is"; external pulsar "p-0:6650", "p-1:6650" >',
      'cluster a distributed < milvus 2.6.15; external pulsar "p-0:6650", "p-1:6650" >',
    ],
  },
  check({ deployment, written, report }) {
    const external = deployment.externals.find(({ name }) => name === "pulsar");
    if (external === undefined) return;
    const [first, ...others] = external.addresses.map(({ host, port }) => `${host}:${port}`);
    // One that is written twice is another law's.
    const address = others.find((one) => one !== first);
    if (address === undefined) return;
    const { milvusVersion } = deployment;
    const isKept = !isAtLeast(milvusVersion, withoutDeletion);
    if (!isKept && !isAtLeast(milvusVersion, withReport)) return;
    const path = "externals/pulsar";
    const at = within(written(path), address) ?? path;
    if (isKept) report("kept", { at, facts: { address } });
    // Messages come and go: only what people are shown is wrong.
    else report("reported", { at, facts: { address }, severity: "note" });
  },
});
