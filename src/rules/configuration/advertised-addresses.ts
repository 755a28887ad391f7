/** Brokers tell their clients an address that leads to them. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { plainText } from "../lookup.ts";
import { variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** Where a broker is told what to tell: Kafka's, and Pulsar's. */
const names = [
  "KAFKA_ADVERTISED_LISTENERS",
  "advertisedAddress",
  "PULSAR_PREFIX_advertisedAddress",
];

const loopback = /(?:^|\/\/)(localhost|127\.[\d.]+|0\.0\.0\.0)(?=:|$)/;

export const advertisedAddresses = defineRule({
  code: "advertised-addresses",
  pass: "configuration",
  severity: "error",
  summary: "brokers tell their clients an address that leads to them",
  why: "A client asks any broker where to go, and Milvus then dials this address in its own container.",
  help: "Remove the variable: each member advertises its own name, and `expose` adds the outside.",
  source: "milvus-io/milvus#44300, #41107; apache/kafka documentation (advertised.listeners)",
  messages: { loopback: message`${"component"} tells its clients to go to ${"address"}` },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.5.27; storage kafka; expose kafka 127.0.0.1:9092 >",
      "cluster a distributed < milvus 2.5.27; storage kafka { variables { " +
        'KAFKA_ADVERTISED_LISTENERS "PLAINTEXT://kafka:9092,HOST://localhost:29092" } } >',
    ],
    invalid: [
      "cluster a distributed < milvus 2.5.27; storage kafka { variables { " +
        'KAFKA_ADVERTISED_LISTENERS "PLAINTEXT://localhost:9092" } } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const component of deployment.components)
      for (const name of names) {
        const variable = variableOf(component, name);
        if (variable === undefined) continue;
        const listeners = plainText(variable).split(",");
        const [address, ...others] = listeners.flatMap((one) => loopback.exec(one)?.[1] ?? []);
        // One more listener for clients on the same machine is fine.
        if (address === undefined || others.length + 1 < listeners.length) continue;
        const at = `components/${component.name}/variables/${name}`;
        report("loopback", {
          at,
          facts: { component: component.group, address },
          fixes: fixAt(written(at), `remove \`${name}\``, true, removed),
        });
      }
  },
});
