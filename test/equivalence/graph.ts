/** The small graph that every format is read back into: what its consumer acts on, and nothing that we say of it. */

/** Amounts in bytes and thousandths of a core; nothing where nothing is said. */
export interface Amounts {
  readonly cpuRequest?: number;
  readonly cpuLimit?: number;
  readonly memoryRequest?: number;
  readonly memoryLimit?: number;
}

export interface GraphNode {
  readonly image: string;
  readonly replicas: number;
  /** Of Milvus its settings by the names that it compares; of others their environment. */
  readonly settings: ReadonlyMap<string, string>;
  /** Arguments in one line; nothing where the format leaves them to the image. */
  readonly command?: string;
  /** Folders that outlive a container. */
  readonly kept: readonly string[];
  /** Their sizes together, where the format has sizes. */
  readonly keptBytes?: number;
  readonly amounts: Amounts;
}

export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** `from > to:port` */
  readonly edges: ReadonlySet<string>;
  /** `port > component:port` */
  readonly published: ReadonlySet<string>;
}

/** Names that others find a component or its members under are its own name, whatever the format makes of them. */
export const hostMark = (component: string): string => component;
export const secretMark = (name: string, key: string): string => `<secret ${name}/${key}>`;
/** A value that is another one for every member. */
export const memberMark = "<number>";

/** Names of members differ only in their number: a list of them is one mark. */
export function collapsed(text: string): string {
  return text
    .replace(/([^,;\s"]+)((?:[,;])\1)+(?![^,;\s"])/g, "$1")
    .replace(/("[^",]+")(?:,\1)+/g, "$1");
}

/** How Milvus compares names of keys and variables. */
export function reduced(name: string): string {
  return name.toLowerCase().replace(/[/_.]/g, "");
}

export function flattened(value: unknown, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value))
      for (const [name, text] of flattened(inner, path === "" ? key : `${path}.${key}`))
        found.set(name, text);
    return found;
  }
  const text = Array.isArray(value) ? value.map(String).join(",") : String(value ?? "");
  return found.set(path, text);
}

export interface Difference {
  readonly where: string;
  readonly wanted: string;
  readonly found: string;
}

/** Everything that `wanted` says and `found` says otherwise; what only `found` says is asked for apart. */
export function differences(wanted: Graph, found: Graph): readonly Difference[] {
  const all: Difference[] = [];
  const compare = (where: string, one: unknown, other: unknown) => {
    if (one !== undefined && one !== other)
      all.push({ where, wanted: String(one), found: String(other) });
  };
  for (const [name, node] of wanted.nodes) {
    const other = found.nodes.get(name);
    if (other === undefined) {
      all.push({ where: name, wanted: "there", found: "absent" });
      continue;
    }
    compare(`${name}/image`, node.image, other.image);
    compare(`${name}/replicas`, node.replicas, other.replicas);
    if (other.command !== undefined) compare(`${name}/command`, node.command, other.command);
    compare(`${name}/kept`, node.kept.join(" "), other.kept.join(" "));
    if (other.keptBytes !== undefined)
      compare(`${name}/keptBytes`, node.keptBytes, other.keptBytes);
    for (const [key, value] of Object.entries(node.amounts))
      compare(`${name}/${key}`, value, other.amounts[key as keyof Amounts]);
    for (const [key, value] of node.settings)
      if (value !== memberMark) compare(`${name}/settings/${key}`, value, other.settings.get(key));
  }
  for (const name of found.nodes.keys())
    if (!wanted.nodes.has(name)) all.push({ where: name, wanted: "absent", found: "there" });
  return [
    ...all,
    ...setDifferences("edges", wanted.edges, found.edges),
    ...setDifferences("published", wanted.published, found.published),
  ];
}

function setDifferences(
  what: string,
  wanted: ReadonlySet<string>,
  found: ReadonlySet<string>,
): readonly Difference[] {
  const missing = [...wanted].filter((one) => !found.has(one));
  const added = [...found].filter((one) => !wanted.has(one));
  return [
    ...missing.map((one) => ({ where: `${what}/${one}`, wanted: "there", found: "absent" })),
    ...added.map((one) => ({ where: `${what}/${one}`, wanted: "absent", found: "there" })),
  ];
}

export function shown(all: readonly Difference[]): readonly string[] {
  return all.map(({ where, wanted, found }) => `${where}: wanted ${wanted}, found ${found}`);
}
