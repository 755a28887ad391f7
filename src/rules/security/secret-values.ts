/** In production passwords stand in secrets, not in the configuration. */
import { message } from "../../diagnostics/define.ts";
import { isShadowed } from "../configuration/unshadowed-keys.ts";
import { fixAt, replaced } from "../fixes.ts";
import { isSecretName } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const secretValues = defineRule({
  code: "secret-values",
  pass: "security",
  severity: { development: "off", test: "off", production: "error" },
  summary: "in production no password stands in `config`",
  why:
    "Whoever reads the file, its history or the ConfigMap that is made of it has the " +
    "password.",
  help: 'Write `KEY secret "NAME" "KEY"` or `KEY env NAME`.',
  source: "milvus-io/milvus-helm#411; zilliztech/milvus-helm#140, #128, #296",
  messages: { literal: message`the value of ${"key"} stands in the file for everybody to read` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker; config { etcd.auth.password secret "etcd" "password" ' +
        "} >",
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker; config { etcd.auth.password "" } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker; config { etcd.auth.password "something" } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const { key, value } of deployment.configuration.settings) {
      if (value === "" || !isSecretName(key)) continue;
      // What a variable says otherwise has no effect, and is another law's business.
      if (isShadowed(deployment, key, String(value))) continue;
      const at = `configuration/${key}`;
      // Every format can take it from there.
      const secret = `${deployment.name}-milvus`;
      const words = written(at);
      report("literal", {
        at,
        facts: { key },
        fixes: fixAt(words, `take it from the secret "${secret}"`, false, (span) =>
          replaced(span, `${key} secret "${secret}" "${key.split(".").at(-1)}"`),
        ),
      });
    }
  },
});
