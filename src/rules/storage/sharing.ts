/** Clusters that are judged together and use the same external service. */
import type { Resolved } from "../../model/resolved.ts";
import type { Dependency, Deployment, External } from "../../model/schema.ts";
import { type Span, textOf } from "../../text/source.ts";
import { fixAt, isWithin, withSetting, withStatement } from "../fixes.ts";
import { dependencyOf } from "../questions.ts";
import { placeOf, type RulePlace } from "../rule.ts";

export interface Shared {
  readonly earlier: Resolved;
  readonly later: Resolved;
  /** An address that both dial. */
  readonly address: string;
  /** The later one's kind of service. */
  readonly kind: string;
}

/** Each later cluster with the first earlier one that dials the same address for the same purpose. */
export function sharedServices(
  resolved: readonly Resolved[],
  kind: Dependency["kind"],
  clashes: (earlier: Deployment, later: Deployment) => boolean,
): readonly Shared[] {
  const byAddress = new Map<string, Resolved[]>();
  return resolved.flatMap((later) => {
    const external = externalOf(later.deployment, kind);
    if (external === undefined) return [];
    const addresses = external.addresses.map(({ host, port }) => `${host}:${port}`);
    const found = addresses.flatMap((address) =>
      (byAddress.get(address) ?? [])
        .filter((earlier) => clashes(earlier.deployment, later.deployment))
        .map((earlier) => ({ earlier, later, address, kind: external.name })),
    );
    for (const address of addresses)
      byAddress.set(address, [...(byAddress.get(address) ?? []), later]);
    return found.slice(0, 1);
  });
}

function externalOf(deployment: Deployment, kind: Dependency["kind"]): External | undefined {
  const product = dependencyOf(deployment, kind)?.product;
  return deployment.externals.find(({ name }) => name === product);
}

/**
 * Where it is reported, at the first of these settings of the service that is written, and the root path that mends
 * it. Words of a parent are the same for both: then it is said at the later cluster's name, and mended in its own
 * body.
 */
export function toldApart(
  { earlier, later, kind }: Shared,
  ...settings: readonly string[]
): Required<Pick<RulePlace, "at" | "in" | "see" | "fixes">> {
  const service = `externals/${kind}`;
  const placeIn = (one: Resolved) => {
    const paths = settings.map((setting) => `${service}/${setting}`);
    return placeOf(paths.find((path) => one.origins.has(path)) ?? service, one);
  };
  const [place, other] = [placeIn(later), placeIn(earlier)];
  const isShared = isSamePlace(place, other);
  const [cluster, words] = [placeOf("", later), placeOf(service, later)];
  const setting = `root-path "${later.deployment.name}"`;
  const statement = `${textOf(words)} { ${setting} }`;
  const fixes = isWithin(words, cluster)
    ? fixAt(words, `write \`${setting}\``, false, (at) => withSetting(at, setting))
    : fixAt(cluster, `write \`${statement}\``, false, (name) => withStatement(name, statement));
  return {
    at: isShared ? cluster : place,
    in: later,
    see: [{ at: other, message: isShared ? "the same for both" : "also here" }],
    fixes: later.origins.has(`${service}/root-path`) ? [] : fixes,
  };
}

export function isSamePlace(one: Span, other: Span): boolean {
  return one.source === other.source && one.start === other.start;
}
