/** Milvus' configuration file as an inline config, where this version reads one. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { nestSettings } from "../../src/emit/nest.ts";
import { printYaml } from "../../src/emit/yaml.ts";
import type { Configuration } from "../../src/model/schema.ts";
import { literal } from "./text.ts";

export function configurationContent({ settings }: Configuration): Yaml {
  return { content: literal(printYaml([nestSettings(settings)])) };
}
