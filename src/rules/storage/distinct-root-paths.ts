/** Clusters that share an etcd keep apart what they write into it. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, withSetting } from "../fixes.ts";
import { defineWorkspaceRule } from "../rule.ts";
import { metadataPrefix } from "./prefixes.ts";
import { sharedServices } from "./sharing.ts";

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
    ],
    invalid: [
      'cluster one standalone < milvus 2.5.27; external etcd "e:2379" >\ncluster two ' +
        'standalone < milvus 2.5.27; external etcd "e:2379" >',
      `${one}cluster two standalone < milvus 2.5.27; external etcd "e:2379" { root-path "one" } >`,
    ],
  },
  check({ resolved, report }) {
    const clashes = sharedServices(
      resolved,
      "metadata",
      (a, b) => metadataPrefix(a) === metadataPrefix(b),
    );
    for (const { earlier, later, address } of clashes) {
      const { name } = later.deployment;
      const at = "dependencies/metadata";
      const origin = later.origins.get(at);
      const hasPath = later.origins.has("externals/etcd/root-path");
      const span = origin?.kind === "written" && !hasPath ? origin.span : undefined;
      report("same", {
        at: hasPath ? "externals/etcd/root-path" : at,
        in: later,
        facts: {
          later: name,
          earlier: earlier.deployment.name,
          prefix: metadataPrefix(later.deployment),
          address,
        },
        see: [{ at, in: earlier, message: "also here" }],
        fixes: fixAt(span, `write \`root-path "${name}"\``, false, (words) =>
          withSetting(words, `root-path "${name}"`),
        ),
      });
    }
  },
});
