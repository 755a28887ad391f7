/** Dependencies that ask for no login, or for a known one, are not reachable from other machines. */
import { message } from "../../diagnostics/define.ts";
import { onLoopback } from "../fixes.ts";
import { isOpen, loginKindOf, publicationPath, publishedComponent } from "../questions.ts";
import { defineRule } from "../rule.ts";
import { isSeveral } from "./single-published-members.ts";

/** Endpoints behind which data lies, as `expose` names them or as their advertised twins are called. */
const dataEndpoints: Readonly<Record<string, readonly string[]>> = {
  etcd: ["client"],
  pulsar: ["broker"],
  kafka: ["broker", "outside"],
  minio: ["api"],
  silo: ["api"],
  rustfs: ["api"],
};

export const privateStores = defineRule({
  code: "private-stores",
  pass: "ports",
  severity: { development: "warning", test: "error", production: "error" },
  summary: "metadata, messages and objects are not open to other machines",
  why: "Whoever reaches the port can read, change and delete everything that Milvus keeps there.",
  help: "Publish it on 127.0.0.1 only; what has to reach it joins the network.",
  source: "counted: 32 of 66 public Compose files publish MinIO; etcd.io/docs op-guide/security",
  messages: {
    loginless: message`${"component"} asks for no login and is open to other machines`,
    known: message`${"component"} is open to other machines with a login that stands in the file`,
    login: message`${"component"} is open to other machines`,
  },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; expose etcd 127.0.0.1:2379 >"],
    invalid: [
      "cluster a standalone < milvus 2.6.15; expose etcd 2379 >",
      "cluster a standalone < milvus 2.6.15; environment test; expose minio.api 9000 >",
      "cluster a standalone < milvus 2.6.15; environment test; storage minio { credentials secret " +
        '"s" }; expose minio 9000 >',
    ],
  },
  check({ deployment, written, report }) {
    for (const publication of deployment.publications) {
      const component = publishedComponent(deployment, publication);
      if (component === undefined || !isOpen(publication)) continue;
      if (!dataEndpoints[component.product]?.includes(publication.endpoint)) continue;
      // It cannot be published at all, on whatever address: another law says so.
      if (isSeveral(component, publication)) continue;
      const path = publicationPath(publication);
      const kind = loginKindOf(component);
      report(kind, {
        at: path,
        facts: { component: component.group },
        // A login that nobody else knows makes it a matter of taste.
        ...(kind === "login" ? { severity: "warning" } : {}),
        fixes: onLoopback(publication, written(path)),
      });
    }
  },
});
