/** Clusters that share an etcd keep apart what they write into it. */
import { message } from "../../diagnostics/define.ts";
import { defineWorkspaceRule } from "../rule.ts";
import { metadataPrefix } from "./prefixes.ts";
import { sharedServices, toldApart } from "./sharing.ts";

const one =
  'cluster one standalone < milvus 2.5.27; external etcd "e:2379" { root-path "one" } >\n';

export const distinctRootPaths = defineWorkspaceRule({
  code: "distinct-root-paths",
  pass: "storage",
  severity: "error",
  summary: "clusters that share an etcd have root paths of their own",
  why:
    "Both write the same keys: each takes the other's collections and nodes for its own and " +
    "deletes what it does not know.",
  help: 'Give each its own `root-path "…"`, before there is data.',
  source: "milvus-io/milvus#6363, #7905; configs/milvus.yaml (etcd.rootPath)",
  messages: {
    same: message`"${"later"}" and "${"earlier"}" both write to "${"prefix"}" in etcd ${"address"}`,
  },
  examples: {
    valid: [
      `${one}cluster two standalone < milvus 2.5.27; external etcd "e:2379" { root-path "two" } >`,
      `${one}cluster two standalone < milvus 2.5.27; external etcd "e:2379"; config { etcd.rootPath ` +
        '"two" } >',
    ],
    invalid: [
      'cluster one standalone < milvus 2.5.27; external etcd "e:2379" >\ncluster two ' +
        'standalone < milvus 2.5.27; external etcd "e:2379" >',
      `${one}cluster two standalone < milvus 2.5.27; external etcd "e:2379" { root-path "one" } >`,
      'cluster one standalone < milvus 2.5.27; external etcd "e:2379", "f:2379" >\ncluster two ' +
        'standalone < milvus 2.5.27; external etcd "e:2379", "f:2379" { root-path "by-dev" } >',
      'cluster base < milvus 2.5.27; external etcd "e:2379" { tls on } >\ncluster one standalone ' +
        "extends base < >\ncluster two standalone extends base < expose client 19531 >",
    ],
  },
  check({ resolved, report }) {
    const clashes = sharedServices(
      resolved,
      "metadata",
      (a, b) => metadataPrefix(a) === metadataPrefix(b),
    );
    for (const shared of clashes) {
      const { earlier, later, address } = shared;
      report("same", {
        ...toldApart(shared, "root-path"),
        facts: {
          later: later.deployment.name,
          earlier: earlier.deployment.name,
          prefix: metadataPrefix(later.deployment),
          address,
        },
      });
    }
  },
});
