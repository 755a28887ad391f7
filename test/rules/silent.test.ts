/**
 * One mistake is one diagnostic: a law by itself says nothing of what is another law's business, and
 * nothing without sense of an IR from elsewhere.
 */
import { expect, test } from "vitest";
import { readIr } from "../../src/cli/ir.ts";
import type { Deployment } from "../../src/model/schema.ts";
import { rules } from "../../src/rules/index.ts";
import { compileText, described } from "../support/compile.ts";

const production =
  'milvus 2.6.15; environment production; authorization on { root secret "r" }; storage woodpecker';

/** The law that is silent, the one that speaks, and the program. */
const cases: readonly (readonly [silent: string, speaks: string, program: string])[] = [
  [
    "single-published-members",
    "single-standalone",
    "cluster a standalone < milvus 2.6.15; standalone x2; expose standalone.metrics 127.0.0.1:9091 >",
  ],
  [
    "private-stores",
    "single-published-members",
    "cluster a distributed < milvus 2.6.15; storage etcd(3); expose etcd 2379 >",
  ],
  [
    "redundant-roles",
    "supported-roles",
    `cluster a distributed < milvus 2.4.24; environment production; proxy x2; querynode x2;
     streamingnode; storage pulsar; authorization on { root secret "r" } >`,
  ],
  [
    "fitting-workload",
    "memory-to-start",
    `cluster a distributed < milvus 2.6.15; workload { vectors 50M; dim 768 };
     querynode { memory 100Mi } >`,
  ],
  [
    "fitting-workload",
    "standalone-scale",
    `cluster a standalone < milvus 2.6.15; workload { vectors 200M; dim 768 };
     standalone { memory 8Gi } >`,
  ],
  [
    "enough-memory",
    "fitting-workload",
    `cluster a distributed < ${production}; workload { vectors 50M; dim 768 };
     querynode x2 { memory 2Gi } >`,
  ],
  [
    "encrypted-credentials",
    "matching-external-tls",
    `cluster a standalone < ${production};
     external s3 "s3.example.com:443" { bucket "data"; credentials secret "s"; tls off } >`,
  ],
  [
    "secret-credentials",
    "matching-credentials",
    `cluster a standalone < ${production}, minio { credentials secret "s";
     variables { MINIO_ROOT_PASSWORD "something" } } >`,
  ],
  [
    "secret-values",
    "unshadowed-keys",
    `cluster a standalone < ${production}; config { etcd.auth.password "something" };
     external etcd "e.example.com:2379" { tls on; credentials secret "s" } >`,
  ],
  [
    "secret-variables",
    "secret-credentials",
    `cluster a standalone < milvus 2.6.15; environment production; authorization on { root secret
     "r" }; external kafka "k:9093" { tls on; credentials { access-key "me"; secret-key "word" } } >`,
  ],
  [
    "secret-variables",
    "secret-credentials",
    `cluster a standalone < ${production}, minio { credentials { access-key "someone"; secret-key
     "something" } } >`,
  ],
  [
    "secret-variables",
    "secret-values",
    `cluster a distributed < milvus 2.3.22; environment production; storage kafka; config {
     kafka.saslPassword "something" } >`,
  ],
  [
    "useful-networks",
    "isolated-publications",
    `cluster a standalone < milvus 2.6.15; storage embedded-etcd, local, rocksmq; network front
     internal { members standalone } >`,
  ],
  [
    "changed-root-password",
    "secret-values",
    `cluster a standalone < milvus 2.6.15; environment production; storage woodpecker;
     authorization on; config { common.security.defaultRootPassword "something" } >`,
  ],
  [
    "secret-variables",
    "secret-credentials",
    `cluster a standalone < ${production}, minio { credentials { access-key "someone"; secret-key
     "something" }; variables { MINIO_ROOT_PASSWORD "other" } } >`,
  ],
  [
    "secret-credentials",
    "secret-variables",
    `cluster a standalone < ${production}; standalone { variables { ETCD_AUTH_PASSWORD
     "something" } } >`,
  ],
  ["gpu-of-roles", "gpu-versions", "cluster a distributed < milvus 2.2.16; proxy { gpu 1 } >"],
  [
    "gpu-image",
    "gpu-versions",
    'cluster a standalone < milvus 2.2.16; standalone { gpu 1; image "milvusdb/milvus:v2.2.16" } >',
  ],
  [
    "gpu-image",
    "gpu-of-roles",
    'cluster a distributed < milvus 2.6.15; proxy { gpu 1; image "milvusdb/milvus:v2.6.15" } >',
  ],
  [
    "gpu-image",
    "images-of-version",
    'cluster a standalone < milvus 2.6.15; standalone { gpu 1; image "milvusdb/milvus:v2.6.14" } >',
  ],
  [
    "distinct-channels",
    "distinct-root-paths",
    `cluster one distributed < milvus 2.5.27; external etcd "e:2379"; external kafka "k:9092" >
     cluster two distributed < milvus 2.5.27; external etcd "e:2379"; external kafka "k:9092" >`,
  ],
  [
    "woodpecker-etcd",
    "distinct-root-paths",
    `cluster one standalone < milvus 2.6.15; storage woodpecker; external etcd "e:2379" >
     cluster two standalone < milvus 2.6.15; storage woodpecker; external etcd "e:2379" >`,
  ],
  [
    "conditional-writes",
    "supported-queues",
    `cluster a standalone < milvus 2.5.27; storage woodpecker, minio { image
     "quay.io/minio/minio:RELEASE.2024-05-28T17-19-04Z" } >`,
  ],
  [
    "woodpecker-service",
    "supported-queues",
    "cluster a distributed < milvus 2.5.27; storage woodpecker(3) >",
  ],
  [
    "closed-introspection",
    "keys-of-patch",
    "cluster a standalone < milvus 2.6.8; config { common.security.exprEnabled true } >",
  ],
  [
    "distinct-endpoints",
    "keys-of-patch",
    "cluster a standalone < milvus 2.2.0; config { proxy.http.port 9091 } >",
  ],
  [
    "configuration-in-config",
    "read-variables",
    "cluster a standalone < milvus 2.5.27; standalone { variables { MILVUS_CONF_LOG_LEVEL debug } } >",
  ],
  [
    "configuration-in-config",
    "statement-wiring",
    "cluster a standalone < milvus 2.6.15; standalone { variables { MQ_TYPE kafka } } >",
  ],
  [
    "configuration-in-config",
    "unshadowed-keys",
    `cluster a standalone < milvus 2.6.15; config { log.level warn };
     standalone { variables { LOG_LEVEL debug } } >`,
  ],
  [
    "statement-wiring",
    "read-variables",
    `cluster a standalone < milvus 2.5.27; standalone { variables {
     MILVUS_CONF_ETCD_ENDPOINTS "e:2379" } } >`,
  ],
  [
    "encrypted-both-sides",
    "keys-of-products",
    "cluster a distributed < milvus 2.5.27; storage pulsar; config { kafka.ssl.enabled true } >",
  ],
  [
    "secret-values",
    "unshadowed-keys",
    `cluster a distributed < milvus 2.6.15; environment production; storage kafka;
     authorization on { root secret "r" }; config { kafka.saslPassword "something" };
     proxy { variables { KAFKA_SASLPASSWORD "else" } } >`,
  ],
  [
    "single-pulsar-address",
    "distinct-external-addresses",
    'cluster a distributed < milvus 2.6.15; external pulsar "p:6650", "p:6650" >',
  ],
  [
    "useful-networks",
    "connected-needs",
    `cluster a standalone < milvus 2.6.15; network one { members standalone, etcd };
     network two { members standalone }; network three { members minio } >`,
  ],
];

const said = (code: string, text: string) =>
  compileText(text, { rules: rules.filter((rule) => rule.code === code) });

test.each(cases)("%s leaves it to %s: %s", (silent, speaks, text) => {
  expect(described(said(silent, text))).toBe("");
  expect(described(said(speaks, text))).toContain(`[${speaks}]`);
});

/** A program with something for most laws to look at. */
const everything = `cluster a distributed < milvus 2.5.27; host "one"; storage kafka(3), minio(4), etcd(3);
  workload { vectors 10M; dim 768; qps 10 }; logging { max-file 3 };
  proxy x2 { alias "milvus"; memory 1Gi..2Gi; cpu 1; gpu 1; image "milvusdb/milvus:v2.5.27";
    variables { HTTPS_PROXY "http://proxy:3128"; NO_PROXY "minio"; LOG_LEVEL debug;
      MILVUS_LOG_LEVEL debug } };
  querynode x2 { memory 1Gi; disk 10Gi; spread zone; alias "milvus" };
  config { quotaAndLimits.dml.insertRate.max 8; log.level warn; common.session.ttl 30;
    kafka.readTimeout 20; common.topKLimit 8192;
    quotaAndLimits.limitWriting.memProtection.queryNodeMemoryLowWaterLevel 0.7 };
  network front { members proxy }; network back internal { members all };
  expose minio.console 9001; attu { image "zilliz/attu:v2.4.12" };
  target compose { join "web" { members proxy, kafka } } >`;

/** What an IR from elsewhere may be, and that of a program never is. */
const holes: readonly ((one: Deployment) => Deployment)[] = [
  (one) => ({ ...one, milvusVersion: "9.9.9", environment: "production" }),
  (one) => ({
    ...one,
    externals: [{ name: "s3", addresses: [{ host: "s3", port: 443 }], tls: true }],
    dependencies: [],
  }),
  (one) => ({
    ...one,
    environment: "production",
    dependencies: one.dependencies.map((each) => ({ ...each, product: "other", members: 1 })),
    components: one.components.map((each) => ({ ...each, variables: [] })),
  }),
  (one) => ({ ...one, networks: [], shares: [] }),
  (one) => ({ ...one, needs: one.needs.map((need) => ({ ...need, endpoint: "nothing" })) }),
  (one) => ({
    ...one,
    targets: {
      compose: [
        { name: "join", arguments: {}, settings: [] },
        { name: "join", arguments: { network: "web" }, settings: [] },
        {
          name: "join",
          arguments: { network: "web" },
          settings: [{ name: "members", arguments: { members: ["nobody", "etcd"] }, settings: [] }],
        },
      ],
    },
  }),
  (one) => ({
    ...one,
    externals: [{ name: "s3", addresses: [{ host: "s3", port: 443 }], tls: true }],
    dependencies: one.dependencies.map((each) => ({ ...each, placement: "external" })),
  }),
  (one) => ({
    ...one,
    configuration: {
      settings: one.configuration.settings.map(({ key }) => ({ key, value: { of: [null] } })),
    },
  }),
  (one) => ({
    ...one,
    components: one.components.map((component) => ({
      ...component,
      variables: component.variables.map(({ name, value }) => ({
        name,
        value: component.product === "milvus" ? [{ kind: "environment", variable: name }] : value,
      })),
    })),
  }),
];

const strange = holes.map((plant) => {
  const deployments = compileText(everything).workspace.deployments.map(plant);
  return readIr({ name: "ir.json", text: JSON.stringify({ irVersion: 1, deployments }) });
});

test("an IR that no program becomes is still read", () => {
  expect(strange.flatMap((read) => described(read))).toEqual(holes.map(() => ""));
});

test.each(rules)("$code makes sense of an IR that no program becomes", (rule) => {
  for (const { value: resolved } of strange)
    for (const { diagnostic } of rule.judge(resolved))
      expect(diagnostic.message).not.toMatch(/undefined|NaN|\[object|""|^ | {2}| $/);
});
