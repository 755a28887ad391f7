/** In production users and passwords of stores stand in secrets. */
import { message } from "../../diagnostics/define.ts";
import type { Dependency, Deployment } from "../../model/schema.ts";
import { fixAt } from "../fixes.ts";
import { literalOf, loginOf, milvusComponents, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";
import { hasOtherLogin } from "./matching-credentials.ts";

/** What Milvus reads the password of a service elsewhere from. */
export const externalPasswords: Readonly<Record<Dependency["kind"], string>> = {
  metadata: "ETCD_AUTH_PASSWORD",
  objects: "MINIO_SECRET_ACCESS_KEY",
  queue: "KAFKA_SASL_PASSWORD",
};

const known: readonly string[] = ["minioadmin", "rustfsadmin-local", "rustfssecret-local"];

export const secretCredentials = defineRule({
  code: "secret-credentials",
  pass: "security",
  severity: { development: "off", test: "off", production: "error" },
  summary: "in production user and password of a store do not stand in the file",
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
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker; external etcd "e:2379" { tls on; credentials { ' +
        "access-key env U; secret-key env P } } >",
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
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker; external s3 "s3.example.com:443" { bucket "data"; ' +
        'credentials { access-key "someone"; secret-key "something" } } >',
      "cluster a standalone < milvus 2.6.15; environment production; authorization on { root " +
        'secret "r" }; storage woodpecker, minio { credentials  { access-key "some{one}"; ' +
        'secret-key "some}thing" }; disk 20Gi } >',
    ],
  },
  check({ deployment, origins, written, report }) {
    for (const { kind, component, product, password } of loginsInClear(deployment)) {
      const at = `dependencies/${kind}/credentials`;
      // Judged as if production were written, defaults would be secrets of their own.
      if (origins.get(at)?.kind === "default") continue;
      const secret = `${deployment.name}-${product}`;
      report(known.includes(password) ? "known" : "literal", {
        at,
        component,
        facts: { component },
        fixes: fixAt(written(at), `take them from the secret "${secret}"`, false, (words) =>
          withoutBlock(words, `credentials secret "${secret}"`),
        ),
      });
    }
  },
});

interface ClearLogin {
  readonly kind: Dependency["kind"];
  readonly component: string;
  readonly product: string;
  readonly password: string;
}

/** Passwords that everybody who has the file can read: of our own servers, and those that Milvus is given. */
function loginsInClear(deployment: Deployment): readonly ClearLogin[] {
  const logins: ClearLogin[] = [];
  for (const component of deployment.components) {
    const { name, product } = component;
    const password = literalOf(loginOf(component)?.password.value);
    // Written beside `credentials`, it is a mistake of another law.
    const isBeside = hasOtherLogin(deployment, component) && !isToldInClear(deployment);
    if (password !== undefined && !isBeside)
      logins.push({ kind: "objects", component: name, product, password });
  }
  const [client] = milvusComponents(deployment);
  for (const { kind, product, placement } of deployment.dependencies) {
    if (placement !== "external" || client === undefined) continue;
    const password = literalOf(variableOf(client, externalPasswords[kind]));
    if (password !== undefined && password !== "")
      logins.push({ kind, component: product, product, password });
  }
  return logins;
}

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
