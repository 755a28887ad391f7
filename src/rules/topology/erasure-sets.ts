/** Members of an object store divide into sets in which the loss of one is made good. */
import { productOf } from "../../catalog/names.ts";
import { lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { replacedWithin } from "../fixes.ts";
import { dependencyOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const erasureSets = defineRule({
  code: "erasure-sets",
  pass: "topology",
  severity: "error",
  summary: "an object store has one member, or four and more that divide into equal sets",
  why:
    "Each object is spread over a set of 2 to 16 members: other numbers do not start, and " +
    "sets of 2 or 3 hardly survive a loss.",
  help: "Write 1, 4, 6, 8, 12 or 16 members.",
  source: "minio/minio cmd/endpoint-ellipses.go, docs/distributed/README.md",
  messages: {
    uneven: message`${"count"} members of ${"product"} do not divide into sets of equal size`,
    few: message`${"product"} starts with 1 member or with 4 and more, not with ${"count"}`,
    small: message`${"count"} members of ${"product"} are more to lose, and hardly safer than 1`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; storage minio(4) >",
      "cluster a distributed < milvus 2.6.15; storage minio(6) >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; storage minio(17) >",
      "cluster a distributed < milvus 2.6.15; storage minio(2) >",
      "cluster a distributed < milvus 2.6.15; storage rustfs(3) >",
    ],
  },
  check({ deployment, written, report }) {
    const objects = dependencyOf(deployment, "objects");
    if (objects === undefined || objects.members < 2) return;
    const { product: name, members: count } = objects;
    const { milvusVersion: version, mode } = deployment;
    const product = productOf(name);
    const supports = (number: number) =>
      product?.supports(lineName(version), mode, version, number) !== false;
    const isUneven = !supports(count);
    const isFew = count < 4;
    if (!isUneven && !isFew) return;
    const at = "dependencies/objects";
    const better = isFew ? [4] : [count - 1, count + 1];
    report(!isUneven ? "small" : isFew ? "few" : "uneven", {
      at,
      component: name,
      facts: { count, product: name },
      ...(isUneven ? {} : { severity: "warning" }),
      // Even numbers divide.
      fixes: better.flatMap((number) =>
        replacedWithin(`write \`${name}(${number})\``, written(at), `(${count})`, `(${number})`),
      ),
    });
  },
});
