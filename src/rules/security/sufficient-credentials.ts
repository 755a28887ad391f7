/** User and password are long enough for the object store to start. */
import { message } from "../../diagnostics/define.ts";
import { literalOf, loginOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

const least = { user: 3, password: 8 } as const;
const settings = { user: "access-key", password: "secret-key" } as const;

export const sufficientCredentials = defineRule({
  code: "sufficient-credentials",
  pass: "security",
  severity: "error",
  summary: "an object store's user has 3 characters or more, its password 8",
  why: "MinIO refuses shorter ones and stops at its start.",
  help: "Write longer ones.",
  source: "minio/minio docs, MINIO_ROOT_USER and MINIO_ROOT_PASSWORD",
  messages: {
    short: message`the ${"what"} of ${"component"} has ${"length"} characters, and needs ${"least"}`,
  },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; storage minio { credentials { access-key "abc"; ' +
        'secret-key "12345678" } } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; storage minio { credentials { access-key "abc"; ' +
        'secret-key "1234567" } } >',
      'cluster a standalone < milvus 2.6.15; storage minio { credentials { access-key "ab"; ' +
        'secret-key "12345678" } } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const component of deployment.components) {
      const login = loginOf(component);
      if (login === undefined) continue;
      for (const what of ["user", "password"] as const) {
        const text = literalOf(login[what].value);
        if (text === undefined || text.length >= least[what]) continue;
        const variable = `components/${component.name}/variables/${login[what].variable}`;
        const setting = `dependencies/objects/credentials/${settings[what]}`;
        report("short", {
          at: written(variable) === undefined ? setting : variable,
          component: component.name,
          facts: { what, component: component.name, length: text.length, least: least[what] },
        });
      }
    }
  },
});
