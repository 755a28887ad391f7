/** Each address of an external service is another one. */
import { message } from "../../diagnostics/define.ts";
import { within } from "../fixes.ts";
import { defineRule } from "../rule.ts";

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
    for (const { name, addresses } of deployment.externals) {
      const at = `externals/${name}`;
      const seen = new Set<string>();
      for (const { host, port } of addresses) {
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
