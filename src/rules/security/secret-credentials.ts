/** In production the user and password of the object store stand in a secret. */
import { message } from "../../diagnostics/define.ts";
import type { Deployment } from "../../model/schema.ts";
import { fixAt } from "../fixes.ts";
import { literalOf, loginOf, milvusComponents, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";
import { hasOtherLogin } from "./matching-credentials.ts";

const known: readonly string[] = ["minioadmin", "rustfsadmin-local", "rustfssecret-local"];

export const secretCredentials = defineRule({
  code: "secret-credentials",
  pass: "security",
  severity: { development: "off", test: "off", production: "error" },
  summary: "in production user and password of the object store do not stand in the file",
  why: "Whoever reads the file, its history or what is made of it can read and delete all data.",
  help: 'Write `credentials secret "NAME"`, or give the values as `env NAME`.',
  source:
    "zilliztech/milvus-helm#140, #128; counted: 47 of 66 public Compose files have minioadmin",
  messages: {
    literal: message`user and password of ${"component"} stand in the file`,
    known: message`${"component"} has the user and password that its documentation shows`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker, minio { credentials secret "s" } >',
      "cluster a standalone < milvus 2.6.15; storage minio { credentials { access-key " +
        '"someone"; secret-key "something" } } >',
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker, minio { credentials { access-key "someone"; ' +
        'secret-key "something" } } >',
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker, minio { credentials { access-key "minioadmin"; ' +
        'secret-key "minioadmin" } } >',
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker, minio { credentials { access-key env "U"; secret-key ' +
        'env "P" "minioadmin" } } >',
    ],
  },
  check({ deployment, origins, written, report }) {
    const at = "dependencies/objects/credentials";
    // Judged as if production were written, defaults would be secrets of their own.
    if (origins.get(at)?.kind === "default") return;
    for (const component of deployment.components) {
      const login = loginOf(component);
      const password = literalOf(login?.password.value);
      // Written beside `credentials`, it is a mistake of another law.
      const isBeside = hasOtherLogin(deployment, component) && !isToldInClear(deployment);
      if (password === undefined || isBeside) continue;
      const secret = `${deployment.name}-${component.product}`;
      report(known.includes(password) ? "known" : "literal", {
        at,
        component: component.name,
        facts: { component: component.name },
        fixes: fixAt(written(at), `take them from the secret "${secret}"`, false, (words) =>
          withoutBlock(words, `credentials secret "${secret}"`),
        ),
      });
    }
  },
});

/** Milvus has the password as text, as `credentials` gave it. */
function isToldInClear(deployment: Deployment): boolean {
  return milvusComponents(deployment).some(
    (one) => literalOf(variableOf(one, "MINIO_SECRET_ACCESS_KEY")) !== undefined,
  );
}

/** The setting with its block of values replaced; strings in it hold no braces that count. */
function withoutBlock(
  words: { source: { name: string; text: string }; start: number; end: number },
  text: string,
) {
  const block = /^\s*\{(?:"(?:\\.|[^"\\\n])*"|[^}"])*\}/.exec(words.source.text.slice(words.end));
  return [{ span: { ...words, end: words.end + (block?.[0].length ?? 0) }, text }];
}
