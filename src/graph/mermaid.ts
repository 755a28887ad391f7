/** The graph as a Mermaid flow chart, which GitHub and many wikis draw. */
import { type Drawing, drawingOf, isBox } from "./drawing.ts";
import type { Graph, Vertex } from "./graph.ts";

export function graphMermaid(graphs: readonly Graph[]): string {
  const several = graphs.length > 1;
  const lines = ["flowchart LR"];
  graphs.forEach((graph, index) => {
    const body = clusterLines(drawingOf(graph), `c${index}`);
    if (!several) lines.push(...body);
    else lines.push(...subgraph(`c${index}`, graph.cluster, body));
  });
  return `${lines.join("\n")}\n`;
}

function clusterLines(drawing: Drawing, prefix: string): string[] {
  const ids = new Map<string, string>();
  const id = (name: string) => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    ids.set(name, `${prefix}n${ids.size}`);
    return id(name);
  };
  const node = (vertex: Vertex) => `  ${id(vertex.name)}${shape(vertex, drawing)}`;
  const parts = drawing.parts.flatMap((part) =>
    isBox(part) ? subgraph(id(part.name), part.title, part.vertices.map(node)) : node(part),
  );
  return [
    ...(drawing.entrances.length > 0 ? [`  ${prefix}out(("outside"))`] : []),
    ...parts,
    ...drawing.entrances.map(({ to, label }) => `  ${prefix}out ==>|"${label}"| ${id(to)}`),
    ...drawing.needs.map(({ from, to, label }) =>
      label === "" ? `  ${id(from)} --> ${id(to)}` : `  ${id(from)} -->|"${label}"| ${id(to)}`,
    ),
    ...drawing.opened.map(({ from, to }) => `  ${id(from)} -.- ${id(to)}`),
    ...(drawing.remark === undefined
      ? []
      : [`  ${prefix}remark>"${mermaidText(drawing.remark)}"]`]),
  ];
}

function subgraph(id: string, title: string, body: readonly string[]): string[] {
  return [`  subgraph ${id}["${mermaidText(title)}"]`, ...body.map((line) => `  ${line}`), "  end"];
}

function shape({ name, kind }: Vertex, { texts }: Drawing): string {
  const text = `"${(texts.get(name) ?? [name]).map(mermaidText).join("<br/>")}"`;
  if (kind === "external") return `[(${text})]`;
  return kind === "job" ? `{{${text}}}` : `[${text}]`;
}

function mermaidText(text: string): string {
  return text.replaceAll("#", "#35;").replaceAll('"', "#quot;").replaceAll("<", "#lt;");
}
