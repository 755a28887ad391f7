/** Networks, and the relation `shares` that follows from them. */
import { compareText } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Component, Network, Publication } from "../model/schema.ts";
import {
  type Bound,
  type BoundValue,
  hasWord,
  lacks,
  numberOf,
  textOf,
  valuesOf,
} from "./bound.ts";
import { nearOf, type ResolveContext } from "./context.ts";
import { requireSetting } from "./required.ts";

/** Written networks, or `frontend` with what is exposed and `backend internal` with everything. */
export function connect(
  context: ResolveContext,
  components: readonly Component[],
  publications: readonly Publication[],
): readonly Network[] {
  const { body } = context.cluster;
  const written = [...body.values()].filter(({ keyword }) => keyword === "network");
  const networks = written.map((bound) => fromWords(context, components, bound));
  // Who stands where is not known when one was written wrongly, and that has been said.
  const isWhole =
    lacks(body, "network") && written.every(({ settings }) => settings.attempted === undefined);
  if (networks.length > 0 && isWhole) return networks.sort((a, b) => compareText(a.name, b.name));
  const source =
    "frontend with what is exposed, backend with everything (language reference, `network`)";
  for (const name of ["frontend", "backend"])
    context.record.defaulted(`networks/${name}`, source, nearOf(context));
  const exposed = new Set(publications.map(({ component }) => component));
  const names = components.map(({ name }) => name);
  const backend: Network = { name: "backend", internal: true, members: names };
  const members = names.filter((name) => exposed.has(name));
  return members.length === 0
    ? [backend]
    : [backend, { name: "frontend", internal: false, members }];
}

function fromWords(
  context: ResolveContext,
  components: readonly Component[],
  bound: Bound,
): Network {
  const name = textOf(bound, "name") ?? "";
  const members = bound.settings.get("members");
  const path = `networks/${name}`;
  context.record.written(path, bound.words);
  if (members === undefined) requireSetting(context, bound, "members");
  else context.record.written(`${path}/members`, members.words);
  const mtu = numberOf(bound.settings.get("mtu"), "bytes");
  return {
    name,
    internal: hasWord(bound, "internal"),
    ...(mtu === undefined ? {} : { mtuBytes: mtu }),
    members: memberNames(
      context,
      components,
      valuesOf(members, "members"),
      valuesOf(members, "except"),
    ),
  };
}

/** Names of components in the order of the deployment; a product's name stands for all its parts. */
export function memberNames(
  context: ResolveContext,
  components: readonly Component[],
  included: readonly BoundValue[],
  excluded: readonly BoundValue[] = [],
): string[] {
  const [taken, left] = [included, excluded].map(
    (values) => new Set(values.flatMap((value) => groupOf(context, components, value))),
  );
  return components.map(({ name }) => name).filter((name) => taken?.has(name) && !left?.has(name));
}

function groupOf(
  { report }: ResolveContext,
  components: readonly Component[],
  { text, span, quoted }: BoundValue,
): string[] {
  if (text === "all") return components.map(({ name }) => name);
  const group = components.filter((one) => one.group === text || one.name === text);
  if (group.length > 0) return group.map(({ name }) => name);
  const groups = [...new Set(components.map((one) => one.group))];
  const near = suggest(text, ["all", ...groups]);
  report("known-components", "unknown", {
    at: span,
    facts: { name: text },
    fixes:
      near === undefined
        ? []
        : [
            {
              title: `write \`${near.name}\``,
              safe: near.only && !quoted,
              edits: [{ span, text: near.name }],
            },
          ],
    help: `It has ${groups.join(", ")}.`,
  });
  return [];
}

/** Sorted pairs of components that are on one network; a component shares every network with itself. */
export function sharesOf(networks: readonly Network[]): [string, string][] {
  const pairs = new Map<string, [string, string]>();
  for (const { members } of networks)
    for (const [index, one] of members.entries())
      for (const other of members.slice(index)) {
        const pair = [one, other].sort(compareText) as [string, string];
        pairs.set(pair.join("\n"), pair);
      }
  return [...pairs.values()].sort((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]));
}
