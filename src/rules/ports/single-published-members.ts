/** Behind a published port stands one process, or several that are the same to whoever asks. */
import { message } from "../../diagnostics/define.ts";
import type { Component, Deployment, Publication } from "../../model/schema.ts";
import { fixAt, removed } from "../fixes.ts";
import { publicationPath, publishedComponent } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const singlePublishedMembers = defineRule({
  code: "single-published-members",
  pass: "ports",
  severity: "error",
  summary: "one host port publishes one member, or what a balancer can stand before",
  why: "Each connection would reach another of them, and their clients must reach a certain one.",
  help:
    "Publish what a balancer can serve: `client`, or the object store; others join the " +
    "network.",
  source: "language reference, `expose`; milvus-io/milvus#29469",
  messages: {
    several: message`${"several"} of ${"component"} cannot share host port ${"port"}`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; proxy x2; storage minio(4); expose minio.console " +
        "127.0.0.1:9001 >",
      "cluster a distributed < milvus 2.6.15; proxy; expose proxy.metrics 127.0.0.1:9091 >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; querynode x2; expose querynode.metrics " +
        "127.0.0.1:9091 >",
      "cluster a distributed < milvus 2.6.15; storage etcd(3); expose etcd 127.0.0.1:2379 >",
    ],
  },
  check({ deployment, written, report }) {
    for (const publication of deployment.publications) {
      const component = publishedComponent(deployment, publication);
      if (component === undefined || !isSeveral(component, publication)) continue;
      const path = publicationPath(publication);
      const { count, group, identity } = component;
      report("several", {
        at: path,
        facts: { several: `${count} ${identity}`, component: group, port: publication.port },
        fixes: fixAt(written(path), "remove the statement", false, removed),
      });
    }
  },
});

/** Several stand behind the port, and it matters which of them one reaches. */
export function isSeveral(component: Component, publication: Publication): boolean {
  // That a standalone runs more than once is the greater mistake, and another law's business.
  if (component.count === 1 || component.role === "standalone") return false;
  return !isInterchangeable(component, publication);
}

/** Clients of Milvus and of the object store are served alike by each of them. */
function isInterchangeable(component: Component, { endpoint }: Publication): boolean {
  if (component.product === "milvus") return endpoint === "client" || endpoint === "rest";
  return component.endpoints.some(({ name }) => name === "api");
}

/** No port would be in the way of more members of this product or role. */
export function mayBeSeveral(deployment: Deployment, group: string): boolean {
  return deployment.publications.every((publication) => {
    const component = publishedComponent(deployment, publication);
    return component?.group !== group || isInterchangeable(component, publication);
  });
}
