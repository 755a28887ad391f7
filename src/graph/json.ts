/** The graph for programs. */
import type { Graph } from "./graph.ts";

export function graphJson(graphs: readonly Graph[]): string {
  return `${JSON.stringify({ version: 1, clusters: graphs }, null, 2)}\n`;
}
