/** Milvus dials an object store at one address. */
import { message } from "../../diagnostics/define.ts";
import { within } from "../fixes.ts";
import { dependencyOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const singleObjectAddress = defineRule({
  code: "single-object-address",
  pass: "dependencies",
  severity: "warning",
  summary: "an external object store has one address",
  why:
    "Milvus has one `minio.address`: the further ones are never dialled, not even when the " +
    "first is gone.",
  help: "Write the address of the balancer that stands before the members.",
  source: "milvus-io/milvus configs/milvus.yaml, minio.address",
  messages: { surplus: message`"${"address"}" is never dialled: an object store has one address` },
  examples: {
    valid: ['cluster a standalone < milvus 2.6.15; external s3 "m:9000" { bucket "data" } >'],
    invalid: [
      'cluster a standalone < milvus 2.6.15; external s3 "m-0:9000", "m-1:9000" { bucket ' +
        '"data" } >',
    ],
  },
  check({ deployment, written, report }) {
    const store = dependencyOf(deployment, "objects")?.product;
    const second = deployment.externals.find(({ name }) => name === store)?.addresses[1];
    if (second === undefined) return;
    const address = `${second.host}:${second.port}`;
    const at = "dependencies/objects";
    report("surplus", { at: within(written(at), address) ?? at, facts: { address } });
  },
});
