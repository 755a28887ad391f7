/** Variables of Milvus say what the statements say. */
import { findKey, reducedKeyOf, reducedName } from "../../catalog/configuration.ts";
import { lineName, rootCoordPort } from "../../catalog/version.ts";
import { objectPort } from "../../catalog/wiring.ts";
import { message } from "../../diagnostics/define.ts";
import type { Deployment, Text } from "../../model/schema.ts";
import { fixAt, removed } from "../fixes.ts";
import { plainText } from "../lookup.ts";
import { milvusComponents } from "../questions.ts";
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
      "cluster a standalone < milvus 2.6.7; standalone { variables { COMMON_STORAGETYPE remote; " +
        'PROXY_PORT "19530"; ROOT_COORD_PORT "53100" } } >',
      "cluster a standalone < milvus 2.6.15; standalone { variables { INDEX_NODE_PORT " +
        '"21121" } } >',
      'cluster a standalone < milvus 2.6.15; external etcd "e-0:2379", "e-1:2379"; standalone { ' +
        'variables { ETCD_ENDPOINTS "e-0:2379" } } >',
      "cluster a standalone < milvus 2.6.15; storage embedded-etcd, local, rocksmq; standalone { " +
        'variables { COMMON_STORAGETYPE local; MINIO_PORT "443" } } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; standalone { variables { ETCD_ENDPOINTS "etcd-0:2379" } } >',
      "cluster a standalone < milvus 2.6.15; storage rocksmq; standalone { variables { MQ_TYPE kafka } } >",
      'cluster a distributed < milvus 2.6.15; proxy { variables { PROXY_PORT "19531" } } >',
      "cluster a standalone < milvus 2.6.15; standalone { variables { COMMON_STORAGETYPE local } } >",
      "cluster a standalone < milvus 2.6.15; standalone { variables { " +
        'COMMON_SECURITY_AUTHORIZATIONENABLED "true" } } >',
      'cluster a standalone < milvus 2.6.15; external etcd "e:2379"; standalone { variables { ' +
        'ETCD_ENDPOINTS "old:2379" } } >',
    ],
  },
  check({ deployment, written, report }) {
    const wiring = wiringOf(deployment);
    // Every role has the same ones.
    const decisions = new Map<string, Decision | undefined>();
    for (const { name: component, variables } of milvusComponents(deployment))
      for (const { name: variable, value } of variables) {
        if (!decisions.has(variable))
          decisions.set(variable, wiring.get(reducedKeyOf(variable, deployment.milvusVersion)));
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

function wiringOf({ milvusVersion, authorization, dependencies, externals }: Deployment): Wiring {
  const wiring = new Map<string, Decision>();
  const add = (key: string, statement: string, agrees: Decision["agrees"]) =>
    wiring.set(reducedName(key), { statement, agrees });
  const is = (key: string, statement: string, ...expected: string[]) =>
    add(key, statement, (value) => expected.includes(plainText(value)));
  for (const section of sections)
    add(`${section}.port`, "the ports that Milvus listens on", (value) => {
      const text = plainText(value);
      // The compiler writes this one itself. Of the others the table of keys, which is large, is asked only where such
      // a variable stands; a role that this version does not have listens nowhere.
      if (section === "rootCoord") return text === String(rootCoordPort(milvusVersion));
      const known = findKey(lineName(milvusVersion), `${section}.port`)?.key;
      return known === undefined || text === String(known.default);
    });
  const queue = dependencies.find(({ kind }) => kind === "queue");
  const objects = dependencies.find(({ kind }) => kind === "objects");
  if (queue !== undefined) is("mq.type", `the queue, ${queue.product}`, queue.product);
  if (objects !== undefined) {
    const { product, placement } = objects;
    const statement = `the object store, ${product}`;
    is("common.storageType", statement, ...(product === "local" ? ["local"] : ["remote", "minio"]));
    const store = externals.find(({ name }) => name === product)?.addresses[0];
    // Woodpecker takes the port from here, and the host from the address.
    if (placement !== "inside") is("minio.port", statement, String(store?.port ?? objectPort));
  }
  is("common.security.authorizationEnabled", "`authorization`", String(authorization));
  for (const [product, key] of addresses) {
    const dependency = dependencies.find((one) => one.product === product);
    const external = externals.find(({ name }) => name === product);
    // Of what is deployed only the target knows the address, so plain text cannot be it.
    if (dependency?.placement === "deployed")
      add(key, `\`storage ${product}\``, (value) => Array.isArray(value));
    else if (external !== undefined)
      add(key, `\`external ${product}\``, (value) =>
        external.addresses.some(({ host }) => plainText(value).includes(host)),
      );
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
