/** Files made of a Secret's keys, mounted where the program wants them. */
import type { Yaml } from "../../src/emit/artifact.ts";
import type { Component } from "../../src/model/schema.ts";
import { type Entry, entry } from "./entries.ts";
import type { Layout } from "./layout.ts";
import { keyInside } from "./text.ts";

/** A role's own volumes where it has them, else those of all of Milvus. */
export function mountPath(section: string, { chart }: Layout): readonly string[] | undefined {
  if (chart.reads(section, "volumes")) return [section];
  return chart.reads("volumes") ? [] : undefined;
}

type SecretFile = Component["secretFiles"][number];

export function secretMounts(
  component: Component,
  section: string,
  layout: Layout,
): readonly Entry[] {
  const { secretFiles } = component;
  const at = mountPath(section, layout);
  if (secretFiles.length === 0 || at === undefined) return [];
  const folders = [...new Set(secretFiles.map(({ path }) => folderOf(path)))];
  const named = folders.map((folder, index) => ({ folder, name: `secrets-${index + 1}` }));
  return [
    entry(
      [...at, "volumes"],
      named.map(({ folder, name }) => volume(name, folder, secretFiles, layout)),
    ),
    entry(
      [...at, "volumeMounts"],
      named.map(({ folder, name }) => ({ name, mountPath: folder, readOnly: true })),
    ),
  ];
}

function volume(
  name: string,
  folder: string,
  secretFiles: readonly SecretFile[],
  { deployment }: Layout,
): Yaml {
  const files = secretFiles.filter(({ path }) => folderOf(path) === folder);
  const sources = [...new Set(files.map(({ secret }) => secret))].map((secret) => ({
    secret: {
      name: secret,
      items: files
        .filter((file) => file.secret === secret)
        .map(({ key, path }) => ({
          key: keyInside(secret, key, deployment.secrets),
          path: path.slice(path.lastIndexOf("/") + 1),
        })),
    },
  }));
  return { name, projected: { sources } };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
