/** What is gone with a container whose disk is switched off. */
import type { Deployment } from "../../model/schema.ts";
import { milvusComponents } from "../questions.ts";

export interface Loss {
  readonly component: string;
  /** Where `disk` is written. */
  readonly group: string;
  readonly what: string;
}

const kept: Readonly<Record<string, string>> = {
  etcd: "every collection, index and user",
  minio: "every vector and index",
  silo: "every vector and index",
  rustfs: "every vector and index",
  pulsar: "what was inserted and not flushed yet",
  kafka: "what was inserted and not flushed yet",
  woodpecker: "what was inserted and not flushed yet",
};

const inside: Readonly<Record<string, string>> = {
  "embedded-etcd": "every collection, index and user",
  local: "every vector and index",
  rocksmq: "what was inserted and not flushed yet",
  natsmq: "what was inserted and not flushed yet",
};

/** One for each thing whose disk is off, by component. */
export function lossesOf(deployment: Deployment): readonly Loss[] {
  const losses = new Map<string, Loss>();
  for (const { name, group, product, volumes } of deployment.components) {
    const what = kept[product];
    if (what !== undefined && volumes.some((volume) => !volume.kept) && !losses.has(group))
      losses.set(group, { component: name, group, what });
  }
  const held = deployment.dependencies.flatMap(({ product }) => inside[product] ?? []);
  for (const { name, group, role, volumes } of milvusComponents(deployment)) {
    if (role !== "standalone" || volumes.some((volume) => volume.kept)) continue;
    if (held.length > 0) losses.set(group, { component: name, group, what: held.join(", and ") });
  }
  return [...losses.values()];
}

/** Things that keep data of their own, with or without a disk. */
export function keepersOf({ components }: Deployment): readonly string[] {
  const groups = components.filter(({ product }) => kept[product] !== undefined);
  return [...new Set(groups.map(({ group }) => group))];
}
