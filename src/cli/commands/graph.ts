/** `milvusc graph`: start order, who needs whom, what is reachable. */
import { graphDot } from "../../graph/dot.ts";
import { type Graph, graphOf } from "../../graph/graph.ts";
import { graphJson } from "../../graph/json.ts";
import { graphMermaid } from "../../graph/mermaid.ts";
import { graphText } from "../../graph/text.ts";
import { type Call, defineCommand, exitCodes, UsageError } from "../command.ts";
import { chosen, createResolver, judge, namedTargets } from "../compiler.ts";
import { hasErrors, report } from "../report.ts";
import { Sources } from "../sources.ts";

const formats = ["text", "mermaid", "dot", "json"] as const;

export const graph = defineCommand({
  name: "graph",
  summary: "shows components, start order, who needs whom, and what is reachable",
  usage: ["FILE", "FILE --target NAME", "FILE --format mermaid"],
  about: [
    "Needs are the connections that Milvus and its dependencies must be able to open. A " +
      "target may open more than that: Docker cannot filter inside a network. --target shows " +
      "what.",
  ],
  operands: { least: 1, most: 1, offer: "files", what: "FILE" },
  options: [
    { name: "cluster", value: "NAME", offer: "clusters", summary: "only this cluster" },
    {
      name: "target",
      value: "NAME",
      offer: "targets",
      summary: "show also what this target opens beyond the needs",
    },
    {
      name: "format",
      value: "FORMAT",
      offer: formats,
      strict: true,
      summary: "text (the default), mermaid, dot or json",
    },
    {
      name: "root",
      value: "DIR",
      offer: "folders",
      summary: "imports may not leave this folder (the current one, or the file's own)",
    },
  ],
  examples: [
    { line: "milvusc graph cluster.mvs", does: "who can reach the object store, and why?" },
    { line: "milvusc graph cluster.mvs --format dot | dot -Tsvg > cluster.svg", does: "a picture" },
  ],
  run: showGraph,
});

async function showGraph(call: Call): Promise<number> {
  const { host } = call;
  const [target] = namedTargets(call);
  const sources = new Sources(host, call.value("root"));
  const files = sources.open(call.operands);
  const resolve = await createResolver(sources, files);
  const checked = await judge(resolve(files), { named: [], blocks: false });
  const errors = [...sources.diagnostics, ...checked.diagnostics].filter(
    ({ severity }) => severity === "error",
  );
  await report(host, errors);
  // What can be drawn is drawn: it may show the mistake.
  const resolved =
    checked.resolved.length > 0 ? chosen(checked.resolved, call.value("cluster")) : [];
  if (resolved.length === 0 && !hasErrors(errors))
    throw new UsageError("there is no cluster to draw", "A cluster without a mode is a template.");
  const about =
    target === undefined
      ? undefined
      : { name: target.name, opens: target.opens ?? ("needs" as const) };
  const graphs = resolved.map(({ deployment }) => graphOf(deployment, about));
  if (graphs.length > 0) host.writeOutput(draw(graphs, call.value("format") ?? "text"));
  return hasErrors(errors) ? exitCodes.errors : exitCodes.fine;
}

function draw(graphs: readonly Graph[], format: string): string {
  if (format === "json") return graphJson(graphs);
  if (format === "mermaid") return graphMermaid(graphs);
  return format === "dot" ? graphDot(graphs) : graphs.map(graphText).join("\n");
}
