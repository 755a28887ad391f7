/** In production passwords stand in secrets, not among variables and configuration. */
import { message } from "../../diagnostics/define.ts";
import { literalOf, loginOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** Names whose values nobody else should read. */
const secretName =
  /(?:^|[_.-])(?:password|passwd|secret|secretkey|secretaccesskey|token|apikey|credential)s?$|(?:Password|Secret|SecretAccessKey|Token|ApiKey|CredentialJSON)$|_(?:API|ACCESS|SECRET|PRIVATE)_KEY$/;

/** `http://user:password@proxy`: a login within an address. */
const loginInAddress = /^[a-z][a-z0-9+.-]*:\/\/[^/@:\s]+:[^/@\s]+@/i;

export const secretValues = defineRule({
  code: "secret-values",
  pass: "security",
  severity: { development: "off", test: "off", production: "error" },
  summary: "in production no password stands in `variables` or `config`",
  why: "Whoever reads the file, its history or what is made of it has the password.",
  help: 'Write `KEY secret "NAME" "KEY"` or `KEY env NAME` in `config`.',
  source: "zilliztech/milvus-helm#140, #128, #296",
  messages: {
    variable: message`the value of ${"name"} stands in the file for everybody to read`,
    address: message`${"name"} holds an address with a password in it`,
  },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; environment production; authorization on { root secret "r" }; storage woodpecker; config { etcd.auth.password secret "etcd" "password" } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; environment production; authorization on { root secret "r" }; storage woodpecker; config { etcd.auth.password "something" } >',
      'cluster a standalone < milvus 2.6.15; environment production; authorization on { root secret "r" }; storage woodpecker; standalone { variables { AWS_SECRET_ACCESS_KEY "something" } } >',
      'cluster a standalone < milvus 2.6.15; environment production; authorization on { root secret "r" }; storage woodpecker; standalone { variables { HTTPS_PROXY "http://me:word@proxy:3128" } } >',
    ],
  },
  check({ deployment, report }) {
    const judge = (name: string, text: string | undefined, at: string): void => {
      if (text === undefined || text === "") return;
      if (isSecretName(name)) report("variable", { at, facts: { name } });
      else if (loginInAddress.test(text)) report("address", { at, facts: { name } });
    };
    for (const { key, value } of deployment.configuration.settings)
      judge(key, typeof value === "string" ? value : undefined, `configuration/${key}`);
    // Settings of early versions travel as variables, and are judged above.
    const travelling = deployment.configuration.file === undefined;
    for (const component of deployment.components) {
      const login = loginOf(component);
      const decided = [login?.user.variable, login?.password.variable, ...wired];
      for (const { name, value } of component.variables)
        if (!decided.includes(name) && !(travelling && isSetting(name)))
          judge(name, literalOf(value), `components/${component.name}/variables/${name}`);
    }

    function isSetting(name: string): boolean {
      return deployment.configuration.settings.some(
        ({ key }) => key.toUpperCase().replace(/[./]/g, "_") === name,
      );
    }
  },
});

/** What `credentials` decides, on the side of Milvus and of woodpecker: a law of its own. */
const wired: readonly string[] = [
  "MINIO_ACCESS_KEY_ID",
  "MINIO_SECRET_ACCESS_KEY",
  "MINIO_ACCESS_KEY",
  "MINIO_SECRET_KEY",
];

function isSecretName(name: string): boolean {
  return secretName.test(name) || secretName.test(name.toLowerCase());
}
