/** Host ports below 1024 belong to the machine's administrator. */
import { message } from "../../diagnostics/define.ts";
import { replacedWithin } from "../fixes.ts";
import { publicationPath, runsOnHost } from "../questions.ts";
import { defineRule } from "../rule.ts";

const firstUnprivileged = 1024;

export const unprivilegedHostPorts = defineRule({
  code: "unprivileged-host-ports",
  pass: "ports",
  severity: "warning",
  summary: "host ports are 1024 or higher",
  why: "Rootless Docker and Podman may not bind lower ports, and a system service may want them.",
  help: "Publish a higher port, and let a reverse proxy stand on the lower one.",
  source: "docs.docker.com/engine/security/rootless, known limitations",
  messages: { low: message`host port ${"port"} is privileged` },
  examples: {
    valid: [
      "cluster a standalone < milvus 2.6.15; expose client 1024 >",
      "cluster a standalone < milvus 2.6.15; expose client 443; target k8s { namespace a } >",
    ],
    invalid: [
      "cluster a standalone < milvus 2.6.15; expose client 443 >",
      "cluster a standalone < milvus 2.6.15; expose client 1023 >",
    ],
  },
  check({ deployment, written, report }) {
    if (!runsOnHost(deployment)) return;
    for (const publication of deployment.publications) {
      if (publication.port >= firstUnprivileged) continue;
      const path = publicationPath(publication);
      const port = String(publication.port);
      const higher = String(publication.port + 8000);
      const fixes = replacedWithin(`publish port ${higher}`, written(path), port, higher);
      report("low", { at: path, facts: { port }, fixes });
    }
  },
});
