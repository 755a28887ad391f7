/** One mistake is one diagnostic: a law by itself says nothing of what is another law's business. */
import { expect, test } from "vitest";
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
    "closed-introspection",
    "keys-of-patch",
    "cluster a standalone < milvus 2.6.8; config { common.security.exprEnabled true } >",
  ],
  [
    "distinct-endpoints",
    "keys-of-patch",
    "cluster a standalone < milvus 2.2.0; config { proxy.http.port 9091 } >",
  ],
];

const said = (code: string, text: string) =>
  compileText(text, { rules: rules.filter((rule) => rule.code === code) });

test.each(cases)("%s leaves it to %s: %s", (silent, speaks, text) => {
  expect(described(said(silent, text))).toBe("");
  expect(described(said(speaks, text))).toContain(`[${speaks}]`);
});
