/** Metadata, objects and queue: deployed or elsewhere, as version and mode take them. */
import fc from "fast-check";
import type { DependencyKind, Product } from "../../src/catalog/catalog.ts";
import { products } from "../../src/catalog/products.ts";
import {
  firstWithEtcdLogin,
  isAtLeast,
  needsConditionalWrites,
} from "../../src/catalog/version.ts";
import { type Draw, die, type Head, maybe, pick, rarely, type Wish } from "./facts.ts";
import { credentials, dependencySettings, type Owner } from "./settings.ts";
import { type Entry, entry, type Item, quoted } from "./tree.ts";

export interface Dependency {
  readonly product: Product;
  /** 0 inside Milvus and elsewhere. */
  readonly count: number;
  readonly place: "deployed" | "inside" | "external";
  readonly entry: Entry;
}

export interface Dependencies {
  readonly metadata?: Dependency;
  readonly objects?: Dependency;
  readonly queue?: Dependency;
}

interface Choice {
  readonly product: Product;
  readonly count: number;
}

const counts = [1, 3, 4, 5, 2];

/** Every form in which a product can be deployed here. */
function deployable(kind: DependencyKind, head: Head): readonly Choice[] {
  const { line, mode, milvusVersion, environment } = head;
  return products
    .filter((product) => product.kind === kind && product.externalOnly !== true)
    .filter(({ name }) => kind !== "queue" || line.queues[mode].includes(name))
    .flatMap((product): Choice[] => {
      const { least, most } = product.members;
      const within = counts.filter((count) => count >= least && count <= most);
      return [...(product.inside ? [0] : []), ...within].map((count) => ({ product, count }));
    })
    .filter(({ product, count }) => product.supports(line.name, mode, milvusVersion, count))
    .filter(({ product, count }) => isWise(kind, product, count, environment, mode));
}

/** An even number of voters is no gain, and production loses nothing with one machine. */
function isWise(
  kind: DependencyKind,
  product: Product,
  count: number,
  environment: Head["environment"],
  mode: Head["mode"],
): boolean {
  if (kind !== "objects" && count > 0 && count % 2 === 0) return product.name === "woodpecker";
  if (environment !== "production") return true;
  if (count === 0) return product.name === "woodpecker" || product.name === "rocksmq";
  if (mode === "standalone") return true;
  return kind === "objects" ? count >= 4 : count >= 3;
}

interface Wished {
  readonly form: number;
  readonly settings: Draw<Owner, readonly Entry[]>;
  readonly credentials: Draw<Head, readonly Entry[]>;
  readonly external: Draw<Head, readonly Entry[]> | undefined;
}

const wished = (external: Wish<Head>): fc.Arbitrary<Wished | undefined> =>
  rarely(
    fc.record({
      form: die,
      settings: dependencySettings,
      credentials: maybe(credentials, 3),
      external: rarely(external, 3),
    }),
    2,
  );

const endpoints = (name: string, port: number, cluster: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    quoted(
      count === 2
        ? `10.0.0.${index + 5}:${port}`
        : `${name}-${index}.${cluster}.example.com:${port}`,
    ),
  );

/** The kind stands before the first address; settings behind the last. */
function outside(kind: string, addresses: readonly string[], block: readonly Entry[]): Entry {
  const items = addresses.map((address, index): Item => {
    const values = index === 0 ? [kind, address] : [address];
    return index === addresses.length - 1 && block.length > 0 ? { values, block } : { values };
  });
  return { name: "external", items };
}

const settingsOf = (...settings: readonly [string, string][]) =>
  fc.subarray([...settings]).map((chosen) => chosen.map(([name, value]) => entry(name, value)));

const secret = (cluster: string, name: string) =>
  entry("credentials", "secret", quoted(`${cluster}-${name}`));

const externalMetadata: Wish<Head> = fc
  .tuple(fc.constantFrom(1, 2, 3), settingsOf(["tls", "on"]), fc.boolean())
  .map(([count, settings, hasSecret]) => ({ name, milvusVersion }: Head) => [
    outside("etcd", endpoints("etcd", 2379, name, count), [
      entry("root-path", quoted(`of-${name}`)),
      ...settings,
      ...(hasSecret && isAtLeast(milvusVersion, firstWithEtcdLogin) ? [secret(name, "etcd")] : []),
    ]),
  ]);

const externalObjects: Wish<Head> = fc
  .tuple(die, settingsOf(["region", '"eu-central-1"'], ["tls", "on"]), maybe(credentials, 2))
  .map(([form, settings, draw]) => (head: Head) => {
    const { line, mode, milvusVersion, name } = head;
    const kinds = products.filter(
      (product) =>
        product.kind === "objects" &&
        product.external === true &&
        product.supports(line.name, mode, milvusVersion, 0) &&
        (product.name === "s3" || !needsConditionalWrites(milvusVersion)),
    );
    const kind = pick(kinds, form).name;
    const address =
      kind === "azure" ? "account.blob.core.windows.net:443" : "objects.example.com:443";
    return [
      outside(
        kind,
        [quoted(address)],
        [entry("bucket", quoted(`bucket-${name}`)), ...settings, ...draw(head)],
      ),
    ];
  });

const externalQueue: Wish<Head> = fc
  .tuple(fc.constantFrom("kafka", "pulsar"), fc.constantFrom(1, 2, 3), fc.boolean(), fc.boolean())
  .map(([kind, count, isSecure, hasSecret]) => ({ name }: Head) => {
    if (kind === "pulsar") {
      const scheme = isSecure ? "pulsar+ssl" : "pulsar";
      const settings = [entry("tenant", quoted(`tenant-${name}`)), entry("namespace", '"milvus"')];
      const port = isSecure ? 6651 : 6650;
      const address = quoted(`${scheme}://pulsar.${name}.example.com:${port}`);
      return [outside("pulsar", [address], hasSecret ? settings : settings.slice(0, 1))];
    }
    const settings = [entry("root-path", quoted(`of-${name}`))];
    if (isSecure) settings.push(entry("tls", "on"));
    if (hasSecret) settings.push(secret(name, "kafka"));
    return [outside("kafka", endpoints("kafka", isSecure ? 9093 : 9092, name, count), settings)];
  });

/** What of the wish is legal here; without a wish the version's default is taken. */
function settle(
  kind: DependencyKind,
  wish: Wished | undefined,
  head: Head & { readonly isSized: boolean },
): Dependency | undefined {
  // A queue that production leaves to the version is a warning, and another product tomorrow.
  if (wish === undefined) return undefined;
  const outside = wish.external?.(head)[0];
  if (outside !== undefined) {
    const name = outside.items[0]?.values[0];
    const product = products.find((one) => one.name === name) as Product;
    return { product, count: 0, place: "external", entry: outside };
  }
  const { product, count } = pick(deployable(kind, head), wish.form);
  const settings = count === 0 ? [] : wish.settings({ ...head, component: product.name });
  const access = product.wellKnownCredentials === undefined ? [] : wish.credentials(head);
  const block = [...settings, ...access];
  const item: Item = {
    values: [count > 1 ? `${product.name}(${count})` : product.name],
    ...(block.length === 0 ? {} : { block }),
  };
  const place = count === 0 ? "inside" : "deployed";
  return { product, count, place, entry: { name: "storage", items: [item] } };
}

export const dependencies: Wish<Head & { readonly isSized: boolean }, Dependencies> = fc
  .tuple(wished(externalMetadata), wished(externalObjects), wished(externalQueue))
  .map(([metadata, objects, queue]) => (head) => {
    const chosen = {
      metadata: settle("metadata", metadata, head),
      objects: settle("objects", objects, head),
      queue: settle("queue", queue, head),
    };
    return together(
      Object.fromEntries(
        Object.entries(chosen).filter(([, value]) => value !== undefined),
      ) as Dependencies,
      head,
    );
  });

/** What does not go together: objects on the own disk want the log there as well. */
function together(chosen: Dependencies, { line, mode, milvusVersion }: Head): Dependencies {
  const queue = chosen.queue?.product.name ?? line.defaultQueue[mode];
  const objects = chosen.objects?.product.name ?? "minio";
  const { objects: _, ...withoutObjects } = chosen;
  if (objects === "local" && queue !== "rocksmq" && queue !== "woodpecker") return withoutObjects;
  const isWritable = ["minio", "s3", "local"].includes(objects);
  if (queue === "woodpecker" && needsConditionalWrites(milvusVersion) && !isWritable)
    return withoutObjects;
  return chosen;
}
