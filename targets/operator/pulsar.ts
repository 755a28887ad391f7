/** Pulsar as the operator's chart runs it: always several kinds of processes, and a proxy before the brokers. */
import { pulsarImages, pulsarOwnSettings } from "../../src/catalog/charts/pulsar.ts";
import type { Yaml } from "../../src/emit/artifact.ts";
import { splitImage } from "../../src/emit/split-image.ts";
import { formatBytes } from "../../src/model/quantity.ts";
import type { Component } from "../../src/model/schema.ts";
import type { Layout } from "./layout.ts";
import { type PulsarPart, pulsarPartsOf } from "./names.ts";
import { resources } from "./resources.ts";

export function pulsarValues(all: readonly Component[], layout: Layout): Yaml {
  const [first] = all;
  if (first === undefined) return undefined;
  const image = splitImage(first.image);
  const parts = all.flatMap((component) =>
    pulsarPartsOf(component).map((part) => ({ part, component })),
  );
  return {
    images: Object.fromEntries(pulsarImages.map((name) => [name, { ...image }])),
    pulsar_metadata: { image: { ...image } },
    ...Object.fromEntries(
      parts.map(({ part, component }) => [part, process(part, component, layout)]),
    ),
    autorecovery: { replicaCount: 1 },
    proxy: { replicaCount: Math.min(2, first.count) },
  };
}

function process(part: PulsarPart, component: Component, layout: Layout): Yaml {
  const isWhole = pulsarPartsOf(component).length > 1;
  return {
    replicaCount: component.count,
    resources: resources(component, layout),
    volumes: volumes(part, component, isWhole, layout),
    configData: settings(part, component, isWhole),
  };
}

const gibibyte = 2 ** 30;
/** A journal is written once and dropped; ledgers are what stays. */
const journalShare = 5;
/** ZooKeeper keeps names, not messages. */
const keeperShare = 4;

/** A bookie's volume becomes two here; together they have its size. */
function volumes(
  part: PulsarPart,
  component: Component,
  isWhole: boolean,
  { options }: Layout,
): Yaml {
  const bytes = component.volumes
    .filter(({ kept }) => kept)
    .reduce((total, { sizeBytes }) => total + Math.round(sizeBytes), 0);
  const gibibytes = Math.max(2, Math.floor(bytes / gibibyte));
  const one = (count: number): Yaml => ({
    size: formatBytes(count * gibibyte),
    storageClassName: options.storageClass,
  });
  const persistence = bytes > 0;
  if (part === "broker") return undefined;
  if (part === "bookkeeper") {
    const journal = Math.max(1, Math.floor(gibibytes / journalShare));
    return { persistence, journal: one(journal), ledgers: one(gibibytes - journal) };
  }
  return {
    persistence,
    data: one(isWhole ? Math.max(1, Math.floor(gibibytes / keeperShare)) : gibibytes),
  };
}

const quorums = [
  "managedLedgerDefaultEnsembleSize",
  "managedLedgerDefaultWriteQuorum",
  "managedLedgerDefaultAckQuorum",
];

/** Settings as the configuration files of Pulsar have them; the chart says by itself who is where. */
function settings(part: PulsarPart, { variables, count }: Component, isWhole: boolean): Yaml {
  const own = new Map<string, Yaml>();
  for (const { name, value } of variables) {
    if (typeof value !== "string" || pulsarOwnSettings.includes(name)) continue;
    const key = isWhole ? name.replace(/^PULSAR_PREFIX_/, "") : name;
    if (!isWhole || concerns(part, key)) own.set(key, value);
  }
  if (part === "broker")
    for (const key of quorums) if (!own.has(key)) own.set(key, String(Math.min(2, count)));
  return own.size === 0 ? undefined : own;
}

/** One process is told everything; of several each takes what its file has. */
function concerns(part: PulsarPart, key: string): boolean {
  const isFrame = key.startsWith("netty");
  if (key === "PULSAR_MEM") return true;
  return part === "bookkeeper" ? isFrame : part === "broker" && !isFrame;
}
