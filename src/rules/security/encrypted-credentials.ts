/** In production logins do not travel in clear to what exists elsewhere. */
import { message } from "../../diagnostics/define.ts";
import { portAtOdds } from "../dependencies/matching-external-tls.ts";
import { dependencyOf, milvusComponents, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** The variable that holds the password towards each kind. */
const passwords = [
  ["metadata", "ETCD_AUTH_PASSWORD"],
  ["objects", "MINIO_SECRET_ACCESS_KEY"],
  ["queue", "KAFKA_SASL_PASSWORD"],
] as const;

export const encryptedCredentials = defineRule({
  code: "encrypted-credentials",
  pass: "security",
  severity: { development: "off", test: "off", production: "warning" },
  summary: "in production a login towards an external service is encrypted",
  why: "Everybody on the way reads the password, and all data with it.",
  help: "Write `tls on`, and the port on which the service speaks TLS.",
  source: "milvus-io/milvus configs/milvus.yaml, minio.useSSL, etcd.ssl, kafka.securityProtocol",
  messages: { clear: message`the login towards ${"external"} travels in clear` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; environment production; storage woodpecker; " +
        'authorization on { root secret "r" }; external s3 "s3.example.com:443" { bucket "data"; ' +
        'region "r"; credentials secret "s" } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; environment production; storage woodpecker; " +
        'authorization on { root secret "r" }; external s3 "s3.example.com:9000" { bucket ' +
        '"data"; region "r"; credentials secret "s" } >',
    ],
  },
  check({ deployment, report }) {
    const [milvus] = milvusComponents(deployment);
    for (const [kind, variable] of passwords) {
      const dependency = dependencyOf(deployment, kind);
      const external = deployment.externals.find(({ name }) => name === dependency?.product);
      if (external === undefined || external.tls) continue;
      if (milvus === undefined || variableOf(milvus, variable) === undefined) continue;
      // Without TLS on a port of TLS nothing travels: another law's business.
      if (portAtOdds(external) !== undefined) continue;
      report("clear", { at: `dependencies/${kind}`, facts: { external: external.name } });
    }
  },
});
