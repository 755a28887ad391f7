/** Host ports lie outside the range from which the system takes ports for its own connections. */
import { message } from "../../diagnostics/define.ts";
import { replacedWithin } from "../fixes.ts";
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
      "cluster a standalone < milvus 2.6.15; expose client 53100; expose minio 127.0.0.1:19530 >",
    ],
  },
  check({ deployment, written, report }) {
    if (!runsOnHost(deployment)) return;
    const taken = deployment.publications.map(({ port }) => port);
    for (const publication of deployment.publications) {
      const { port, targetPort } = publication;
      if (!isEphemeral(port)) continue;
      const at = publicationPath(publication);
      // The port inside is where people look first.
      const isFree = !isEphemeral(targetPort) && !taken.includes(targetPort);
      const [from, to] = [String(port), String(targetPort)];
      const fixes = isFree ? replacedWithin(`publish port ${to}`, written(at), from, to) : [];
      report("ephemeral", { at, facts: { port }, fixes });
    }
  },
});

function isEphemeral(port: number): boolean {
  return port >= ephemeral.first && port <= ephemeral.last;
}
