/** Clusters that share a bucket keep apart what they write into it. */
import { message } from "../../diagnostics/define.ts";
import type { Deployment } from "../../model/schema.ts";
import { fixAt, withSetting } from "../fixes.ts";
import { dependencyOf } from "../questions.ts";
import { defineWorkspaceRule } from "../rule.ts";
import { objectPrefix } from "./prefixes.ts";
import { sharedServices } from "./sharing.ts";

const one = 'cluster one standalone < milvus 2.5.27; external s3 "s3:9000" { bucket "all" } >\n';

export const distinctBuckets = defineWorkspaceRule({
  code: "distinct-buckets",
  pass: "storage",
  severity: "error",
  summary: "clusters that share a bucket have root paths of their own in it",
  why: "Each takes the other's files for garbage and deletes them.",
  help: 'Give each its own `bucket`, or its own `root-path "…"` in it, before there is data.',
  source: "milvus-io/milvus#38637; configs/milvus.yaml (minio.bucketName, minio.rootPath)",
  messages: {
    same: message`"${"later"}" and "${"earlier"}" both write to "${"prefix"}" of the bucket "${"bucket"}"`,
  },
  examples: {
    valid: [
      `${one}cluster two standalone < milvus 2.5.27; external s3 "s3:9000" { bucket "other" } >`,
      `${one}cluster two standalone < milvus 2.5.27; external s3 "s3:9000" { bucket "all"; root-path "two" } >`,
    ],
    invalid: [
      `${one}cluster two standalone < milvus 2.5.27; external s3 "s3:9000" { bucket "all" } >`,
    ],
  },
  check({ resolved, report }) {
    const clashes = sharedServices(
      resolved,
      "objects",
      (a, b) => bucketOf(a) === bucketOf(b) && objectPrefix(a) === objectPrefix(b),
    );
    for (const { earlier, later, kind } of clashes) {
      const { name } = later.deployment;
      const at = "dependencies/objects";
      const origin = later.origins.get(at);
      const setting = `root-path "${name}"`;
      const hasPath = later.origins.has(`externals/${kind}/root-path`);
      const span = origin?.kind === "written" && !hasPath ? origin.span : undefined;
      report("same", {
        at: `externals/${kind}/${hasPath ? "root-path" : "bucket"}`,
        in: later,
        facts: {
          later: name,
          earlier: earlier.deployment.name,
          prefix: objectPrefix(later.deployment),
          bucket: bucketOf(later.deployment) ?? "",
        },
        see: [{ at: `externals/${kind}/bucket`, in: earlier, message: "also here" }],
        fixes: fixAt(span, `write \`${setting}\``, false, (words) => withSetting(words, setting)),
      });
    }
  },
});

function bucketOf(deployment: Deployment): string | undefined {
  return dependencyOf(deployment, "objects")?.bucket;
}
