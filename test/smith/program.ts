/** Valid programs: one cluster, several in a file, parents and children. */
import fc from "fast-check";
import { clusterNamed } from "./cluster.ts";
import { rarely } from "./facts.ts";
import type { Cluster, Entry, Program } from "./tree.ts";

export const soleCluster: fc.Arbitrary<Cluster> = clusterNamed("dev");

export const oneCluster: fc.Arbitrary<Program> = soleCluster.map((cluster) => ({
  clusters: [cluster],
}));

const names = ["dev", "prod", "a-1"];

/** Up to three clusters; smaller programs first. */
export const program: fc.Arbitrary<Program> = fc
  .tuple(
    clusterNamed(names[0] as string),
    rarely(clusterNamed(names[1] as string), 3),
    rarely(clusterNamed(names[2] as string), 3),
  )
  .map((clusters) => ({ clusters: clusters.filter((one) => one !== undefined) }));

/** A program with a parent, and the same without. */
export interface Family {
  readonly extended: Program;
  readonly flat: Program;
}

type Side = "child" | "parent" | "split";

/** Statements whose children's replace all of the parent's. */
const together = ["network"];

/**
 * Every statement stands in the child, in its parent, or, where its blocks merge, with some settings in each. A
 * parent says something of its own, too, that its child replaces.
 */
export const family: fc.Arbitrary<Family> = fc
  .tuple(
    clusterNamed("dev"),
    fc.array(fc.constantFrom<Side>("child", "parent", "split"), { minLength: 1, maxLength: 9 }),
    fc.nat({ max: 3 }),
    fc.boolean(),
  )
  .map(([cluster, sides, cut, ownMode]) => {
    const parent: Entry[] = [];
    const child: Entry[] = [];
    for (const [index, one] of cluster.entries.entries()) {
      const side = together.includes(one.name) ? "child" : (sides[index % sides.length] ?? "child");
      const [above, below] = side === "split" ? splitEntry(one, cut) : [one, one];
      if (side !== "child") parent.push(above);
      if (side !== "parent") child.push(below);
    }
    parent.push(...replaced(cluster));
    const { name, mode } = cluster;
    const isWithMode = ownMode || mode === undefined;
    const clusters: Cluster[] = [
      { name: "base", ...(isWithMode ? {} : { mode: mode as string }), entries: unique(parent) },
      {
        name,
        ...(isWithMode && mode !== undefined ? { mode } : {}),
        parent: "base",
        entries: child,
      },
    ];
    return { extended: { clusters }, flat: { clusters: [cluster] } };
  });

/** The first settings of its last block above, the others below; the words in front on both sides. */
function splitEntry(one: Entry, cut: number): [Entry, Entry] {
  const last = one.items.at(-1);
  if (last?.block === undefined) return [one, one];
  const { values, block } = last;
  const rest = one.items.slice(0, -1);
  const take = (settings: readonly Entry[]): Entry => ({
    name: one.name,
    items: [...rest, { values, ...(settings.length === 0 ? {} : { block: settings }) }],
  });
  return [take(block.slice(0, cut)), take(block.slice(cut))];
}

/** What the child says, said otherwise by its parent. */
function replaced(cluster: Cluster): readonly Entry[] {
  const has = (name: string) => cluster.entries.some((one) => one.name === name);
  const other = (name: string, word: string): Entry[] =>
    has(name) ? [{ name, items: [{ values: [word] }] }] : [];
  return [
    ...other("milvus", "2.5.27"),
    ...other("environment", "test"),
    ...other("host", '"elsewhere"'),
    ...(has("network")
      ? [
          {
            name: "network",
            items: [
              { values: ["other"], block: [{ name: "members", items: [{ values: ["all"] }] }] },
            ],
          },
        ]
      : []),
  ];
}

/** The parent's own words first: a statement that is in it already is not said twice. */
function unique(entries: readonly Entry[]): readonly Entry[] {
  const single = ["milvus", "environment", "host"];
  return entries.filter(
    (one, index) =>
      !single.includes(one.name) || entries.findIndex(({ name }) => name === one.name) === index,
  );
}
