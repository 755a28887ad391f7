/** In production the user `root` of Milvus has another password than everybody knows. */
import { hasRootPassword } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import { fixAt, withSetting } from "../fixes.ts";
import { milvusComponents, rootSecret, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

const byHand =
  "Log in as root and change it; Milvus 2.4.7 is the first that can be told it before.";

export const changedRootPassword = defineRule({
  code: "changed-root-password",
  pass: "security",
  severity: { development: "off", test: "off", production: "warning" },
  summary: "in production the password of `root` is not the one that Milvus is delivered with",
  why: 'Until somebody changes it, everybody logs in as "root" with the password "Milvus".',
  help: 'Write `authorization on { root secret "NAME" }`; it holds from the first start on.',
  source: "milvus-io/milvus configs/milvus.yaml @2.4.7, common.security.defaultRootPassword",
  messages: {
    known: message`the user root has the password that Milvus is delivered with`,
    unset: message`Milvus ${"version"} is not told a password of root: change it after the first start`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; environment production; storage woodpecker; " +
        'authorization on { root secret "r" } >',
      "cluster a standalone < milvus 2.6.15; environment production; storage woodpecker; " +
        "authorization on; config { common.security.defaultRootPassword secret " +
        '"r" "password" } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; environment production; storage woodpecker; " +
        "authorization on >",
    ],
  },
  check({ deployment, written, report }) {
    const { authorization, milvusVersion: version, name } = deployment;
    if (!authorization) return;
    const key = "COMMON_SECURITY_DEFAULTROOTPASSWORD";
    const isTold =
      milvusComponents(deployment).some((one) => variableOf(one, key) !== undefined) ||
      deployment.configuration.settings.some((one) => one.key.endsWith(".defaultRootPassword"));
    const at = "authorization";
    // A secret that this version never reads is another law's business.
    if (!hasRootPassword(version)) {
      if (rootSecret(deployment) === undefined)
        report("unset", { at, facts: { version }, help: byHand });
    } else if (!isTold)
      report("known", {
        at,
        fixes: fixAt(written(at), `take it from the secret "${name}-root"`, false, (words) =>
          withSetting(words, `root secret "${name}-root"`),
        ),
      });
  },
});
