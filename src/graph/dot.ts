/** The graph in Graphviz' language; stages of the start order stand side by side. */
import { edgesOf, type Graph, type Vertex } from "./graph.ts";

export function graphDot(graphs: readonly Graph[]): string {
  const lines = ["digraph milvus {", "  rankdir=LR;", "  node [shape=box];"];
  graphs.forEach((graph, index) => {
    const prefix = graphs.length > 1 ? `${graph.cluster}/` : "";
    const body = clusterLines(graph, (name) => quote(prefix + name));
    if (graphs.length === 1) lines.push(...body);
    else
      lines.push(
        `  subgraph ${quote(`cluster_${index}`)} {`,
        `    label=${quote(graph.cluster)};`,
        ...body.map((line) => `  ${line}`),
        "  }",
      );
  });
  return `${[...lines, "}"].join("\n")}\n`;
}

function clusterLines(graph: Graph, id: (name: string) => string): string[] {
  const known = new Set(graph.vertices.map(({ name }) => name));
  const lines = graph.vertices.map((vertex) => `  ${id(vertex.name)} [${attributes(vertex)}];`);
  for (const stage of graph.startOrder)
    if (stage.length > 1) lines.push(`  { rank=same; ${stage.map(id).join("; ")}; }`);
  if (graph.outside.length > 0) lines.push(`  ${id("outside")} [shape=ellipse];`);
  for (const { component, port } of graph.outside)
    lines.push(
      `  ${id("outside")} -> ${id(component)} [label=${quote(String(port))}, style=bold];`,
    );
  for (const { from, to, ports } of edgesOf(graph))
    lines.push(`  ${id(from)} -> ${id(to)} [label=${quote(ports.join(", "))}];`);
  for (const [a, b] of graph.target?.opensBeyond ?? [])
    if (known.has(a) && known.has(b))
      lines.push(`  ${id(a)} -> ${id(b)} [dir=none, style=dotted];`);
  return lines;
}

function attributes({ name, kind, count }: Vertex): string {
  const label = `label=${quote(count === 1 ? name : `${name} x${count}`)}`;
  if (kind === "external") return `${label}, shape=cylinder`;
  return kind === "job" ? `${label}, shape=hexagon` : label;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
