/** Milvus' configuration file as an inline config, where this version reads one. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { printYaml } from "../../src/emit/yaml.ts";
import type { Configuration } from "../../src/model/schema.ts";
import { literal } from "./text.ts";

type Tree = Map<string, Tree | Yaml>;

/** `a.b.c` becomes nested maps, in the order of the settings. */
export function nest(settings: Configuration["settings"]): Yaml {
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

export function configurationContent({ settings }: Configuration): Yaml {
  return { content: literal(printYaml([nest(settings)])) };
}
