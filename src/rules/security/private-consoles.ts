/** Consoles and administration ports are not open to other machines. */
import { message } from "../../diagnostics/define.ts";
import type { Component, Deployment } from "../../model/schema.ts";
import { onLoopback } from "../fixes.ts";
import { isOpen, loginKindOf, publicationPath, publishedComponent } from "../questions.ts";
import { defineRule } from "../rule.ts";

const consoles: Readonly<Record<string, string>> = {
  minio: "console",
  silo: "console",
  rustfs: "console",
  pulsar: "admin",
  attu: "web",
};

export const privateConsoles = defineRule({
  code: "private-consoles",
  pass: "security",
  severity: { development: "warning", test: "error", production: "error" },
  summary: "consoles and administration ports are not open to other machines",
  why:
    "They are made to change and delete everything, and are the first thing that scanners " +
    "look for.",
  help:
    "Publish it on 127.0.0.1 and reach it over a tunnel, or put a proxy with a login before " +
    "it.",
  source:
    "counted: 32 of 66 public Compose files publish MinIO's console; language reference, " +
    "settled question 11",
  messages: {
    loginless: message`the ${"endpoint"} of ${"component"} is open to others and asks for no login`,
    known: message`the ${"endpoint"} of ${"component"} is open to others, its login is in the file`,
    login: message`the ${"endpoint"} of ${"component"} is open to other machines`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; expose minio.console 127.0.0.1:9001 >",
      "cluster a standalone < milvus 2.6.15; expose standalone 19530 >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; expose minio.console 9001 >",
      "cluster a standalone < milvus 2.6.15; environment test; attu; expose attu 3000 >",
      "cluster a standalone < milvus 2.6.15; storage pulsar; expose pulsar.admin 8080 >",
      'cluster a standalone < milvus 2.6.15; environment test; attu; authorization on { root secret "r" }; expose ' +
        "attu 3000 >",
      'cluster a standalone < milvus 2.6.15; storage minio { credentials secret "s" }; expose ' +
        "minio.console 9001 >",
    ],
  },
  check({ deployment, written, report }) {
    for (const publication of deployment.publications) {
      const component = publishedComponent(deployment, publication);
      if (component === undefined || !isOpen(publication)) continue;
      if (consoles[component.product] !== publication.endpoint) continue;
      const path = publicationPath(publication);
      const kind = loginKind(deployment, component);
      const { endpoint } = publication;
      report(kind, {
        at: path,
        facts: {
          endpoint: endpoint === "admin" ? "administration" : "console",
          component: component.group,
        },
        // Where somebody has to log in with what only they know, it is a matter of taste.
        ...(kind === "login" ? { severity: "warning" } : {}),
        fixes: onLoopback(publication, written(path)),
      });
    }
  },
});

/** Attu logs in to Milvus; the object store's console asks for the store's own user and password. */
function loginKind({ authorization }: Deployment, component: Component) {
  if (component.product === "attu") return authorization ? "login" : "loginless";
  return loginKindOf(component);
}
