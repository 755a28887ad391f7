/** Raising replicas removes no connection: whoever reached somebody still does. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Deployment } from "../../src/model/schema.ts";
import { deployedFrom } from "../smith/compiled.ts";
import { die, pick } from "../smith/facts.ts";
import { soleCluster } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { type Cluster, entry, type Item } from "../smith/tree.ts";

/** Everything that reaches something: needs, ways in, and pairs on one network. */
function connectionsOf({ needs, publications, shares }: Deployment): string[] {
  return [
    ...needs.map(({ from, to, endpoint, port }) => `${from} → ${to}.${endpoint}:${port}`),
    ...publications.map(({ component, endpoint, address, port, targetPort }) => {
      return `${address ?? ""}:${port} → ${component}.${endpoint}:${targetPort}`;
    }),
    ...shares.map((pair) => pair.join(" ↔ ")),
  ];
}

function withReplicas(cluster: Cluster, role: string, count: number): Cluster {
  const { entries } = cluster;
  const written = entries.find(({ name }) => name === role);
  if (written === undefined) return { ...cluster, entries: [...entries, entry(role, `x${count}`)] };
  const item: Item = { ...written.items[0], values: [`x${count}`] };
  const changed = entries.map((one) => (one === written ? { name: role, items: [item] } : one));
  return { ...cluster, entries: changed };
}

test("raising replicas removes no connection", patience, () => {
  fc.assert(
    fc.property(soleCluster, die, (cluster, thrown) => {
      fc.pre(cluster.mode === "distributed");
      const before = deployedFrom(cluster);
      const roles = before.components.filter(({ product }) => product === "milvus");
      const { name, count } = pick(roles, thrown);
      const after = deployedFrom(withReplicas(cluster, name, count + 1));
      expect(after.components.find((one) => one.name === name)?.count).toBe(count + 1);
      expect(connectionsOf(after)).toEqual(expect.arrayContaining(connectionsOf(before)));
    }),
    runs(20),
  );
});
