/** In production no single member of a dependency stops the cluster. */
import { message } from "../../diagnostics/define.ts";
import { replacedWithin } from "../fixes.ts";
import { mayBeSeveral } from "../ports/single-published-members.ts";
import { firstPart } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** Enough to survive the loss of one. */
const enough: Readonly<Record<string, number>> = { metadata: 3, objects: 4, queue: 3 };

export const redundantDependencies = defineRule({
  code: "redundant-dependencies",
  pass: "topology",
  severity: { development: "off", test: "off", production: "warning" },
  summary: "dependencies in production survive the loss of one member",
  why: "A machine that restarts or a disk that dies takes the only member away.",
  help: "Write more members, or `external` where the service exists already.",
  source: "milvus-io/milvus.io src/utils/sizingTool.ts; language reference, settled question 1",
  messages: {
    metadata: message`when the only ${"product"} is lost, everything stops: each process exits with its session`,
    objects: message`when the only ${"product"} is lost, flushing, loading and index builds stop`,
    queue: message`when the only ${"product"} is lost, inserts, deletes and new searches stop`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; environment production; storage etcd(3), " +
        'minio(4), woodpecker; authorization on { root secret "r" } >',
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; environment production; storage etcd(1), " +
        'minio(4), woodpecker; authorization on { root secret "r" } >',
      "cluster a distributed < milvus 2.6.15; environment production; storage etcd(3), " +
        'minio(1), woodpecker; authorization on { root secret "r" } >',
      "cluster a standalone < milvus 2.6.15; environment production; storage kafka; " +
        'authorization on { root secret "r" } >',
    ],
  },
  check({ deployment, origins, written, report }) {
    for (const dependency of deployment.dependencies) {
      const { kind, product, members } = dependency;
      if (members !== 1) continue;
      // A standalone is a single process anyway; its queue is what an accident loses data of.
      if (deployment.mode === "standalone" && kind !== "queue") continue;
      const at = `dependencies/${kind}`;
      // Judged as if production were written, there would be more of them.
      if (deployment.mode === "distributed" && origins.get(`${at}/members`)?.kind === "default")
        continue;
      const more = `${product}(${enough[kind]})`;
      const fixes = [`${product}(1)`, product].flatMap((text) =>
        replacedWithin(`write \`${more}\``, written(at), text, more),
      );
      report(kind, {
        at,
        component: firstPart(deployment, dependency),
        facts: { product },
        fixes: mayBeSeveral(deployment, product) ? fixes.slice(0, 1) : [],
      });
    }
  },
});
