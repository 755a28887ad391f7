/** Pulsar as the chart runs it: always several kinds of processes, and a proxy before the brokers. */
import { pulsarImages, pulsarOwnSettings } from "../../src/catalog/charts/pulsar.ts";
import type { Yaml } from "../../src/emit/artifact.ts";
import { splitImage } from "../../src/emit/split-image.ts";
import { formatBytes } from "../../src/model/quantity.ts";
import type { Component } from "../../src/model/schema.ts";
import { type Entry, entry } from "./entries.ts";
import { type Layout, seatedAs } from "./layout.ts";
import {
  accessSection,
  type PulsarPart,
  pulsarProcesses,
  pulsarRecovery,
  pulsarSection,
  pulsarSections,
} from "./names.ts";
import { annotationsOf, place, topologyKeys } from "./placement.ts";
import { resources } from "./resources.ts";
import { knownText } from "./text.ts";

export function pulsar(layout: Layout): readonly Entry[] {
  const seated = seatedAs(layout, "messages");
  const parts = seated.flatMap(({ component, seat }) =>
    seat.parts.map((part) => ({ component, part, isWhole: seat.parts.length > 1 })),
  );
  const [first] = parts;
  if (first === undefined) return [];
  const section = pulsarSection(layout.chart);
  const isSpread = parts.some(({ component }) => component.spread !== undefined);
  return [
    ...images(section, first.component),
    entry([section, "affinity", "anti_affinity"], isSpread),
    ...parts.flatMap(({ component, part, isWhole }) => [
      ...process(section, part, component, layout),
      ...volumes(section, part, component, isWhole, layout),
      entry([section, part, "configData"], settings(component, part, isWhole)),
    ]),
    ...helpers(section, first.component),
  ];
}

function images(section: string, component: Component): readonly Entry[] {
  const { repository, tag } = splitImage(component.image);
  return [...pulsarImages.map((name) => ["images", name]), ["pulsar_metadata", "image"]].flatMap(
    (path) => [
      entry([section, ...path, "repository"], repository),
      entry([section, ...path, "tag"], tag),
    ],
  );
}

function process(
  section: string,
  part: PulsarPart,
  component: Component,
  layout: Layout,
): readonly Entry[] {
  const own = [section, part];
  const { spread, count } = component;
  return [
    entry([...own, "replicaCount"], count),
    ...resources(own, component, layout),
    ...place(own, component, layout),
    entry([...own, "annotations"], annotationsOf(component, layout)),
    entry([...own, "affinity", "anti_affinity"], spread !== undefined),
    entry(
      [...own, "affinity", "type"],
      spread === undefined
        ? undefined
        : layout.isProduction
          ? "requiredDuringSchedulingIgnoredDuringExecution"
          : "preferredDuringSchedulingIgnoredDuringExecution",
    ),
    entry([...own, "affinity", "anti_affinity_topology_key"], spread && topologyKeys[spread]),
    entry([...own, "pdb", "usePolicy"], hasPolicies(section) && count > 1),
  ];
}

/** The older chart writes them in a version of Kubernetes' API that 1.25 took away: nothing would be installed. */
function hasPolicies(section: string): boolean {
  return section === pulsarSections[1];
}

/** Brokers keep nothing. A bookie's volume becomes two here; together they have its size. */
function volumes(
  section: string,
  part: PulsarPart,
  component: Component,
  isWhole: boolean,
  { options }: Layout,
): readonly Entry[] {
  const bytes = component.volumes
    .filter(({ kept }) => kept)
    .reduce((total, { sizeBytes }) => total + Math.round(sizeBytes), 0);
  const names = volumeNames[part];
  if (names.length === 0) return [];
  const gibibytes = Math.max(names.length, Math.floor(bytes / gibibyte));
  const journal = Math.max(1, Math.floor(gibibytes / journalShare));
  const keeper = isWhole ? Math.max(1, Math.floor(gibibytes / keeperShare)) : gibibytes;
  const sizes = names.length === 2 ? [journal, gibibytes - journal] : [keeper];
  return [
    entry([section, part, "volumes", "persistence"], bytes > 0),
    ...names.flatMap((name, index) => [
      entry([section, part, "volumes", name, "size"], formatBytes((sizes[index] ?? 1) * gibibyte)),
      entry([section, part, "volumes", name, "storageClassName"], options.storageClass),
    ]),
  ];
}

const gibibyte = 2 ** 30;
/** A journal is written once and dropped; ledgers are what stays. */
const journalShare = 5;
/** ZooKeeper keeps names, not messages. */
const keeperShare = 4;

const volumeNames: Readonly<Record<PulsarPart, readonly string[]>> = {
  zookeeper: ["data"],
  bookkeeper: ["journal", "ledgers"],
  broker: [],
};

/** Settings as the configuration files of Pulsar have them; the chart says by itself who is where. */
function settings({ variables, count }: Component, part: PulsarPart, isWhole: boolean): Yaml {
  const copies = String(Math.min(2, count));
  const own = new Map<string, Yaml>();
  for (const { name, value } of variables) {
    const text = knownText(value);
    if (text === undefined || pulsarOwnSettings.includes(name)) continue;
    const key = isWhole ? name.replace(/^PULSAR_PREFIX_/, "") : name;
    if (!isWhole || concerns(part, key)) own.set(key, text);
  }
  if (part === "broker") for (const key of quorums) if (!own.has(key)) own.set(key, copies);
  return own.size === 0 ? undefined : own;
}

const quorums = [
  "managedLedgerDefaultEnsembleSize",
  "managedLedgerDefaultWriteQuorum",
  "managedLedgerDefaultAckQuorum",
];

/** One process is told everything; of several each takes what its file has. */
function concerns(part: PulsarPart, key: string): boolean {
  const isFrame = key.startsWith("netty");
  if (key === "PULSAR_MEM") return true;
  return part === "bookkeeper" ? isFrame : part === "broker" && !isFrame;
}

/** What the chart runs beside them: as few as there can be. */
function helpers(section: string, { count }: Component): readonly Entry[] {
  const atMostTwo = Math.min(2, count);
  return [
    entry([section, "components", "autorecovery"], true),
    entry([section, "components", "functions"], false),
    entry([section, "components", "toolset"], false),
    entry([section, "components", "pulsar_manager"], false),
    entry([section, pulsarRecovery, "replicaCount"], 1),
    entry([section, accessSection, "replicaCount"], atMostTwo),
    entry([section, accessSection, "pdb", "usePolicy"], hasPolicies(section) && atMostTwo > 1),
    ...pulsarProcesses.map((part) => entry([section, part, "podMonitor", "enabled"], false)),
  ];
}
