/** Nothing asks for more copies of a message than there are members to hold them. */
import { message } from "../../diagnostics/define.ts";
import type { Component } from "../../model/schema.ts";
import { fixAt, removed } from "../fixes.ts";
import { plainText } from "../lookup.ts";
import { counted, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** Variables that ask for copies, and whose members hold them. */
const variables: readonly (readonly [variable: string, holder: string])[] = [
  ["KAFKA_DEFAULT_REPLICATION_FACTOR", "kafka"],
  ["KAFKA_MIN_INSYNC_REPLICAS", "kafka"],
  ["KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "kafka"],
  ["KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "kafka"],
  ["KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "kafka"],
  ["managedLedgerDefaultEnsembleSize", "pulsar-bookie"],
  ["managedLedgerDefaultWriteQuorum", "pulsar-bookie"],
  ["managedLedgerDefaultAckQuorum", "pulsar-bookie"],
];

export const copiesWithinMembers = defineRule({
  code: "copies-within-members",
  pass: "storage",
  severity: "error",
  summary: "there are as many members as copies of each message",
  why: "The queue refuses to create topics or to write to them, and Milvus stops at its first insert.",
  help: "Leave the variable out: copies follow from the number of members.",
  source:
    "apache/kafka docker/examples/docker-compose-files/cluster/combined; " +
    "apache/pulsar conf/broker.conf",
  messages: {
    more: message`${"variable"} asks for ${"copies"} copies, and ${"holder"} has ${"members"}`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.5.27; " +
        'storage kafka(3) { variables { KAFKA_MIN_INSYNC_REPLICAS "1" } } >',
      "cluster a distributed < milvus 2.5.27; " +
        'storage kafka(3) { variables { KAFKA_MIN_INSYNC_REPLICAS "two" } } >',
    ],
    invalid: [
      "cluster a distributed < milvus 2.5.27; " +
        'storage kafka { variables { KAFKA_DEFAULT_REPLICATION_FACTOR "3" } } >',
    ],
  },
  check({ deployment, written, report }) {
    const byName = new Map(deployment.components.map((one) => [one.name, one]));
    for (const component of deployment.components)
      for (const [variable, holder] of variables) {
        const copies = copiesOf(component, variable);
        const count = byName.get(holder)?.count;
        if (count === undefined || !(copies > count)) continue;
        const at = `components/${component.name}/variables/${variable}`;
        report("more", {
          at,
          facts: { variable, copies, holder, members: counted(count, "member") },
          fixes: fixAt(written(at), `remove \`${variable}\``, true, removed),
        });
      }
  },
});

function copiesOf(component: Component, variable: string): number {
  const value = variableOf(component, variable);
  return value === undefined ? 0 : Number(plainText(value));
}
