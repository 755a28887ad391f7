/** The graph as people read it: start order, who needs whom, what is reachable from outside. */
import { compareText } from "../diagnostics/diagnostic.ts";
import { connectionsOf, type Entrance, type Graph } from "./graph.ts";

export function graphText(graph: Graph): string {
  const sections = [
    `${graph.cluster}: ${graph.mode}, Milvus ${graph.milvusVersion}`,
    section(
      "Start order",
      graph.startOrder.map((stage, index) => stageLine(graph, stage, index)),
    ),
    section("Who needs whom", needLines(graph)),
    section("Reachable from outside", graph.outside.map(entranceLine)),
    section("Networks", graph.networks.map(networkLine)),
    ...(graph.target === undefined ? [] : [targetSection(graph.target)]),
  ];
  return `${sections.join("\n\n")}\n`;
}

function stageLine(graph: Graph, stage: readonly string[], index: number): string {
  const names = stage.map((name) => {
    const vertex = graph.vertices.find((one) => one.name === name);
    if (vertex?.kind === "job") return `${name} (once)`;
    return vertex === undefined || vertex.count === 1 ? name : `${name} x${vertex.count}`;
  });
  return `${index + 1}. ${names.join(", ")}`;
}

function needLines(graph: Graph): string[] {
  return graph.vertices.flatMap(({ name }) => {
    const connections = connectionsOf(graph, name);
    if (connections.length === 0) return [];
    const ends = connections.map(({ to, port }) =>
      to === name ? `itself:${port}` : `${to}:${port}`,
    );
    const width = Math.max(...ends.map((end) => end.length));
    return [
      name,
      ...connections.map(({ why }, index) => `  ${ends[index]?.padEnd(width)}  ${why}`),
    ];
  });
}

function entranceLine(entrance: Entrance): string {
  const { component, endpoint, port, targetPort, address, balanced } = entrance;
  const where = address === undefined ? "every address" : address;
  const to = port === targetPort ? "" : ` to ${targetPort}`;
  const through = balanced ? ", through a balancer" : "";
  return `${component}.${endpoint}: port ${port}${to} on ${where}${through}`;
}

function networkLine({ name, internal, members }: Graph["networks"][number]): string {
  const kind = internal ? " (internal: no way in from outside, no way out)" : "";
  return `${name}${kind}: ${members.join(", ")}`;
}

/** Only the pairs that nobody needs: what is needed stands above. */
function targetSection({ name, opensBeyond }: NonNullable<Graph["target"]>): string {
  const title = `What ${name} opens beyond that`;
  const byFirst = new Map<string, string[]>();
  for (const [a, b] of opensBeyond) {
    const list = byFirst.get(a);
    if (list === undefined) byFirst.set(a, [b]);
    else list.push(b);
  }
  const lines = [...byFirst].map(([a, list]) => `${a} – ${list.sort(compareText).join(", ")}`);
  return section(title, lines);
}

function section(title: string, lines: readonly string[]): string {
  const shown = lines.length === 0 ? ["nothing"] : lines;
  return `${title}\n${shown.map((line) => `  ${line}`).join("\n")}`;
}
