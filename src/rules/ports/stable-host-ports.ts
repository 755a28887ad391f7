/** Host ports lie outside the range from which the system takes ports for its own connections. */
import { message } from "../../diagnostics/define.ts";
import { publicationPath, runsOnHost } from "../questions.ts";
import { defineRule } from "../rule.ts";

/** net.ipv4.ip_local_port_range of Linux. */
const ephemeral = { first: 32768, last: 60999 };

export const stableHostPorts = defineRule({
  code: "stable-host-ports",
  pass: "ports",
  severity: "warning",
  summary: "host ports lie outside Linux's ephemeral range 32768 to 60999",
  why:
    "Any outgoing connection of the machine may hold such a port, and then the container " +
    "sometimes fails to start.",
  help: "Publish a port below 32768.",
  source: "milvus-io/milvus#46255",
  messages: { ephemeral: message`host port ${"port"} lies in the ephemeral range` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; expose client 32767 >",
      "cluster a standalone < milvus 2.6.15; expose client 61000 >",
      "cluster a standalone < milvus 2.6.15; expose client 53100; target k8s { namespace a } >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; expose client 53100 >",
      "cluster a standalone < milvus 2.6.15; expose client 32768 >",
      "cluster a standalone < milvus 2.6.15; expose client 60999 >",
    ],
  },
  check({ deployment, report }) {
    if (!runsOnHost(deployment)) return;
    for (const publication of deployment.publications) {
      const { port } = publication;
      if (port >= ephemeral.first && port <= ephemeral.last)
        report("ephemeral", { at: publicationPath(publication), facts: { port } });
    }
  },
});
