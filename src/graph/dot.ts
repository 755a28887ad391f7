/** The graph in Graphviz' language. */
import { type Box, type Drawing, drawingOf, isBox } from "./drawing.ts";
import type { Graph, Vertex } from "./graph.ts";

export function graphDot(graphs: readonly Graph[]): string {
  const lines = [
    "digraph milvus {",
    // Arrows may end at boxes.
    "  compound=true; rankdir=LR; nodesep=0.3; ranksep=0.9;",
    '  node [shape=box, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=11];',
  ];
  graphs.forEach((graph, index) => {
    const prefix = graphs.length > 1 ? `${graph.cluster}/` : "";
    const body = clusterLines(drawingOf(graph), prefix);
    if (graphs.length === 1) lines.push(...body);
    else lines.push(...subgraph(`cluster_${index}`, graph.cluster, body));
  });
  return `${[...lines, "}"].join("\n")}\n`;
}

function clusterLines(drawing: Drawing, prefix: string): string[] {
  const boxes = new Map(drawing.parts.filter(isBox).map((box) => [box.name, box]));
  const id = (name: string) => quote(prefix + name);
  const node = (vertex: Vertex) => `  ${id(vertex.name)} [${attributes(vertex, drawing)}];`;
  const boxId = ({ title }: Box) => `cluster_${prefix}${title}`;
  /** An arrow at a box is one at a vertex in it, cut off at the box. */
  const arrow = (from: string, to: string, style: readonly string[]) => {
    const [tail, head] = [boxes.get(from), boxes.get(to)];
    const all = [
      ...style,
      ...(tail === undefined ? [] : [`ltail=${quote(boxId(tail))}`]),
      ...(head === undefined ? [] : [`lhead=${quote(boxId(head))}`]),
    ];
    const ends = `${id(middleOf(tail) ?? from)} -> ${id(middleOf(head) ?? to)}`;
    return `  ${ends}${all.length === 0 ? "" : ` [${all.join(", ")}]`};`;
  };
  return [
    ...(drawing.entrances.length > 0 ? [`  ${id("outside")} [label=outside, shape=ellipse];`] : []),
    ...drawing.parts.flatMap((part) =>
      isBox(part) ? subgraph(boxId(part), part.title, part.vertices.map(node)) : node(part),
    ),
    ...drawing.entrances.map(({ to, label }) =>
      arrow("outside", to, [`label=${quote(label)}`, "style=bold"]),
    ),
    ...drawing.needs.map(({ from, to, label }) =>
      arrow(from, to, label === "" ? [] : [`label=${quote(label)}`]),
    ),
    ...drawing.opened.map(({ from, to }) => arrow(from, to, ["dir=none", "style=dotted"])),
    ...(drawing.remark === undefined
      ? []
      : [`  ${id(" remark")} [label=${quote(drawing.remark)}, shape=note];`]),
  ];
}

function middleOf(box: Box | undefined): string | undefined {
  const members = box?.vertices.filter(({ kind }) => kind !== "job");
  return members?.[members.length >> 1]?.name;
}

function subgraph(id: string, title: string, body: readonly string[]): string[] {
  return [
    `  subgraph ${quote(id)} {`,
    `    label=${quote(title)}; style=rounded; color=gray;`,
    ...body.map((line) => `  ${line}`),
    "  }",
  ];
}

function attributes({ name, kind }: Vertex, { texts }: Drawing): string {
  const label = `label=${quote((texts.get(name) ?? [name]).join("\n"))}`;
  if (kind === "external") return `${label}, shape=cylinder`;
  return kind === "job" ? `${label}, shape=hexagon` : label;
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}
