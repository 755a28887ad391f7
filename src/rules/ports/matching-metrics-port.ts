/** Milvus answers health checks where they are asked. */
import { message } from "../../diagnostics/define.ts";
import { fixAt, removed } from "../fixes.ts";
import { literalOf, milvusComponents, variableOf } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const matchingMetricsPort = defineRule({
  code: "matching-metrics-port",
  pass: "ports",
  severity: "error",
  summary: "METRICS_PORT names the port on which health is asked",
  why: "Health checks, probes and Prometheus ask another port: the process is never ready.",
  help: "Remove the variable; nothing else uses the port inside a container.",
  source: "milvus-io/milvus internal/http/server.go @2.4.0 (METRICS_PORT)",
  messages: {
    moved: message`METRICS_PORT of ${"component"} is "${"written"}", but health is asked on ${"port"}`,
  },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; standalone { variables { METRICS_PORT "9091" } } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; standalone { variables { METRICS_PORT "9095" } } >',
    ],
  },
  check({ deployment, written, report }) {
    for (const component of milvusComponents(deployment)) {
      const value = literalOf(variableOf(component, "METRICS_PORT"));
      const port = component.endpoints.find(({ name }) => name === "metrics")?.port;
      if (value === undefined || port === undefined || value === String(port)) continue;
      const at = `components/${component.name}/variables/METRICS_PORT`;
      report("moved", {
        at,
        facts: { component: component.name, written: value, port },
        fixes: fixAt(written(at), "remove the variable", true, removed),
      });
    }
  },
});
