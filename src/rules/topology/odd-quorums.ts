/** What decides by majority has an odd number of members. */
import { message } from "../../diagnostics/define.ts";
import { replacedWithin } from "../fixes.ts";
import { firstPart } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** Who votes in each product. */
const voters: Readonly<Record<string, string>> = {
  etcd: "etcd members",
  pulsar: "ZooKeepers of pulsar",
  kafka: "controllers of kafka",
};

export const oddQuorums = defineRule({
  code: "odd-quorums",
  pass: "topology",
  severity: { development: "warning", test: "warning", production: "error" },
  summary: "etcd, Pulsar and Kafka have an odd number of members",
  why:
    "An even number survives no more losses than the odd one below it, and has one more member " +
    "that can be lost.",
  help: "Write an odd number: 3 survive the loss of one, 5 the loss of two.",
  source: "etcd.io/docs faq, why an odd number of cluster members",
  messages: {
    two: message`2 ${"voters"} stop when either is lost: worse than 1`,
    even: message`${"count"} ${"voters"} survive the loss of ${"survived"}, as ${"less"} do`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; storage etcd(3) >",
      "cluster a distributed < milvus 2.6.15; storage etcd(1) >",
      'cluster a distributed < milvus 2.6.15; storage pulsar(4); allow odd-quorums for pulsar "as ' +
        'many as machines" >',
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; storage etcd(4) >",
      "cluster a distributed < milvus 2.6.15; storage etcd(2) >",
      "cluster a distributed < milvus 2.6.15; storage kafka(2) >",
      "cluster a distributed < milvus 2.6.15; storage pulsar(4) >",
    ],
  },
  check({ deployment, written, report }) {
    for (const dependency of deployment.dependencies) {
      const { kind, product, members } = dependency;
      const names = voters[product];
      if (names === undefined || members === 0 || members % 2 === 1) continue;
      const at = `dependencies/${kind}`;
      const fixes = [members + 1, members - 1].flatMap((count) =>
        replacedWithin(`write \`${product}(${count})\``, written(at), `(${members})`, `(${count})`),
      );
      const place = { at, component: firstPart(deployment, dependency), fixes };
      if (members === 2) report("two", { ...place, facts: { voters: names } });
      else
        report("even", {
          ...place,
          facts: { count: members, voters: names, survived: members / 2 - 1, less: members - 1 },
        });
    }
  },
});
