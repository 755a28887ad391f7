/** Where data lies: named volumes, folders, or the places that `data …` gives. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import type { Component, Deployment, Volume } from "../../src/model/schema.ts";
import { isSplit, volumeName } from "./names.ts";
import { type Options, type Place, placeOf } from "./options.ts";
import { literal, renderPlace } from "./text.ts";

interface Mount {
  readonly name: string;
  readonly path: string;
  /** A folder of the host; left out, a named volume. */
  readonly folder?: string;
  /** The volume's name in Docker, where it is not made from the project's. */
  readonly existing?: string;
}

export function volumes(component: Component, member: number, all: Context): Yaml {
  const mounts = component.volumes
    .filter(({ kept }) => kept)
    .map((volume) => mountYaml(component, mountOf(component, volume, member, all)));
  return mounts.length === 0 ? undefined : mounts;
}

export interface Context {
  readonly deployment: Deployment;
  readonly options: Options;
}

/** The top-level `volumes`. */
export function volumeDeclarations(context: Context): Yaml {
  const declared = new Map<string, Yaml>();
  for (const component of context.deployment.components) {
    if (isAnonymous(component)) continue;
    for (let member = 0; member < (isSplit(component) ? component.count : 1); member += 1)
      for (const volume of component.volumes) {
        if (!volume.kept) continue;
        const { name, folder, existing } = mountOf(component, volume, member, context);
        if (folder === undefined)
          declared.set(name, existing === undefined ? {} : { name: existing });
      }
  }
  return declared.size === 0 ? undefined : declared;
}

/** Replicas cannot share a volume, and have no names for volumes of their own: Docker keeps one for each container. */
function isAnonymous(component: Component): boolean {
  return component.identity === "replicas" && component.count > 1;
}

function mountYaml(component: Component, { name, path, folder }: Mount): Yaml {
  const target = literal(path);
  if (isAnonymous(component))
    return noted(target, { after: "one for each replica, kept as long as its container" });
  if (folder === undefined) return `${name}:${target}`;
  const before =
    component.user === undefined
      ? undefined
      : `The image runs as ${component.user.uid}:${component.user.gid} and must be able to write there.`;
  // The short form is read by its first character and its colons; the long one is plain.
  const mount =
    /^[./~]/.test(folder) && !folder.includes(":")
      ? `${folder}:${target}`
      : { type: "bind", source: folder, target, bind: { create_host_path: true } };
  return before === undefined ? mount : noted(mount, { before });
}

function mountOf(
  component: Component,
  volume: Volume,
  member: number,
  { deployment, options }: Context,
): Mount {
  const name = volumeName(component, volume, member);
  const path = volume.path;
  const own = placeOf(component, options);
  if (own !== undefined) {
    const isOnly = countVolumes(deployment, own.members) === 1;
    const place = renderPlace(own.place);
    return isFolder(own.place)
      ? { name, path, folder: isOnly ? place : `${trimSlash(place)}/${name}` }
      : { name, path, existing: isOnly ? place : `${place}-${name}` };
  }
  if (options.folder === undefined) return { name, path };
  return { name, path, folder: `${trimSlash(asFolder(options.folder))}/${name}` };
}

function countVolumes(deployment: Deployment, names: readonly string[]): number {
  return deployment.components
    .filter(({ name }) => names.includes(name))
    .reduce((count, { volumes: all, count: members, identity }) => {
      const kept = all.filter((volume) => volume.kept).length;
      return count + kept * (identity === "members" ? members : 1);
    }, 0);
}

/** Known by how it starts, as Compose does it; what the environment gives is taken for a folder. */
function isFolder(place: Place): boolean {
  const text = typeof place === "string" ? place : (place.default ?? ".");
  return /^[./~]/.test(text);
}

/** `volumes` is a folder here, although Compose would take it for a volume's name. */
function asFolder(place: Place): string {
  const text = renderPlace(place);
  return typeof place === "string" && !isFolder(place) ? `./${text}` : text;
}

function trimSlash(text: string): string {
  return text.length > 1 && text.endsWith("/") ? text.slice(0, -1) : text;
}
