/**
 * Settings of a cluster for tests of the catalogue, with products that are only as real as Milvus
 * sees them.
 */
import type {
  Chosen,
  DependencyKind,
  Mode,
  Plan,
  Product,
  RoleName,
  Setting,
  Sizes,
} from "../../src/catalog/catalog.ts";
import { planMilvus } from "../../src/catalog/milvus.ts";
import { lineOf } from "../../src/catalog/version.ts";

export const insideQueues: readonly string[] = ["rocksmq", "natsmq", "woodpecker"];

/** A product that listens on a port, or runs inside Milvus when there is none. */
export function productStub(name: string, kind: DependencyKind, port?: number): Product {
  return {
    name,
    kind,
    summary: name,
    source: "a test",
    inside: port === undefined,
    supports: () => true,
    members: { least: 0, most: 9 },
    defaultMembers: () => 1,
    defaultSizes: () => ({ requirements: { cpu: {}, memory: {} }, source: "a test" }),
    plan: () => ({ components: [], jobs: [], needs: [], waits: [] }),
    wiring: () => [{ name: `${name.toUpperCase().replaceAll("-", "_")}_ADDRESS`, value: name }],
    dialled: () => (port === undefined ? undefined : { component: name, endpoint: "main", port }),
    decides: [`${name}.address`],
  };
}

export function chosen(product: Product, more: Partial<Chosen> = {}): Chosen {
  return { product, count: product.inside ? 0 : 1, ...more };
}

export function settingOf(
  milvusVersion: string,
  mode: Mode,
  queue: string,
  more: Partial<Setting> = {},
): Setting {
  const line = lineOf(milvusVersion);
  if (line === undefined) throw new Error(`no line for ${milvusVersion}`);
  const port = insideQueues.includes(queue) ? undefined : 6650;
  return {
    cluster: "demo",
    mode,
    environment: "development",
    milvusVersion,
    line,
    metadata: chosen(productStub("etcd", "metadata", 2379)),
    objects: chosen(productStub("minio", "objects", 9000)),
    queue: chosen(productStub(queue, "queue", port)),
    authorization: false,
    tls: "off",
    ...more,
  };
}

export const gib = 2 ** 30;
export const noSizes: Sizes = { requirements: { cpu: {}, memory: {} }, keepsNothing: false };

export function plan(
  setting: Setting,
  counts: Partial<Record<RoleName, number>> = {},
  sizes: Partial<Record<RoleName, Sizes>> = {},
): Plan {
  const names = new Set<RoleName>(setting.line.defaultRoles[setting.mode]);
  for (const name of Object.keys(counts)) names.add(name as RoleName);
  return planMilvus(
    setting,
    [...names].map((name) => ({
      name,
      count: counts[name] ?? 1,
      sizes: sizes[name] ?? noSizes,
    })),
  );
}

export function role(planned: Plan, name: RoleName) {
  const found = planned.components.find((component) => component.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

export function variable(planned: Plan, name: RoleName, key: string) {
  return role(planned, name).variables.find((each) => each.name === key)?.value;
}
