/** A program before it is text: entries with their words as they are written, printed as people would. */

/** `pulsar(3) { disk 20Gi }`: words as written, with their quotes. */
export interface Item {
  readonly values: readonly string[];
  readonly block?: readonly Entry[];
}

/** `storage pulsar(3), etcd`: a name, and items with commas between. */
export interface Entry {
  readonly name: string;
  readonly items: readonly Item[];
}

export interface Cluster {
  readonly name: string;
  readonly mode?: string;
  readonly parent?: string;
  readonly entries: readonly Entry[];
}

export interface Program {
  readonly clusters: readonly Cluster[];
}

export function entry(name: string, ...values: readonly string[]): Entry {
  return { name, items: values.length === 0 ? [] : [{ values }] };
}

/** Without a setting there is no block. */
export function withBlock(
  name: string,
  values: readonly string[],
  block: readonly Entry[] = [],
): Entry {
  if (block.length === 0) return entry(name, ...values);
  return { name, items: [{ values, block }] };
}

/** `"a", "b"`: values with commas between. */
export function listed(name: string, values: readonly string[], block?: readonly Entry[]): Entry {
  const items = values.map((value): Item => ({ values: [value] }));
  const last = items.at(-1);
  if (block === undefined || block.length === 0 || last === undefined) return { name, items };
  return { name, items: [...items.slice(0, -1), { ...last, block }] };
}

/** A text in quotes, with the two escapes of the language. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

/** One statement a line: what a failed property shows. */
export function printProgram({ clusters }: Program): string {
  return clusters.map(printCluster).join("\n");
}

function printCluster(cluster: Cluster): string {
  const head = headOf(cluster).join(" ");
  if (cluster.entries.length === 0) return `${head} < >\n`;
  return `${head} <\n${cluster.entries.map((one) => `  ${printEntry(one)}`).join(";\n")}\n>\n`;
}

function headOf({ name, mode, parent }: Cluster): string[] {
  return [
    "cluster",
    name,
    ...(mode === undefined ? [] : [mode]),
    ...(parent === undefined ? [] : ["extends", parent]),
  ];
}

function printEntry({ name, items }: Entry): string {
  const written = items.map(({ values, block }) =>
    [...values, ...(block === undefined ? [] : [printBlock(block)])].join(" "),
  );
  return items.length === 0 ? name : `${name} ${written.join(", ")}`;
}

function printBlock(entries: readonly Entry[]): string {
  return entries.length === 0 ? "{ }" : `{ ${entries.map(printEntry).join("; ")} }`;
}

/** The tokens of a program, for layouts of its own. */
export function tokensOf({ clusters }: Program): string[] {
  return clusters.flatMap((cluster) => [
    ...headOf(cluster),
    "<",
    ...entryTokens(cluster.entries),
    ">",
  ]);
}

function entryTokens(entries: readonly Entry[]): string[] {
  return entries.flatMap((one, index) => [
    ...(index === 0 ? [] : [";"]),
    one.name,
    ...one.items.flatMap(({ values, block }, place) => [
      ...(place === 0 ? [] : [","]),
      ...values.flatMap(valueTokens),
      ...(block === undefined ? [] : ["{", ...entryTokens(block), "}"]),
    ]),
  ]);
}

/** `minio(4)` is four of them. */
function valueTokens(value: string): string[] {
  const match = /^([a-z][a-z0-9-]*)\((\d+)\)$/.exec(value);
  return match === null ? [value] : [match[1] as string, "(", match[2] as string, ")"];
}
