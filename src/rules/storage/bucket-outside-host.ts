/** The bucket stands in `bucket`, not in the endpoint's name. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { defineRule } from "../rule.ts";
import { bucketOf } from "./prefixes.ts";

export const bucketOutsideHost = defineRule({
  code: "bucket-outside-host",
  pass: "storage",
  severity: "error",
  summary: "the bucket stands in `bucket`, not in the endpoint's name",
  why:
    "The bucket's name is put into the request once more, so the store looks for a bucket " +
    "that does not exist.",
  help: "Write the endpoint without the bucket.",
  source: "zilliztech/milvus-helm#99; milvus-io/milvus#25748",
  messages: { twice: message`the endpoint "${"host"}" has the bucket "${"bucket"}" in its name` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.5.27; external s3 " +
        '"s3.eu-central-1.amazonaws.com:443" { bucket "vectors" } >',
      'cluster a standalone < milvus 2.5.27; external etcd "vectors.example.com:2379"; external s3 ' +
        '"minio.example.com:443" { bucket "vectors" } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.5.27; external s3 " +
        '"vectors.s3.eu-central-1.amazonaws.com:443" { bucket "vectors" } >',
      "cluster a standalone < milvus 2.5.27; external gcs " +
        '"vectors.storage.googleapis.com:443" { bucket "vectors" } >',
    ],
  },
  check({ deployment, written, report }) {
    const store = deployment.externals.find(({ name }) => name === "s3" || name === "gcs");
    if (store === undefined) return;
    const bucket = bucketOf(deployment);
    for (const { host, port } of store.addresses) {
      if (!host.startsWith(`${bucket}.`)) continue;
      const mended = `"${host.slice(bucket.length + 1)}:${port}"`;
      const at = `externals/${store.name}`;
      const fixes =
        store.addresses.length > 1
          ? []
          : fixAt(written(at), `write \`${mended}\``, true, (span) =>
              replaced(span, `external ${store.name} ${mended}`),
            );
      report("twice", { at, facts: { host, bucket }, fixes });
    }
  },
});
