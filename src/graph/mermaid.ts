/** The graph as a Mermaid flow chart, which GitHub and many wikis draw. */
import { edgesOf, type Graph, type Vertex } from "./graph.ts";

export function graphMermaid(graphs: readonly Graph[]): string {
  const several = graphs.length > 1;
  const lines = ["flowchart LR"];
  graphs.forEach((graph, index) => {
    const body = clusterLines(graph, `c${index}`);
    if (!several) lines.push(...body);
    else
      lines.push(
        `  subgraph c${index}["${mermaidText(graph.cluster)}"]`,
        ...body.map((line) => `  ${line}`),
        "  end",
      );
  });
  return `${lines.join("\n")}\n`;
}

function clusterLines(graph: Graph, prefix: string): string[] {
  const ids = new Map(graph.vertices.map(({ name }, index) => [name, `${prefix}n${index}`]));
  const id = (name: string) => ids.get(name) as string;
  const lines = graph.vertices.map((vertex) => `  ${id(vertex.name)}${shape(vertex)}`);
  const entrances = graph.outside.filter(({ component }) => ids.has(component));
  if (entrances.length > 0) lines.unshift(`  ${prefix}out(("outside"))`);
  for (const { component, port } of entrances)
    lines.push(`  ${prefix}out ==>|"${port}"| ${id(component)}`);
  for (const { from, to, ports } of edgesOf(graph))
    if (ids.has(from) && ids.has(to))
      lines.push(`  ${id(from)} -->|"${ports.join(", ")}"| ${id(to)}`);
  for (const [a, b] of graph.target?.opensBeyond ?? [])
    if (ids.has(a) && ids.has(b)) lines.push(`  ${id(a)} -.- ${id(b)}`);
  return lines;
}

function shape({ name, kind, count }: Vertex): string {
  const text = `"${mermaidText(count === 1 ? name : `${name} x${count}`)}"`;
  if (kind === "external") return `[(${text})]`;
  return kind === "job" ? `{{${text}}}` : `[${text}]`;
}

function mermaidText(text: string): string {
  return text.replaceAll("#", "#35;").replaceAll('"', "#quot;");
}
