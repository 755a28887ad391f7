/** Where a pod's files lie: claims for what is kept, disks and folders that go with the pod for the rest. */
import { noted, type Yaml } from "../../src/emit/artifact.ts";
import { secretFolders, secretSources } from "../../src/emit/kubernetes-parts.ts";
import { formatBytes } from "../../src/model/quantity.ts";
import type { Component, Confinement, Volume } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { configMapName, isStateful } from "./names.ts";

type Folder = NonNullable<Confinement["writable"]>[number];

export interface PodVolumes {
  readonly claims: readonly Yaml[];
  readonly volumes: readonly Yaml[];
  readonly mounts: readonly Yaml[];
  /** Folders that must hold what the image has there before anything starts. */
  readonly seeds: readonly NamedFolder[];
  /** Empty folders outside the component's own volumes. */
  readonly folders: readonly NamedFolder[];
}

export interface NamedFolder {
  readonly name: string;
  readonly path: string;
}

export function podVolumes(component: Component, layout: Layout): PodVolumes {
  const claims: Yaml[] = [];
  const volumes: Yaml[] = [];
  const mounts: Yaml[] = [];
  for (const volume of component.volumes) {
    mounts.push({ name: volume.name, mountPath: volume.path });
    if (volume.kept && isStateful(component)) claims.push(claim(volume, layout));
    else volumes.push(isScratchDisk(component) ? scratchDisk(volume, layout) : folder(volume));
  }
  const seeds: NamedFolder[] = [];
  const folders: NamedFolder[] = [];
  for (const [index, one] of writableFolders(component).entries()) {
    const name = `writable-${index + 1}`;
    volumes.push(folder({ name, sizeBytes: one.sizeBytes }));
    mounts.push({ name, mountPath: one.path });
    (one.seeded ? seeds : folders).push({ name, path: one.path });
  }
  for (const [index, folderPath] of secretFolders(component.secretFiles).entries()) {
    const name = `secrets-${index + 1}`;
    volumes.push(secretFolder(name, folderPath, component, layout));
    mounts.push({ name, mountPath: folderPath, readOnly: true });
  }
  const { file, settings } = layout.deployment.configuration;
  if (component.configured && file !== undefined && settings.length > 0) {
    const key = file.slice(file.lastIndexOf("/") + 1);
    volumes.push({ name: "configuration", configMap: { name: configMapName(layout.deployment) } });
    mounts.push(
      noted(
        { name: "configuration", mountPath: file, subPath: key, readOnly: true },
        { before: "One file among those of the image." },
      ),
    );
  }
  return { claims, volumes, mounts, seeds, folders };
}

/** Folders that the image does not have to be writable for. */
function writableFolders({ confinement, volumes }: Component): readonly Folder[] {
  const isCovered = (path: string) =>
    volumes.some((volume) => path === volume.path || path.startsWith(`${volume.path}/`));
  return (confinement?.writable ?? []).filter(({ path }) => !isCovered(path));
}

/** What lies in folders of the node, and so is limited with the pod's temporary files. */
export function scratchBytes(component: Component): number {
  const folders = writableFolders(component).map(({ sizeBytes }) => sizeBytes);
  const volumes = component.volumes
    .filter(({ kept }) => !(kept && isStateful(component)) && !isScratchDisk(component))
    .map(({ sizeBytes }) => sizeBytes);
  return [...folders, ...volumes].reduce((total, bytes) => total + Math.round(bytes), 0);
}

/** Replicas that were given a disk fill it: it is one of its own, and not the node's. */
function isScratchDisk({ identity }: Component): boolean {
  return identity === "replicas";
}

function folder({ name, sizeBytes }: Pick<Volume, "name" | "sizeBytes">): Yaml {
  return { name, emptyDir: { sizeLimit: formatBytes(Math.round(sizeBytes)) } };
}

function claimSpec({ sizeBytes }: Volume, { options }: Layout): Yaml {
  return {
    accessModes: ["ReadWriteOnce"],
    storageClassName: options.storageClass,
    resources: { requests: { storage: formatBytes(Math.round(sizeBytes)) } },
  };
}

function claim(volume: Volume, layout: Layout): Yaml {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: volume.name },
    spec: claimSpec(volume, layout),
  };
}

function scratchDisk(volume: Volume, layout: Layout): Yaml {
  return noted(
    { name: volume.name, ephemeral: { volumeClaimTemplate: { spec: claimSpec(volume, layout) } } },
    { before: "A disk that comes and goes with the pod: what lies on it can be had again." },
  );
}

function secretFolder(
  name: string,
  folder: string,
  { secretFiles }: Component,
  { deployment }: Layout,
): Yaml {
  const sources = secretSources(folder, secretFiles, deployment.secrets);
  return { name, projected: { defaultMode: noted(0o440, { after: "0440" }), sources } };
}
