/** What a component dials listens where it is dialled. */
import { message } from "../../diagnostics/define.ts";
import type { Deployment, Need } from "../../model/schema.ts";
import { componentsByName } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const knownNeeds = defineRule({
  code: "known-needs",
  pass: "dependencies",
  severity: "error",
  summary: "every connection leads to an endpoint that listens on that port",
  why: "The process dials a port on which nobody answers, and gives up.",
  help: "Name the endpoint and its port as the component that is dialled has them.",
  source: "milvus-io/milvus#43240, #45688: a port changed in one place",
  messages: {
    endpoint: message`${"from"} dials "${"endpoint"}" of ${"to"} on port ${"port"}, where it does not listen`,
    external: message`${"from"} dials ${"to"} on port ${"port"}, but no address of ${"to"} has this port`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15 >",
      'cluster a distributed < milvus 2.6.15; external etcd "e:2379", "e:2381" >',
    ],
    invalid: [],
    planted: [
      {
        program: "cluster a standalone < milvus 2.6.15; standalone >",
        plant: changed((need) => (need.to === "minio" ? { ...need, port: 9100 } : need)),
      },
      {
        program: "cluster a standalone < milvus 2.6.15 >",
        plant: changed((need) => (need.to === "etcd" ? { ...need, endpoint: "peer" } : need)),
      },
      {
        program: 'cluster a standalone < milvus 2.6.15; external etcd "e:2379" >',
        plant: changed((need) => (need.to === "etcd" ? { ...need, port: 2380 } : need)),
      },
    ],
  },
  check({ deployment, report }) {
    const byName = componentsByName(deployment);
    const externals = new Map(deployment.externals.map((external) => [external.name, external]));
    for (const { from, to, endpoint, port } of deployment.needs) {
      const at = `components/${from}`;
      const external = externals.get(to);
      // That both exist is asked where an IR is read.
      const endpoints = byName.get(to)?.endpoints;
      const listens = (one: { name: string; port: number }) =>
        one.name === endpoint && one.port === port;
      if (external !== undefined) {
        if (!external.addresses.some((address) => address.port === port))
          report("external", { at, facts: { from, to, port } });
      } else if (endpoints !== undefined && !endpoints.some(listens))
        report("endpoint", { at, facts: { from, to, endpoint, port } });
    }
  },
});

function changed(change: (need: Need) => Need) {
  return (deployment: Deployment): Deployment => ({
    ...deployment,
    needs: deployment.needs.map(change),
  });
}
