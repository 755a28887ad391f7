/** One valid cluster: its head, and every statement as its version, mode and environment take it. */
import fc from "fast-check";
import type { RoleName } from "../../src/catalog/catalog.ts";
import { roles as allRoles } from "../../src/catalog/roles.ts";
import { type Dependencies, dependencies } from "./dependencies.ts";
import { all, type Draw, type Head, headOf, maybe, rarely, type Wish } from "./facts.ts";
import { consoleSettings, healthcheck, logging, type Owner, roleSettings } from "./settings.ts";
import { allow, authorization, config, host, registry, tls, workload } from "./statements.ts";
import { type Company, expose, networks, publishedGroups, targetBlocks } from "./surroundings.ts";
import { type Cluster, type Entry, entry, withBlock } from "./tree.ts";

interface WishedRole {
  readonly count: number | undefined;
  readonly settings: Draw<Owner, readonly Entry[]>;
}

/** A wish for every role there is; what does not exist here is left out. */
const roles: fc.Arbitrary<ReadonlyMap<RoleName, WishedRole>> = fc
  .tuple(
    ...allRoles.map(({ name }) =>
      rarely(
        fc.record({ count: rarely(fc.integer({ min: 1, max: 3 }), 2), settings: roleSettings }),
        3,
      ).map((wish) => [name, wish] as const),
    ),
  )
  .map(
    (wishes) => new Map(wishes.flatMap(([name, wish]) => (wish ? [[name, wish] as const] : []))),
  );

const separate: readonly RoleName[] = ["rootcoord", "datacoord", "querycoord", "indexcoord"];

/** Coordinators are together or apart; two of one are enough, and a standalone is one. */
function drawRoles(
  wishes: ReadonlyMap<RoleName, WishedRole>,
  head: Head & { readonly isSized: boolean },
): readonly Entry[] {
  const { line, mode } = head;
  const known = line.roles[mode].filter((name) => wishes.has(name));
  const isMixed = known.includes("mixcoord");
  return known
    .filter((name) => !(isMixed && separate.includes(name)) && line.idleRoles[name] === undefined)
    .map((name) => {
      const { count, settings } = wishes.get(name) as WishedRole;
      const most = name === "standalone" ? 1 : name.endsWith("coord") ? 2 : 3;
      const isWritten = count !== undefined && name !== "standalone" && !head.isSized;
      const words = isWritten ? [`x${Math.min(count, most)}`] : [];
      return withBlock(name, words, settings({ ...head, component: name }));
    });
}

const console_: Wish<Owner> = consoleSettings.map((draw) => (owner: Owner) => [
  withBlock("attu", [], draw(owner)),
]);

const once: Wish<Head> = all(
  maybe(healthcheck, 3),
  maybe(logging, 3),
  maybe(registry, 5),
  maybe(host, 4),
  maybe(tls, 3),
  maybe(config, 2),
);

/** What a cluster has of roles, those that are there by default included. */
function roleGroups({ line, mode }: Head, written: readonly Entry[]): readonly string[] {
  const names = new Set([...line.defaultRoles[mode], ...written.map(({ name }) => name)]);
  const isMixed = written.some(({ name }) => name === "mixcoord");
  const isSeparate = written.some(({ name }) => separate.includes(name as RoleName));
  return [...names].filter(
    (name) =>
      !(isMixed && separate.includes(name as RoleName)) && !(isSeparate && name === "mixcoord"),
  );
}

function deployedOf(chosen: Dependencies, head: Head): ReadonlyMap<string, number> {
  const { metadata, objects, queue } = chosen;
  const isLarge = head.environment === "production" && head.mode === "distributed";
  const byDefault = head.line.defaultQueue[head.mode];
  const found = new Map<string, number>();
  const add = (dependency: Dependencies["queue"], name: string, count: number) => {
    if (dependency === undefined) {
      if (["etcd", "minio", "pulsar", "kafka"].includes(name)) found.set(name, isLarge ? count : 1);
    } else if (dependency.place === "deployed")
      found.set(dependency.product.name, dependency.count);
  };
  add(metadata, "etcd", 3);
  add(objects, "minio", 4);
  add(queue, byDefault, 3);
  return found;
}

const wishes = fc.record({
  roles,
  dependencies,
  workload: rarely(workload, 4),
  console: maybe(console_, 2),
  once,
  authorization: fc.tuple(authorization, fc.boolean()),
  expose,
  networks: maybe(networks, 2),
  targets: targetBlocks,
  allow: maybe(allow, 4),
});

export function clusterNamed(name: string): fc.Arbitrary<Cluster> {
  return fc.tuple(headOf(name), wishes).map(([head, wish]): Cluster => {
    const size = wish.workload?.(head) ?? [];
    const sized = { ...head, isSized: size.length > 0 };
    const chosen = wish.dependencies(sized);
    const written = drawRoles(wish.roles, sized);
    const console = wish.console({ ...sized, component: "attu" });
    const deployed = deployedOf(chosen, head);
    const groups = [
      ...roleGroups(head, written),
      ...deployed.keys(),
      ...console.map((one) => one.name),
    ];
    const several = new Set(
      sized.isSized
        ? head.line.roles[head.mode]
        : written.flatMap(({ name, items }) =>
            /^x[2-9]$/.test(items[0]?.values[0] ?? "") ? [name] : [],
          ),
    );
    const hasConsole = console.length > 0;
    const company: Company = { ...head, groups, deployed, several, hasConsole };
    const exposed = wish.expose(company);
    const published = publishedGroups(exposed, head);
    const isClosed = exposed.some(({ items }) => items[0]?.values[1] === "off");
    const [logins, wantsLogins] = wish.authorization;
    const needsLogins = wantsLogins || head.environment === "production";
    const entries = [
      ...(head.written === undefined ? [] : [entry("milvus", head.written)]),
      ...(head.environment === "development" ? [] : [entry("environment", head.environment)]),
      ...size,
      ...written,
      ...Object.values(chosen).map((dependency) => dependency.entry),
      ...console,
      ...exposed,
      ...wish.networks({ ...company, published, isClosed }),
      ...wish.once(head),
      ...(needsLogins ? logins(head) : []),
      ...wish.allow(company),
      ...wish.targets(company),
    ];
    return { name, mode: head.mode, entries };
  });
}
