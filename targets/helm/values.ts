/** All values, in the order in which people read them: what decides first, then who runs, then where data lies. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { access } from "./access.ts";
import { type Entry, readBy, treeOf } from "./entries.ts";
import { externals } from "./external.ts";
import type { Layout } from "./layout.ts";
import { milvus } from "./milvus.ts";
import { pulsar } from "./pulsar.ts";
import { stores } from "./stores.ts";
import { switches } from "./switches.ts";

const wishesOf = new WeakMap<Layout, readonly Entry[]>();

/** What the program wants to say, read by this chart or not; worked out once for a layout. */
export function wishes(layout: Layout): readonly Entry[] {
  const all = wishesOf.get(layout) ?? makeWishes(layout);
  wishesOf.set(layout, all);
  return all;
}

function makeWishes(layout: Layout): readonly Entry[] {
  return [
    ...switches(layout),
    ...externals(layout),
    ...access(layout),
    ...milvus(layout),
    ...stores(layout),
    ...pulsar(layout),
  ];
}

export function values(layout: Layout): Yaml {
  return treeOf(readBy(layout.chart, wishes(layout)));
}
