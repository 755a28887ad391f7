/** Statements beside roles and dependencies: what is set once, and what is named by its code or key. */
import fc from "fast-check";
import type { Setting } from "../../src/catalog/catalog.ts";
import {
  type ConfigurationKey,
  decidedKeys,
  hasKeyAt,
  keysOf,
  reducedName,
} from "../../src/catalog/configuration.ts";
import { products } from "../../src/catalog/products.ts";
import { indexKinds } from "../../src/catalog/sizing-indexes.ts";
import { hasRootPassword, lineNamed } from "../../src/catalog/version.ts";
import { rules } from "../../src/rules/index.ts";
import { die, type Head, pick, variableOf, type Wish } from "./facts.ts";
import { plainText } from "./texts.ts";
import { type Entry, entry, listed, quoted, withBlock } from "./tree.ts";

export const authorization: Wish<Head> = fc
  .constantFrom("root", "env", "on", "off")
  .map((form) => (head: Head) => {
    const { environment, milvusVersion, name, onKubernetes } = head;
    if (form === "off" && environment !== "production") return [entry("authorization", "off")];
    if (!hasRootPassword(milvusVersion)) return [entry("authorization", "on")];
    if (form === "on" && environment === "development") return [entry("authorization", "on")];
    const root =
      form === "env" && !onKubernetes
        ? entry("root", "env", `ROOT_${variableOf(name)}`)
        : entry("root", "secret", quoted(`${name}-root`));
    return [withBlock("authorization", ["on"], [root])];
  });

export const tls: Wish<Head> = fc
  .constantFrom("server", "mutual", "off")
  .map((form) => ({ name }: Head) => {
    if (form === "off") return [entry("tls", "off")];
    const certificate = entry("certificate", "secret", quoted(`${name}-tls`));
    const ca = entry("ca", "secret", quoted(`${name}-ca`));
    return [withBlock("tls", [form], form === "mutual" ? [certificate, ca] : [certificate])];
  });

export const registry: Wish<Head> = fc
  .constantFrom("registry.example.com/mirror", "localhost:5000")
  .map((text) => () => [entry("registry", quoted(text))]);

/** Clusters of one program run on hosts of their own, so that their ports do not meet. */
export const host: Wish<Head> = fc
  .constantFrom("host", "host.example.com")
  .map((text) => ({ name }: Head) => [entry("host", quoted(`${name}-${text}`))]);

/** Small ones: what is written by hand is large enough for them. */
export const workload: Wish<Head> = fc
  .record({
    vectors: fc.constantFrom("10k", "100000", "1M"),
    dim: fc.constantFrom("128", "8", "768"),
    index: die,
    parameter: fc.boolean(),
    scalars: fc.constantFrom(undefined, "256B", "1Ki"),
    qps: fc.constantFrom(undefined, "2000", "1k"),
  })
  .map(({ vectors, dim, index, parameter, scalars, qps }) => ({ line }: Head) => {
    const known = indexKinds.filter(({ since }) => since === undefined || since <= line.name);
    const { name, parameters } = pick(known, index);
    const values: Record<string, string> = {
      m: "30",
      nlist: "128",
      refine: "8",
      "raw-data": "on",
      "max-degree": "56",
    };
    const settings = parameters
      .filter((one) => parameter && values[one.name] !== undefined)
      .map((one) => entry(one.name, values[one.name] as string));
    return [
      withBlock(
        "workload",
        [],
        [
          entry("vectors", vectors),
          entry("dim", dim),
          withBlock("index", [name], settings),
          ...(scalars === undefined ? [] : [entry("scalars", scalars)]),
          ...(qps === undefined ? [] : [entry("qps", qps)]),
        ],
      ),
    ];
  });

/** Keys that no statement decides, whatever the cluster is. */
const decided: ReadonlySet<string> = new Set(
  [
    ...products.flatMap(({ decides }) => decides),
    ...decidedKeys({
      metadata: { product: products[0] },
      objects: { product: products[0] },
      queue: { product: products[0] },
      rootPassword: "some",
      tls: "server",
    } as unknown as Setting).map(({ key }) => key),
  ].map(reducedName),
);

const byVersion = new Map<string, readonly ConfigurationKey[]>();

/** Sections that laws compare with the rest of the cluster, and words that Milvus has to know. */
const compared =
  /^(?:etcd|minio|kafka|pulsar|mq|tls|internaltls|metastore|tikv|log|woodpecker|common\.simdType)\b/;

/** Keys that a program may set at this version. */
export function freeKeys({ line, milvusVersion }: Head): readonly ConfigurationKey[] {
  const known = byVersion.get(milvusVersion);
  if (known !== undefined) return known;
  const keys = [...(keysOf(lineNamed(line.name)?.name ?? "")?.entries() ?? [])]
    .filter(([name]) => !decided.has(name))
    .map(([, key]) => key)
    .filter((key) => !compared.test(key.name) && key.type !== "map" && key.replacedBy === undefined)
    .filter((key) => hasKeyAt(key, milvusVersion) && /^[A-Za-z][\w.-]*$/.test(key.name));
  byVersion.set(milvusVersion, keys);
  return keys;
}

/** A value of the key's type, as text or as a reference where no Kubernetes format is built. */
function valuesOf(key: ConfigurationKey, form: number, text: string, head: Head): Entry {
  const isSecret = /passw|secret|token|credential|key/i.test(key.name);
  const isKept = isSecret && (form % 3 === 1 || head.environment === "production");
  if (key.type === "string" && isKept)
    return entry(key.name, "secret", quoted(`${head.name}-config`), quoted("value"));
  if (key.type === "string" && !head.onKubernetes && form % 5 === 1)
    return entry(key.name, "env", `CONFIG_${form % 7}`);
  switch (key.type) {
    case "bool":
      return entry(key.name, pick(["true", "false"], form));
    case "int":
      return entry(key.name, String(Number(key.default ?? 64) + (form % 2)));
    case "float":
      return entry(key.name, String(Number(key.default ?? 1)));
    case "duration":
      return entry(key.name, pick(["10", "10s"], form));
    case "string-list":
      return form % 2 === 0
        ? listed(key.name, [quoted(text), quoted("b")])
        : entry(key.name, quoted(text));
    default:
      return entry(key.name, quoted(text));
  }
}

export const config: Wish<Head> = fc
  .array(fc.record({ key: fc.nat({ max: 9999 }), form: die, text: plainText }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((wishes) => (head: Head) => {
    const keys = freeKeys(head);
    const settings = new Map(
      wishes.map(({ key, form, text }) => {
        const chosen = pick(keys, key);
        return [chosen.name, valuesOf(chosen, form, text, head)] as const;
      }),
    );
    return [withBlock("config", [], [...settings.values()])];
  });

/** A warning that may not be there is only an `allow` too many. */
export const allow: Wish<Head & { readonly groups: readonly string[] }> = fc
  .record({ code: die, component: fc.option(die, { nil: undefined }), reason: plainText })
  .map(({ code, component, reason }) => ({ groups }) => {
    const law = pick(rules, code).code;
    const words = component === undefined ? [] : ["for", pick(groups, component)];
    return [entry("allow", law, ...words, quoted(reason))];
  });
