/** The endpoints of one process have ports of their own. */
import { message } from "../../diagnostics/define.ts";
import type { Component, Deployment } from "../../model/schema.ts";
import { replacedWithin } from "../fixes.ts";
import { readSettings } from "../lookup.ts";
import { milvusComponents } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const distinctEndpoints = defineRule({
  code: "distinct-endpoints",
  pass: "ports",
  severity: "error",
  summary: "two endpoints of one process have different ports",
  why: 'The second listener stops the process with "address already in use".',
  help: "Give one of them another port.",
  source: "milvus-io/milvus#46312; configs/milvus.yaml, proxy.http.port",
  messages: {
    rest: message`REST would listen on port ${"port"}, which is ${"component"}'s "${"endpoint"}"`,
    twice: message`"${"first"}" and "${"second"}" of ${"component"} both listen on port ${"port"}`,
  },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; config { proxy.http.port 8080 } >",
      "cluster a standalone < milvus 2.6.15; config { proxy.http.port 19530 } >",
    ],
    invalid: ["cluster a standalone < milvus 2.6.15; config { proxy.http.port 9091 } >"],
    planted: [
      {
        program: "cluster a standalone < milvus 2.6.15; storage minio >",
        plant: (deployment) => ({
          ...deployment,
          components: deployment.components.map((component) => ({
            ...component,
            endpoints: component.endpoints.map((endpoint) =>
              endpoint.name === "console" ? { ...endpoint, port: 9000 } : endpoint,
            ),
          })),
        }),
      },
    ],
  },
  check({ deployment, written, report }) {
    for (const component of deployment.components) {
      const byPort = new Map<string, string>();
      for (const { name, port, protocol } of component.endpoints) {
        const first = byPort.get(`${protocol} ${port}`);
        if (first !== undefined)
          report("twice", {
            at: `components/${component.name}`,
            facts: { first, second: name, component: component.name, port },
          });
        byPort.set(`${protocol} ${port}`, name);
      }
    }
    const port = restPort(deployment);
    const serving = milvusComponents(deployment).find(servesClients);
    const taken = serving?.endpoints.find((one) => one.port === port && isOther(one.name));
    const at = "configuration/proxy.http.port";
    if (taken !== undefined && serving !== undefined)
      report("rest", {
        at,
        fixes: replacedWithin("let REST listen on 8080", written(at), String(taken.port), "8080"),
        component: serving.name,
        facts: { port: taken.port, component: serving.name, endpoint: taken.name },
      });
  },
});

function restPort(deployment: Deployment): unknown {
  return readSettings(deployment).find(({ key }) => key === "proxy.http.port")?.value;
}

/** Without TLS, gRPC and REST share the port for clients on purpose. */
function isOther(endpoint: string): boolean {
  return endpoint !== "client" && endpoint !== "rest";
}

function servesClients({ endpoints }: Component): boolean {
  return endpoints.some(({ name }) => name === "client");
}
