/**
 * What of a graph goes into a picture, so that it can be read: processes of one product in a box,
 * ports written once, and one arrow where a whole box needs the same.
 */
import { compareText } from "../diagnostics/diagnostic.ts";
import { edgesOf, type Graph, type Vertex } from "./graph.ts";

export interface Box {
  /** As ends of arrows say it; no vertex has such a name. */
  readonly name: string;
  readonly title: string;
  readonly vertices: readonly Vertex[];
}

/** Ends are names of vertices, or of boxes where all vertices in them are meant. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

export interface Drawing {
  /** In the order of the graph; a vertex that is alone in its group has no box. */
  readonly parts: readonly (Box | Vertex)[];
  /** Lines of text for each vertex: name and number, ports, ports for its own kind. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly entrances: readonly { readonly to: string; readonly label: string }[];
  readonly needs: readonly Arrow[];
  /** What the target opens beyond the needs; without a direction. */
  readonly opened: readonly Arrow[];
  /** Says the same in words, where it is too much to draw. */
  readonly remark?: string;
}

/** More dotted lines than these hide what is needed. */
const drawnPairs = 10;

export function isBox(part: Box | Vertex): part is Box {
  return "vertices" in part;
}

export function drawingOf(graph: Graph): Drawing {
  const parts = partsOf(graph);
  const boxes = parts.filter(isBox);
  const known = new Set(graph.vertices.map(({ name }) => name));
  const edges = edgesOf(graph).filter(({ from, to }) => known.has(from) && known.has(to));
  const others = edges.filter(({ from, to }) => from !== to);
  const shared = sharedPorts(others);
  const texts = new Map(
    graph.vertices.map((vertex) => {
      const own = edges.find(({ from, to }) => from === vertex.name && to === vertex.name);
      return [vertex.name, textOf(vertex, shared.get(vertex.name), own?.ports)];
    }),
  );
  const arrows = others.map(({ from, to, ports }) => ({
    from,
    to,
    label: shared.has(to) ? "" : ports.join(", "),
  }));
  const pairs = (graph.target?.opensBeyond ?? [])
    .filter(([a, b]) => known.has(a) && known.has(b))
    .map(([from, to]) => ({ from, to, label: "" }));
  const opened = merged(pairs, boxes);
  const isDrawn = opened.length <= drawnPairs;
  return {
    parts,
    texts,
    entrances: graph.outside
      .filter(({ component }) => known.has(component))
      .map(({ component, address, port }) => ({
        to: component,
        label: address === undefined ? String(port) : `${address}:${port}`,
      })),
    needs: merged(arrows, boxes),
    opened: isDrawn ? opened : [],
    ...(isDrawn || graph.target === undefined
      ? {}
      : { remark: remarkOf(graph.target.name, pairs.length) }),
  };
}

function remarkOf(target: string, count: number): string {
  return `${target} also opens ${count} pairs that nobody needs: all on one network reach each other`;
}

function partsOf({ vertices }: Graph): (Box | Vertex)[] {
  const byGroup = new Map<string, Vertex[]>();
  for (const vertex of vertices) {
    const list = byGroup.get(vertex.group);
    if (list === undefined) byGroup.set(vertex.group, [vertex]);
    else list.push(vertex);
  }
  return [...byGroup].map(([name, list]) =>
    list.length === 1 ? (list[0] as Vertex) : { name: `[${name}]`, title: name, vertices: list },
  );
}

/** Ports that all who need a vertex need of it: those stand in the vertex, and not at each arrow. */
function sharedPorts(edges: readonly { to: string; ports: number[] }[]): Map<string, number[]> {
  const byTarget = new Map<string, number[]>();
  const mixed = new Set<string>();
  for (const { to, ports } of edges) {
    const first = byTarget.get(to);
    if (first === undefined) byTarget.set(to, ports);
    else if (first.join() !== ports.join()) mixed.add(to);
  }
  for (const name of mixed) byTarget.delete(name);
  return byTarget;
}

function textOf(
  { name, count }: Vertex,
  ports: readonly number[] | undefined,
  own: readonly number[] | undefined,
): string[] {
  return [
    count === 1 ? name : `${name} x${count}`,
    ...(ports === undefined ? [] : [ports.join(", ")]),
    ...(own === undefined || count === 1 ? [] : [ownText(own, ports)]),
  ];
}

function ownText(own: readonly number[], ports: readonly number[] | undefined): string {
  return own.join() === ports?.join()
    ? "also among themselves"
    : `among themselves ${own.join(", ")}`;
}

/** First all of a box to one, then one to all of a box. */
function merged(arrows: readonly Arrow[], boxes: readonly Box[]): Arrow[] {
  return [mergeTails, mergeHeads].reduce<Arrow[]>(
    (all, merge) => boxes.reduce((now, box) => merge(now, box), all),
    [...arrows],
  );
}

function mergeTails(arrows: readonly Arrow[], box: Box): Arrow[] {
  return mergeEnd(arrows, box, "from", "to");
}

function mergeHeads(arrows: readonly Arrow[], box: Box): Arrow[] {
  return mergeEnd(arrows, box, "to", "from");
}

function mergeEnd(
  arrows: readonly Arrow[],
  { name, vertices }: Box,
  end: "from" | "to",
  other: "from" | "to",
): Arrow[] {
  const members = vertices.filter(({ kind }) => kind !== "job").map((vertex) => vertex.name);
  if (members.length < 2) return [...arrows];
  const inside = new Set([name, ...members]);
  const byOther = new Map<string, Arrow[]>();
  for (const arrow of arrows) {
    if (!inside.has(arrow[end]) || inside.has(arrow[other])) continue;
    const key = `${arrow[other]} ${arrow.label}`;
    const list = byOther.get(key);
    if (list === undefined) byOther.set(key, [arrow]);
    else list.push(arrow);
  }
  const whole = [...byOther.values()].filter((list) => list.length === members.length);
  const gone = new Set(whole.flat());
  const added = whole.map(([first]) => ({ ...(first as Arrow), [end]: name }));
  return [...arrows.filter((arrow) => !gone.has(arrow)), ...added.sort(byEnds)];
}

function byEnds(a: Arrow, b: Arrow): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to);
}
