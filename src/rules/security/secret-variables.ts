/** In production no password stands among the variables of a process. */
import { reducedName } from "../../catalog/configuration.ts";
import { message } from "../../diagnostics/define.ts";
import { isSecretName, literalOf, loginOf } from "../questions.ts";
import { defineRule } from "../rule.ts";
import { externalPasswords } from "./secret-credentials.ts";

/** `http://user:password@proxy`: a login within an address. */
const loginInAddress = /^[a-z][a-z0-9+.-]*:\/\/[^/@:\s]+:[^/@\s]+@/i;

/** What `credentials` decides, on the side of Milvus and of woodpecker: a law of its own. */
const decided: readonly string[] = [
  "MINIO_ACCESS_KEY_ID",
  "MINIO_SECRET_ACCESS_KEY",
  "MINIO_ACCESS_KEY",
  "MINIO_SECRET_KEY",
];

export const secretVariables = defineRule({
  code: "secret-variables",
  pass: "security",
  severity: { development: "off", test: "off", production: "warning" },
  summary: "in production no password stands in `variables`",
  why: "Whoever reads the file, its history, or the process list of a machine has the password.",
  help: "Leave it out: give the process an identity, or a proxy, that needs no password.",
  source: "12factor.net/config; kubernetes.io/docs concepts/configuration/secret",
  messages: {
    literal: message`the value of ${"name"} stands in the file for everybody to read`,
    address: message`${"name"} holds an address with a password in it`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker; standalone { variables { HTTPS_PROXY ' +
        '"http://proxy:3128"; NO_PROXY "172.16.0.0/12,etcd" } } >',
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker; standalone { variables { AWS_SESSION_TOKEN "" } } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker; standalone { variables { AWS_SECRET_ACCESS_KEY ' +
        '"something" } } >',
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker; standalone { variables { HTTPS_PROXY ' +
        '"http://me:word@proxy:3128"; NO_PROXY "172.16.0.0/12,etcd" } } >',
    ],
  },
  check({ deployment, report }) {
    const external = deployment.dependencies.flatMap(({ kind, placement }) =>
      placement === "external" ? [externalPasswords[kind]] : [],
    );
    // In early versions settings travel as variables: they are judged as settings.
    const settings = deployment.configuration.settings.map(({ key }) => reducedName(key));
    for (const component of deployment.components) {
      const login = loginOf(component);
      const known = [login?.user.variable, login?.password.variable, ...decided, ...external];
      for (const { name, value } of component.variables) {
        const text = literalOf(value);
        if (text === undefined || text === "" || known.includes(name)) continue;
        if (settings.includes(reducedName(name))) continue;
        const place = { at: `components/${component.name}/variables/${name}`, facts: { name } };
        if (isSecretName(name)) report("literal", place);
        else if (loginInAddress.test(text)) report("address", place);
      }
    }
  },
});
