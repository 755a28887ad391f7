/** Files made of a Secret's keys, mounted where the program wants them. */
import { secretFolders, secretSources } from "../../src/emit/kubernetes-parts.ts";
import type { Component } from "../../src/model/schema.ts";
import { type Entry, entry } from "./entries.ts";
import type { Layout } from "./layout.ts";

/** A role's own volumes where it has them, else those of all of Milvus. */
export function mountPath(section: string, { chart }: Layout): readonly string[] | undefined {
  if (chart.reads(section, "volumes")) return [section];
  return chart.reads("volumes") ? [] : undefined;
}

export function secretMounts(
  component: Component,
  section: string,
  layout: Layout,
): readonly Entry[] {
  const { secretFiles } = component;
  const at = mountPath(section, layout);
  if (secretFiles.length === 0 || at === undefined) return [];
  const named = secretFolders(secretFiles).map((folder, index) => ({
    folder,
    name: `secrets-${index + 1}`,
  }));
  return [
    entry(
      [...at, "volumes"],
      named.map(({ folder, name }) => ({
        name,
        projected: { sources: secretSources(folder, secretFiles, layout.deployment.secrets) },
      })),
    ),
    entry(
      [...at, "volumeMounts"],
      named.map(({ folder, name }) => ({ name, mountPath: folder, readOnly: true })),
    ),
  ];
}
