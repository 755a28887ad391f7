/** Variables of Milvus say what the statements say. */
import { findKey, reducedName } from "../../catalog/configuration.ts";
import { lineName, rootCoordPort } from "../../catalog/version.ts";
import { objectPort } from "../../catalog/wiring.ts";
import { message } from "../../diagnostics/define.ts";
import type { Deployment, Text } from "../../model/schema.ts";
import { fixAt, removed } from "../fixes.ts";
import { plainText } from "../lookup.ts";
import { dependencyOf, milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** Keys that a statement decides: the statement, and whether a value agrees with it. */
type Wiring = ReadonlyMap<string, Decision>;

interface Decision {
  readonly statement: string;
  readonly agrees: (value: Text) => boolean;
}

export const statementWiring = defineRule({
  code: "statement-wiring",
  pass: "configuration",
  severity: "error",
  summary: "variables of Milvus say what the statements say",
  why:
    "The variable wins over what the compiler wired: Milvus dials what is not there, or " +
    "listens where nobody asks.",
  help: "Remove the variable; the statement says it already.",
  source: "milvus-io/milvus pkg/config/env_source.go; milvus-io/milvus#43240, #45688",
  messages: {
    other: message`${"variable"} of ${"component"} contradicts ${"statement"}`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; storage rocksmq; standalone { variables { MQ_TYPE rocksmq } } >",
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; standalone { variables { ETCD_ENDPOINTS "etcd-0:2379" } } >',
      "cluster a standalone < milvus 2.6.15; storage rocksmq; standalone { variables { MQ_TYPE kafka } } >",
      'cluster a distributed < milvus 2.6.15; proxy { variables { PROXY_PORT "19531" } } >',
    ],
  },
  check({ deployment, written, report }) {
    const wiring = wiringOf(deployment);
    // Every role has the same ones.
    const decisions = new Map<string, Decision | undefined>();
    for (const { name: component, variables } of milvusComponents(deployment))
      for (const { name: variable, value } of variables) {
        if (!decisions.has(variable))
          decisions.set(variable, wiring.get(reducedName(variable.replace(/^MILVUS_CONF_/, ""))));
        const decided = decisions.get(variable);
        if (decided === undefined || decided.agrees(value)) continue;
        const at = `components/${component}/variables/${variable}`;
        report("other", {
          at,
          facts: { variable, component, statement: decided.statement },
          fixes: fixAt(written(at), `remove \`${variable}\``, true, removed),
        });
      }
  },
});

function wiringOf(deployment: Deployment): Wiring {
  const wiring = new Map<string, { statement: string; agrees: (value: Text) => boolean }>();
  const add = (key: string, statement: string, agrees: (value: Text) => boolean) =>
    wiring.set(reducedName(key), { statement, agrees });
  const is = (key: string, statement: string, ...expected: string[]) =>
    add(key, statement, (value) => expected.includes(plainText(value)));
  const line = lineName(deployment.milvusVersion);
  for (const section of sections) {
    const key = `${section}.port`;
    // Asked only where such a variable stands: the table of keys is large.
    const port = () =>
      section === "rootCoord"
        ? rootCoordPort(deployment.milvusVersion)
        : findKey(line, key)?.key.default;
    add(key, "the ports that Milvus listens on", (value) => plainText(value) === String(port()));
  }
  const queue = dependencyOf(deployment, "queue");
  const objects = dependencyOf(deployment, "objects");
  if (queue !== undefined) is("mq.type", `the queue, ${queue.product}`, queue.product);
  if (objects !== undefined) {
    const types = objects.product === "local" ? ["local"] : ["remote", "minio"];
    is("common.storageType", `the object store, ${objects.product}`, ...types);
  }
  const store = deployment.externals.find(({ name }) => name === objects?.product)?.addresses[0];
  // Woodpecker takes the port from here, and the host from the address.
  if (objects !== undefined && objects.placement !== "inside")
    is("minio.port", `the object store, ${objects.product}`, String(store?.port ?? objectPort));
  is("common.security.authorizationEnabled", "`authorization`", String(deployment.authorization));
  for (const [product, key] of addresses) {
    const dependency = deployment.dependencies.find((one) => one.product === product);
    if (dependency === undefined || dependency.placement === "inside") continue;
    const hosts = deployment.externals.find(({ name }) => name === product)?.addresses ?? [];
    // Of what is deployed only the target knows the address, so plain text cannot be it.
    if (dependency.placement === "deployed")
      add(key, `\`storage ${product}\``, (value) => Array.isArray(value));
    else
      add(key, `\`external ${product}\``, (value) => {
        const text = plainText(value);
        return hosts.length === 0 || hosts.some(({ host }) => text.includes(host));
      });
  }
  return wiring;
}

const sections = [
  "proxy",
  "rootCoord",
  "dataCoord",
  "queryCoord",
  "indexCoord",
  "queryNode",
  "dataNode",
  "indexNode",
  "streamingNode",
];

const addresses: readonly (readonly [product: string, key: string])[] = [
  ["etcd", "etcd.endpoints"],
  ["minio", "minio.address"],
  ["silo", "minio.address"],
  ["rustfs", "minio.address"],
  ["s3", "minio.address"],
  ["pulsar", "pulsar.address"],
  ["kafka", "kafka.brokerList"],
];
