/** The metrics port of Milvus takes management requests without a login, so it stays inside. */
import { message } from "../../diagnostics/define.ts";
import { onLoopback } from "../fixes.ts";
import { isOpen, publicationPath, publishedComponent } from "../questions.ts";
import { defineRule } from "../rule.ts";

export const unpublishedMetrics = defineRule({
  code: "unpublished-metrics",
  pass: "ports",
  severity: { development: "warning", test: "error", production: "error" },
  summary: "the metrics port of Milvus is not reachable from other machines",
  why:
    "The same port answers management requests without a login: log level, stop, " +
    "configuration.",
  help: "Publish it on 127.0.0.1 only, or let Prometheus join the network.",
  source: "GHSA-7ppg-37fh-vcr6 (CVE-2026-26190), milvus-io/milvus#50763",
  messages: { open: message`the metrics port of ${"component"} is open to other machines` },
  examples: {
    valid: ["cluster a standalone < milvus 2.6.15; expose standalone.metrics 127.0.0.1:9091 >"],
    invalid: [
      "cluster a standalone < milvus 2.6.15; expose standalone.metrics 9091 >",
      "cluster a standalone < milvus 2.6.15; environment test; expose standalone.metrics " +
        "0.0.0.0:9091 >",
    ],
  },
  check({ deployment, written, report }) {
    for (const publication of deployment.publications) {
      const component = publishedComponent(deployment, publication);
      if (component?.product !== "milvus" || publication.endpoint !== "metrics") continue;
      if (!isOpen(publication)) continue;
      const path = publicationPath(publication);
      const fixes = onLoopback(publication, written(path));
      report("open", { at: path, facts: { component: component.name }, fixes });
    }
  },
});
