/** What exists elsewhere is not looked for inside the container that looks. */
import { message } from "../../diagnostics/define.ts";
import { within } from "../fixes.ts";
import { defineRule } from "../rule.ts";

/** Of every container itself, and the address that stands for all of one. */
const ownAddress = /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[(?:0*:)*:?0*[01]?\])$/i;

export const reachableExternals = defineRule({
  code: "reachable-externals",
  pass: "dependencies",
  severity: "error",
  summary: "an external service has an address that means the same everywhere",
  why: "Inside a container this address is the container itself, where nothing listens.",
  help: "Write a name or address under which other machines reach the service.",
  source: "milvus-io/milvus#44300, #16844",
  messages: { own: message`"${"address"}" is every container's own address` },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; external kafka "host.docker.internal:9092" >',
      'cluster a standalone < milvus 2.6.15; external etcd "localhost.example.com:2379" >',
      'cluster a standalone < milvus 2.6.15; external etcd "[fd00::1]:2379" >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; external kafka "localhost:9092" >',
      'cluster a standalone < milvus 2.6.15; external etcd "127.0.0.1:2379" >',
      'cluster a standalone < milvus 2.6.15; external etcd "e:2379", "[::1]:2379" >',
    ],
  },
  check({ deployment, written, report }) {
    for (const { name, addresses } of deployment.externals) {
      const own = addresses.find(({ host }) => ownAddress.test(host));
      if (own === undefined) continue;
      const address = `${own.host}:${own.port}`;
      const at = `externals/${name}`;
      report("own", { at: within(written(at), address) ?? at, facts: { address } });
    }
  },
});
