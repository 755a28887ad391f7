/** Configuration of Milvus stands in `config`, where it is checked. */
import { keysOf, reducedKeyOf } from "../../catalog/configuration.ts";
import { lineName } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, isWithin, prefixed, removed, withStatement } from "../fixes.ts";
import { plainText } from "../lookup.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** What the compiler sets by variables itself, and other laws judge. */
const wired: readonly RegExp[] = [
  /^(?:etcd|minio|pulsar|kafka|rocksmq|natsmq|woodpecker|tls|mq|msgChannel)\./,
  /\.(?:port|enableActiveStandby)$/,
  /^common\.(?:security|storageType|chanNamePrefix)/,
  /^queryNode\.enableDisk$/,
];

export const configurationInConfig = defineRule({
  code: "configuration-in-config",
  pass: "configuration",
  severity: "warning",
  summary: "configuration of Milvus stands in `config`, where it is checked",
  why:
    "A variable's value is not checked, holds for one role only, and wins over `config` " +
    "without a word.",
  help: "Write the key into `config { … }`.",
  source: "milvus-io/milvus pkg/config/env_source.go @2.4.0",
  messages: { variable: message`${"variable"} is the configuration key "${"key"}"` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; standalone { variables { " +
        'HTTP_PROXY "http://proxy:3128"; NO_PROXY "minio" } } >',
      "cluster a standalone < milvus 2.6.15; config { log.level env LEVEL } >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; standalone { variables { LOG_LEVEL debug } } >",
      "cluster a standalone < milvus 2.6.15; standalone { variables { MILVUS_CONF_LOG_LEVEL debug } } >",
      "cluster a standalone < milvus 2.6.15; config { common.session.ttl 30 }; standalone { " +
        'variables { LOG_FILE_ROOTPATH "logs/milvus" } } >',
      "cluster base < config { common.session.ttl 30 } >\n" +
        "cluster a standalone extends base < milvus 2.6.15; standalone { variables { LOG_LEVEL " +
        "debug } } >",
    ],
  },
  check({ deployment, written, place, report }) {
    const { milvusVersion, configuration } = deployment;
    const cluster = place("");
    const settings = new Set(configuration.settings.map(({ key }) => key));
    const other = [...settings]
      .map((key) => written(`configuration/${key}`))
      .find((span) => span !== undefined && isWithin(span, cluster));
    for (const { name: component, variables } of milvusComponents(deployment))
      for (const { name: variable, value } of variables) {
        const at = `components/${component}/variables/${variable}`;
        // First what costs nothing: the table of keys is large, and most programs write no variable.
        if (written(at) === undefined) continue;
        const keys = keysOf(lineName(milvusVersion));
        const key = keys?.get(reducedKeyOf(variable, milvusVersion))?.name;
        if (key === undefined || wired.some((one) => one.test(key)) || settings.has(key)) continue;
        if (typeof value !== "string") continue;
        const setting = `${key} ${wordOrText(plainText(value))}`;
        report("variable", {
          at,
          facts: { variable, key },
          fixes: fixAt(written(at), `write \`config { ${setting} }\``, false, (span) => [
            ...(other === undefined
              ? withStatement(cluster, `config { ${setting} }`)
              : prefixed(other, `${setting}; `)),
            ...removed(span),
          ]),
        });
      }
  },
});

function wordOrText(value: string): string {
  return /^[\w.-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
}
