/** A further network adds no reachability to who does not stand on it, in the IR as in what is emitted. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Resolved } from "../../src/model/resolved.ts";
import { compose } from "../../targets/compose/target.ts";
import { k8s } from "../../targets/k8s/target.ts";
import { readCompose } from "../equivalence/from-compose.ts";
import { deployedFrom, emitted, isSupported, resolvedFrom } from "../smith/compiled.ts";
import { composeText } from "../smith/compose-file.ts";
import { die, pick } from "../smith/facts.ts";
import { soleCluster } from "../smith/program.ts";
import { patience, runs } from "../smith/runs.ts";
import { type Cluster, entry, listed, withBlock } from "../smith/tree.ts";

interface Further {
  readonly before: Cluster;
  readonly after: Cluster;
  /** Components that stand on the further network. */
  readonly members: ReadonlySet<string>;
}

const further = fc
  .tuple(soleCluster, fc.array(die, { minLength: 1, maxLength: 4 }))
  .map(([cluster, thrown]): Further => {
    // Any written network replaces those that nobody wrote.
    const hasNetworks = cluster.entries.some(({ name }) => name === "network");
    const all = withBlock("network", ["all"], [entry("members", "all")]);
    const before = { ...cluster, entries: [...cluster.entries, ...(hasNetworks ? [] : [all])] };
    const { components } = deployedFrom(before);
    const chosen = [...new Set(thrown.map((one) => pick(components, one).group))];
    const network = withBlock("network", ["further"], [listed("members", chosen)]);
    const isMember = ({ group }: { group: string }) => chosen.includes(group);
    const members = new Set(components.filter(isMember).map(({ name }) => name));
    return { before, after: { ...cluster, entries: [...before.entries, network] }, members };
  });

/** Pairs that are new, and of which not both stand on the further network. */
function strangers(
  before: Iterable<string>,
  after: Iterable<string>,
  members: ReadonlySet<string>,
): string[] {
  const known = new Set(before);
  const isInside = (pair: string) => pair.split(" ").every((name) => members.has(name));
  return [...after].filter((pair) => !known.has(pair) && !isInside(pair));
}

test("a further network is shared by its members only", patience, () => {
  fc.assert(
    fc.property(further, ({ before, after, members }) => {
      const [old, now] = [deployedFrom(before), deployedFrom(after)];
      const shares = (one: typeof old) => one.shares.map((pair) => pair.join(" "));
      expect(strangers(shares(old), shares(now), members)).toEqual([]);
      expect(now.needs).toEqual(old.needs);
      expect(now.publications).toEqual(old.publications);
    }),
    runs(20),
  );
});

/** Who reaches whom by name in the Compose file. */
function pairsOf(one: Resolved): ReadonlySet<string> {
  const names = new Set(one.deployment.components.map(({ name }) => name));
  const isConfigured = () => false;
  return readCompose(composeText(one), (name) => names.has(name), isConfigured).pairs;
}

test("Compose opens nothing to others either, and Kubernetes nothing at all", patience, () => {
  fc.assert(
    fc.property(further, ({ before, after, members }) => {
      const [old, now] = [resolvedFrom(before), resolvedFrom(after)];
      if (isSupported(compose, old) && isSupported(compose, now))
        expect(strangers(pairsOf(old), pairsOf(now), members)).toEqual([]);
      if (!isSupported(k8s, old)) return;
      const policies = (one: Resolved) =>
        emitted(one, k8s).filter(({ path }) => path.startsWith("networkpolicy"));
      expect(policies(now)).toEqual(policies(old));
    }),
    runs(8),
  );
});
