/** The region is the one that the endpoint's name says. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, replaced } from "../fixes.ts";
import { valueOfKey } from "../lookup.ts";
import { defineRule } from "../rule.ts";

export const regionOfEndpoint = defineRule({
  code: "region-of-endpoint",
  pass: "storage",
  severity: "error",
  summary: "the region is the one that the endpoint's name says",
  why: "Requests are signed for a region, and S3 refuses those that are signed for another one.",
  help: "Write the region that stands in the endpoint, or leave it out.",
  source:
    "AWS General Reference, Amazon S3 endpoints; milvus-io/milvus configs/milvus.yaml (minio.region)",
  messages: { other: message`the endpoint is in ${"found"}, the region says ${"region"}` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.5.27; external s3 " +
        '"s3.eu-central-1.amazonaws.com:443" { bucket "all"; region "eu-central-1" } >',
      "cluster a standalone < milvus 2.5.27; external s3 " +
        '"minio.example.com:443" { bucket "all"; region "us-east-1" } >',
      "cluster a standalone < milvus 2.5.27; external s3 " +
        '"s3.eu-central-1.amazonaws.com:443" { bucket "all" } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.5.27; external s3 " +
        '"s3.eu-central-1.amazonaws.com:443" { bucket "all"; region "us-east-1" } >',
      'cluster a standalone < milvus 2.5.27; external etcd "e:2379"; external s3 ' +
        '"all.s3.us-gov-west-1.amazonaws.com:443" { bucket "vectors"; region "us-west-1" } >',
    ],
  },
  check({ deployment, written, report }) {
    const store = deployment.externals.find(({ name }) => name === "s3");
    if (store === undefined) return;
    const region = valueOfKey(deployment, "minio.region");
    for (const { host } of store.addresses) {
      const found = /(?:^|\.)s3[.-]([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com/.exec(host)?.[1];
      // Left out or empty, Milvus takes it from the endpoint.
      if (found === undefined || !region || region === found) continue;
      const at = "externals/s3/region";
      report("other", {
        at,
        facts: { found, region },
        fixes: fixAt(written(at), `write \`region "${found}"\``, false, (span) =>
          replaced(span, `region "${found}"`),
        ),
      });
    }
  },
});
