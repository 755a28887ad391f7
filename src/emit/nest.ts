/** Settings with dotted keys as the nested maps of a configuration file. */
import type { Configuration } from "../model/schema.ts";
import type { Yaml } from "./artifact.ts";

type Tree = Map<string, Tree | Yaml>;

/** `a.b.c` becomes nested maps, in the order of the settings. */
export function nestSettings(settings: Configuration["settings"]): Yaml {
  const root: Tree = new Map();
  for (const { key, value } of settings) {
    const words = key.split(".");
    const last = words.pop() as string;
    let at = root;
    for (const word of words) {
      const next = at.get(word);
      const inner: Tree = next instanceof Map ? next : new Map();
      at.set(word, inner);
      at = inner;
    }
    at.set(last, value as Yaml);
  }
  return root as Yaml;
}
