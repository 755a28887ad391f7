/** Clusters that are judged together and use the same external service. */
import type { Resolved } from "../../model/resolved.ts";
import type { Dependency, Deployment, External } from "../../model/schema.ts";
import { dependencyOf } from "../questions.ts";

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
    const addresses = external?.addresses.map(({ host, port }) => `${host}:${port}`) ?? [];
    const found = addresses.flatMap((address) =>
      (byAddress.get(address) ?? [])
        .filter((earlier) => clashes(earlier.deployment, later.deployment))
        .map((earlier) => ({ earlier, later, address, kind: external?.name ?? "" })),
    );
    for (const address of addresses)
      byAddress.set(address, [...(byAddress.get(address) ?? []), later]);
    return found.slice(0, 1);
  });
}

function externalOf(deployment: Deployment, kind: Dependency["kind"]): External | undefined {
  const dependency = dependencyOf(deployment, kind);
  if (dependency?.placement !== "external") return undefined;
  return deployment.externals.find(({ name }) => name === dependency.product);
}
