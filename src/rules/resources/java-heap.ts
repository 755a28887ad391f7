/** Heap and direct memory of a Java process fit into its limit. */
import { message } from "../../diagnostics/define.ts";
import type { Component } from "../../model/schema.ts";
import { fixAt, removed } from "../fixes.ts";
import { formatAmount, plainText } from "../lookup.ts";
import { variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** The first of these that is set is the one that is read: a bookie has both of Pulsar's. */
const variables = ["BOOKIE_MEM", "PULSAR_MEM", "KAFKA_HEAP_OPTS"];

export const javaHeap = defineRule({
  code: "java-heap",
  pass: "resources",
  severity: "error",
  summary: "heap and direct memory of a Java process fit into its memory limit",
  why:
    "The process takes what it is told it has, and is killed when it passes the limit: " +
    "brokers restart under load.",
  help: "Leave the variable out: the compiler sizes the heap by `memory`. Or raise `memory`.",
  source: "milvus-io/milvus#42769, #28501, #37459; apache/pulsar conf/pulsar_env.sh",
  messages: {
    large: message`${"variable"} allows ${"heap"}, more than the limit of ${"limit"}`,
    start: message`${"variable"} starts with a heap of ${"least"}, more than its largest of ${"most"}`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.5.27; storage pulsar { memory 4Gi; variables { " +
        'PULSAR_MEM "-Xms1g -Xmx1g -XX:MaxDirectMemorySize=1g" } } >',
      "cluster a distributed < milvus 2.5.27; storage kafka { memory 4Gi; variables { " +
        'KAFKA_HEAP_OPTS "-Xms2g" } } >',
    ],
    invalid: [
      "cluster a distributed < milvus 2.5.27; storage pulsar { memory 2Gi; variables { " +
        'PULSAR_MEM "-Xms2g -Xmx2g -XX:MaxDirectMemorySize=4g" } } >',
      "cluster a distributed < milvus 2.5.27; storage kafka { memory 4Gi; variables { " +
        'KAFKA_HEAP_OPTS "-Xms2g -Xmx1g" } } >',
      "cluster a distributed < milvus 2.5.27; storage kafka { memory 4Gi; variables { " +
        'KAFKA_HEAP_OPTS "-Xms512m -Xmx6144m" } } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const component of deployment.components) {
      const found = memoryOf(component);
      if (found === undefined) continue;
      const { variable, heap, direct, first } = found;
      const { limit } = component.requirements.memory;
      const at = `components/${component.name}/variables/${variable}`;
      const fixes = fixAt(written(at), `remove \`${variable}\``, false, removed);
      if (first > heap && heap > 0) {
        const facts = { variable, least: formatAmount(first), most: formatAmount(heap) };
        report("start", { at, facts, fixes });
      } else if (limit !== undefined && heap + direct > limit) {
        const facts = { variable, heap: formatAmount(heap + direct), limit: formatAmount(limit) };
        report("large", { at, facts, fixes });
      }
    }
  },
});

function memoryOf(component: Component) {
  for (const variable of variables) {
    const value = variableOf(component, variable);
    if (value === undefined) continue;
    const options = plainText(value).split(/\s/);
    return {
      variable,
      heap: bytesOf(options, "-Xmx"),
      first: bytesOf(options, "-Xms"),
      direct: bytesOf(options, "-XX:MaxDirectMemorySize="),
    };
  }
  return undefined;
}

/** Java's own: powers of 1024. */
const units = ["k", "m", "g", "t"];

/** Of an option that is given twice Java takes the last. */
function bytesOf(options: readonly string[], name: string): number {
  const amount = options.findLast((option) => option.startsWith(name))?.slice(name.length) ?? "0";
  const power = units.indexOf(amount.slice(-1).toLowerCase()) + 1;
  return (Number.parseInt(amount, 10) || 0) * 1024 ** power;
}
