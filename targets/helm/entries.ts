/** Values as pairs of path and value, and the tree that they make. */
import type { Chart } from "../../src/catalog/charts/index.ts";
import { invariant } from "../../src/diagnostics/invariant.ts";
import { Noted, type Yaml } from "../../src/emit/artifact.ts";

/** One key of the values; `undefined` writes nothing, `null` takes the chart's default away. */
export interface Entry {
  readonly path: readonly string[];
  readonly value: Yaml;
  /** Comment above it. */
  readonly before?: string;
}

export function entry(path: readonly string[], value: Yaml, before?: string): Entry {
  return { path, value, ...(before === undefined ? {} : { before }) };
}

/** Only what a template of this chart acts on: a key that nobody reads is a wish that nobody hears. */
export function readBy(chart: Chart, entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ path, value }) => value !== undefined && chart.reads(...path));
}

type Tree = Map<string, Yaml | Tree>;

export function treeOf(entries: readonly Entry[]): Yaml {
  const root: Tree = new Map();
  for (const { path, value, before } of entries) {
    if (value === undefined) continue;
    let at = root;
    for (const key of path.slice(0, -1)) {
      const next = at.get(key);
      const inner: Tree = next instanceof Map ? (next as Tree) : new Map();
      at.set(key, inner);
      at = inner;
    }
    const last = path.at(-1) as string;
    invariant(!at.has(last), `${path.join(".")} is written twice`);
    at.set(last, before === undefined ? value : new Noted(value, { before }));
  }
  return new Map([...root].map(([key, value]) => [key, spaced(value as Yaml)]));
}

/** A blank line above each section. */
function spaced(value: Yaml): Yaml {
  return value instanceof Map ? new Noted(value, { gap: true }) : value;
}
