/** Milvus' configuration file as a ConfigMap, where this version reads one. */
import { nestSettings } from "../../src/emit/nest.ts";
import { printYaml } from "../../src/emit/yaml.ts";
import type { Layout } from "./layout.ts";
import { commonLabels, type KubernetesObject, namespaced } from "./metadata.ts";
import { configMapName } from "./names.ts";

export function configMap(layout: Layout): readonly KubernetesObject[] {
  const { configuration, components } = layout.deployment;
  const { file, settings } = configuration;
  if (file === undefined || settings.length === 0) return [];
  if (!components.some(({ configured }) => configured)) return [];
  const key = file.slice(file.lastIndexOf("/") + 1);
  return [
    namespaced("ConfigMap", "v1", configMapName(layout.deployment), {
      layout,
      labels: commonLabels(layout),
      fields: { data: { [key]: printYaml([nestSettings(settings)]) } },
    }),
  ];
}
