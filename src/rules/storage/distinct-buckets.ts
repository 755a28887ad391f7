/** Clusters that share a bucket keep apart what they write into it. */
import { message } from "../../diagnostics/define.ts";
import { defineWorkspaceRule } from "../rule.ts";
import { bucketOf, objectPrefix } from "./prefixes.ts";
import { sharedServices, toldApart } from "./sharing.ts";

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
      `${one}cluster two standalone < milvus 2.5.27; external s3 "s3:9000" { bucket "all" }; ` +
        'config { minio.rootPath "two" } >',
      ["one", "two"]
        .map(
          (name) =>
            `cluster ${name} standalone < milvus 2.5.27; external s3 "${name}:9000" { bucket "all" }; ` +
            `external etcd "e:2379" { root-path "${name}" } >`,
        )
        .join("\n"),
    ],
    invalid: [
      `${one}cluster two standalone < milvus 2.5.27; external s3 "s3:9000" { bucket "all" } >`,
      `${one}cluster two standalone < milvus 2.5.27; external s3 "s3:9000" { bucket "all"; root-path "files" } >`,
      `${one}cluster two standalone extends one < expose client 19531 >`,
    ],
  },
  check({ resolved, report }) {
    const clashes = sharedServices(
      resolved,
      "objects",
      (a, b) => bucketOf(a) === bucketOf(b) && objectPrefix(a) === objectPrefix(b),
    );
    for (const shared of clashes) {
      const { earlier, later } = shared;
      report("same", {
        ...toldApart(shared, "root-path", "bucket"),
        facts: {
          later: later.deployment.name,
          earlier: earlier.deployment.name,
          prefix: objectPrefix(later.deployment),
          bucket: bucketOf(later.deployment),
        },
      });
    }
  },
});
