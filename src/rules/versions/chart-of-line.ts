/** The Helm chart knows the Milvus line that it is to deploy. */
import { compareVersions, lineName, readVersion } from "../../catalog/version.ts";
import { message } from "../../diagnostics/define.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../text/source.ts";
import { fixAt, replaced } from "../fixes.ts";
import { defineRule } from "../rule.ts";

interface Charts {
  /** The first chart that deploys the line, and the last one made for it. */
  readonly first: string;
  readonly last: string;
}

/** zilliztech/milvus-helm gh-pages:index.yaml; the documentation upgrades to 3.0.0 with 5.0.22. */
const charts: Readonly<Record<string, Charts>> = {
  "2.2": { first: "4.0.0", last: "4.0.34" },
  "2.3": { first: "4.1.0", last: "4.1.28" },
  "2.4": { first: "4.1.29", last: "4.2.25" },
  "2.5": { first: "4.2.33", last: "4.2.58" },
  "2.6": { first: "5.0.0", last: "5.0.26" },
  "3.0": { first: "5.0.22", last: "5.0.28" },
};

export const chartOfLine = defineRule({
  code: "chart-of-line",
  pass: "versions",
  severity: "error",
  summary: "the Helm chart knows the Milvus line that it deploys",
  why:
    "A chart starts the processes of its own line: an older one knows no streaming nodes, a " +
    "newer one starts none of the older roles.",
  help: "Take a chart that was made for this line.",
  source: "zilliztech/milvus-helm gh-pages:index.yaml; milvus-io/milvus#50217",
  messages: {
    form: message`"${"chart"}" is no version of the chart`,
    old: message`chart ${"chart"} does not know Milvus ${"line"}; charts ${"first"} to ${"last"} do`,
    other: message`chart ${"chart"} is not made for Milvus ${"line"}; charts ${"first"} to ${"last"} are`,
  },
  examples: {
    valid: [
      "cluster a distributed < milvus 2.6.15; target helm { chart 5.0.19 } >",
      "cluster a distributed < milvus 2.6.15; target helm { chart 5.0.0 } >",
      "cluster a distributed < milvus 2.4.24; target helm { chart 4.2.25 } >",
      // Newer than any that is known here.
      "cluster a distributed < milvus 2.6.15; target helm { chart 5.1.2 } >",
      "cluster a distributed < milvus 3.0.0; target helm { chart 5.1.2 } >",
    ],
    invalid: [
      "cluster a distributed < milvus 2.6.15; target helm { chart 4.2.58 } >",
      "cluster a distributed < milvus 2.4.24; target helm { chart 5.0.19 } >",
      "cluster a distributed < milvus 2.6.15; target helm { chart v5.0.19 } >",
      "cluster a distributed < milvus 2.6.15; target helm { release search; chart latest } >",
      "cluster a distributed < milvus 2.5.27; target helm { chart 4.1.28 } >",
    ],
  },
  check({ deployment, written, report }) {
    const at = "targets/helm/chart";
    const setting = deployment.targets.helm?.find(({ name }) => name === "chart");
    const chart = setting?.arguments.chart;
    const line = lineName(deployment.milvusVersion);
    const known = charts[line];
    if (typeof chart !== "string" || known === undefined) return;
    const read = readVersion(chart);
    if (read.kind !== "version") {
      const fixes = read.kind === "prefixed" ? fixTo(written(at), read.version, true) : [];
      report("form", { at, facts: { chart }, fixes });
      return;
    }
    const facts = { chart, line, ...known };
    const fixes = fixTo(written(at), known.last, false);
    // Streaming nodes and mixcoord came with 2.6: nothing in an older chart could start them.
    const isBlind =
      compareVersions(chart, "5.0.0") < 0 && compareVersions(`${line}.0`, "2.6.0") >= 0;
    if (isBlind) report("old", { at, facts, fixes });
    else if (compareVersions(chart, known.first) < 0 || isAfter(chart, known.last, line))
      report("other", { at, facts, fixes, severity: "warning" });
  },
});

/** Charts that came after the newest known line may deploy it all the same. */
function isAfter(chart: string, last: string, line: string): boolean {
  return line !== "2.6" && line !== "3.0" && compareVersions(chart, last) > 0;
}

function fixTo(at: Span | undefined, chart: string, safe: boolean): Fix[] {
  return fixAt(at, `write \`chart ${chart}\``, safe, (span) => replaced(span, `chart ${chart}`));
}
