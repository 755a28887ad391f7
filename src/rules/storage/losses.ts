/** What is gone with a container whose disk is switched off. */
import type { Deployment } from "../../model/schema.ts";

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
export function lossesOf({ components, dependencies }: Deployment): readonly Loss[] {
  const losses = new Map<string, Loss>();
  for (const { name, group, product, role, volumes } of components) {
    const what = kept[product];
    if (what !== undefined && volumes.some((volume) => !volume.kept) && !losses.has(group))
      losses.set(group, { component: name, group, what });
    if (role !== "standalone" || product !== "milvus" || volumes.some((volume) => volume.kept))
      continue;
    const lost = dependencies.flatMap((one) =>
      one.placement === "inside" ? (inside[one.product] ?? []) : [],
    );
    if (lost.length > 0) losses.set(group, { component: name, group, what: lost.join(", ") });
  }
  return [...losses.values()];
}

/** Things that keep data of their own, with or without a disk. */
export function keepersOf({ components }: Deployment): readonly string[] {
  const groups = components.filter(({ product }) => kept[product] !== undefined);
  return [...new Set(groups.map(({ group }) => group))];
}
