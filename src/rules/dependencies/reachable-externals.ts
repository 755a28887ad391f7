/** What exists elsewhere is not looked for inside the container that looks. */
import { message } from "../../diagnostics/define.ts";
import { within } from "../fixes.ts";
import { dependencyOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

const kinds = ["metadata", "objects", "queue"] as const;

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
    valid: ['cluster a standalone < milvus 2.6.15; external kafka "host.docker.internal:9092" >'],
    invalid: [
      'cluster a standalone < milvus 2.6.15; external kafka "localhost:9092" >',
      'cluster a standalone < milvus 2.6.15; external etcd "127.0.0.1:2379" >',
    ],
  },
  check({ deployment, written, report }) {
    for (const kind of kinds) {
      const dependency = dependencyOf(deployment, kind);
      const external = deployment.externals.find(({ name }) => name === dependency?.product);
      if (dependency?.placement !== "external" || external === undefined) continue;
      const own = external.addresses.find(({ host }) => isOwn(host));
      if (own === undefined) continue;
      const address = `${own.host}:${own.port}`;
      const at = `dependencies/${kind}`;
      report("own", { at: within(written(at), address) ?? at, facts: { address } });
    }
  },
});

function isOwn(host: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[(?:0*:)*:?0*[01]?\])$/i.test(host);
}
