/** Each address of an external service is another one. */
import { message } from "../../diagnostics/define.ts";
import { within } from "../fixes.ts";
import { dependencyOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

const kinds = ["metadata", "objects", "queue"] as const;

export const distinctExternalAddresses = defineRule({
  code: "distinct-external-addresses",
  pass: "dependencies",
  severity: "warning",
  summary: "the addresses of an external service differ",
  why:
    "Most likely another member was meant: the loss of the one that is left out is not " +
    "survived.",
  help: "Write each member once.",
  source: "etcd.io/docs op-guide/clustering: clients are given all members",
  messages: { twice: message`"${"address"}" is written twice` },
  examples: {
    valid: ['cluster a standalone < milvus 2.6.15; external etcd "e:2379", "e:2380" >'],
    invalid: ['cluster a standalone < milvus 2.6.15; external etcd "e:2379", "e:2379" >'],
  },
  check({ deployment, written, report }) {
    for (const kind of kinds) {
      const dependency = dependencyOf(deployment, kind);
      const external = deployment.externals.find(({ name }) => name === dependency?.product);
      if (dependency?.placement !== "external" || external === undefined) continue;
      const at = `dependencies/${kind}`;
      const seen = new Set<string>();
      for (const { host, port } of external.addresses) {
        const address = `${host}:${port}`;
        if (seen.has(address)) {
          report("twice", { at: within(written(at), address) ?? at, facts: { address } });
          break;
        }
        seen.add(address);
      }
    }
  },
});
