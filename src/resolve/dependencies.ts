/** Which metadata store, object store and message queue a cluster has: written, or the default of its version. */
import type { Chosen, DependencyKind, ExternalChoice, Product } from "../catalog/catalog.ts";
import { productOf } from "../catalog/names.ts";
import { products } from "../catalog/products.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Dependency } from "../model/schema.ts";
import type { Span } from "../text/source.ts";
import { argumentOf, type Bound, hasWord, kindOf, textOf, valuesOf } from "./bound.ts";
import { nearOf, type ResolveContext } from "./context.ts";
import { requireSetting } from "./required.ts";
import { credentialsOf, type SecretBook } from "./secrets.ts";
import { reportUnusedSettings } from "./unused-settings.ts";

export const dependencyKinds = ["metadata", "objects", "queue"] as const;

export interface ChosenDependency {
  readonly kind: DependencyKind;
  readonly chosen: Chosen;
  /** Nothing when the dependency is a default. */
  readonly bound?: Bound;
}

export function chooseDependencies(
  context: ResolveContext,
  secrets: SecretBook,
): readonly ChosenDependency[] {
  reportUnknownProducts(context);
  return dependencyKinds.map((kind) => {
    const bound = context.cluster.body.get(`dependency:${kind}`);
    const written = bound === undefined ? undefined : fromWords(context, bound, secrets);
    if (bound !== undefined && written !== undefined) {
      reportUnusedSettings(context, written.product, bound);
      return { kind, bound, chosen: written };
    }
    const product = productOf(defaultProduct(context, kind)) as Product;
    const count = countOf(context, product, undefined);
    const chosen = withCredentials(context, { product, count }, undefined, secrets);
    const attempt = attemptOf(context);
    if (attempt !== undefined) {
      for (const path of ["", "/members"])
        context.record.written(`dependencies/${kind}${path}`, attempt);
      return { kind, chosen };
    }
    const near = nearOf(context);
    const source = `${product.name}: the default of Milvus ${context.line.name} (${context.line.source})`;
    context.record.defaulted(`dependencies/${kind}`, source, near);
    context.record.defaulted(`dependencies/${kind}/members`, product.source, near);
    return { kind, chosen };
  });
}

/** Words that were to choose dependencies, and are wrong. */
function attemptOf({ cluster: { body } }: ResolveContext): Span | undefined {
  return body.attempted?.get("storage") ?? body.attempted?.get("external");
}

function defaultProduct({ line, mode }: ResolveContext, kind: DependencyKind): string {
  return kind === "metadata" ? "etcd" : kind === "objects" ? "minio" : line.defaultQueue[mode];
}

function fromWords(context: ResolveContext, bound: Bound, secrets: SecretBook): Chosen | undefined {
  return bound.keyword === "storage"
    ? deployedFromWords(context, bound, secrets)
    : externalFromWords(context, bound, secrets);
}

function deployedFromWords(
  context: ResolveContext,
  bound: Bound,
  secrets: SecretBook,
): Chosen | undefined {
  const written = kindOf("product", argumentOf(bound, "product"));
  const product = productOf(written?.product ?? "");
  if (written === undefined || product === undefined) return undefined;
  const at = (argumentOf(bound, "product") as { span: Bound["words"] }).span;
  if (product.externalOnly) {
    context.report("known-products", "external", { at, facts: { name: product.name } });
    return undefined;
  }
  const separate = product.inside && written.members !== undefined && product.members.most > 0;
  if (product.inside && written.members !== undefined && !separate) {
    context.report("known-products", "inside", { at, facts: { name: product.name } });
    return { product, count: 0 };
  }
  const count = countOf(context, product, written.members);
  context.record.written(`dependencies/${product.kind}`, at);
  const members = `dependencies/${product.kind}/members`;
  if (written.members !== undefined) context.record.written(members, at);
  else context.record.defaulted(members, `members of ${product.name} (${product.source})`, at);
  return withCredentials(context, { product, count }, bound, secrets);
}

/** Members that were written, or the default of mode and environment; none for what runs inside Milvus. */
function countOf(
  { mode, environment }: ResolveContext,
  product: Product,
  written: number | undefined,
): number {
  if (written !== undefined) return written;
  return product.inside ? 0 : product.defaultMembers(mode, environment);
}

function externalFromWords(
  context: ResolveContext,
  bound: Bound,
  secrets: SecretBook,
): Chosen | undefined {
  const kind = textOf(bound, "kind") ?? "";
  const product = productOf(kind);
  if (product === undefined) return undefined;
  const endpoints = valuesOf(bound, "endpoints").flatMap((value) => {
    const address = kindOf("address", value);
    if (address === undefined) return [];
    const { host, port, scheme } = address;
    if (scheme !== undefined && product.name !== "pulsar") {
      context.report("typed-values", "wrong", {
        at: value.span,
        facts: { found: value.text, expected: "written as HOST:PORT; only pulsar takes a scheme" },
        fixes: [
          {
            title: "remove the scheme",
            safe: true,
            edits: [{ span: value.span, text: `"${host}:${port}"` }],
          },
        ],
      });
      return [];
    }
    return [{ host, port, ...(scheme === undefined ? {} : { scheme }) }];
  });
  const [first] = endpoints;
  if (first === undefined) return undefined;
  const { settings } = bound;
  const tls = settings.get("tls");
  if (tls !== undefined) context.record.written(`dependencies/${product.kind}/tls`, tls.words);
  const text = (name: string, argument: string) => textOf(settings.get(name), argument);
  const values = {
    rootPath: text("root-path", "path"),
    bucket: text("bucket", "bucket"),
    region: text("region", "region"),
    tenant: text("tenant", "tenant"),
    namespace: text("namespace", "namespace"),
  };
  const external: ExternalChoice = {
    kind,
    endpoints,
    tls: tls === undefined ? impliesTls(product, first) : hasWord(tls, "on"),
    ...(Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== undefined),
    ) as Partial<Record<keyof typeof values, string>>),
  };
  if (product.kind === "objects" && external.bucket === undefined)
    requireSetting(context, bound, "bucket", `external ${kind}`);
  context.record.written(`dependencies/${product.kind}`, bound.words);
  context.record.written(`externals/${product.name}`, bound.words);
  for (const [name, setting] of settings)
    context.record.written(`externals/${product.name}/${name}`, setting.words);
  return withCredentials(context, { product, count: 0, external }, bound, secrets);
}

/** Port 443 means TLS for an object store, `pulsar+ssl://` for Pulsar. */
function impliesTls(product: Product, endpoint: { port: number; scheme?: string }): boolean {
  return (product.kind === "objects" && endpoint.port === 443) || endpoint.scheme === "pulsar+ssl";
}

function withCredentials(
  context: ResolveContext,
  chosen: Chosen,
  bound: Bound | undefined,
  secrets: SecretBook,
): Chosen {
  const credentials = credentialsOf(context, chosen, bound, secrets);
  return credentials === undefined ? chosen : { ...chosen, credentials };
}

/** Products that nobody knows have a key of their own in the body. */
function reportUnknownProducts({ cluster, report }: ResolveContext): void {
  for (const [key, bound] of cluster.body) {
    if (!key.startsWith("dependency:")) continue;
    const value = argumentOf(bound, bound.keyword === "storage" ? "product" : "kind");
    const name = kindOf("product", value)?.product ?? value?.text ?? "";
    const product = productOf(name);
    const isKnown = product !== undefined && product.kind !== "console";
    if (isKnown && (bound.keyword === "storage" || product.external)) continue;
    const candidates = products
      .filter(({ external, externalOnly, kind }) =>
        bound.keyword === "storage" ? !externalOnly && kind !== "console" : external,
      )
      .map((one) => one.name);
    const near = suggest(name, candidates);
    const span = value?.span ?? bound.words;
    const nameSpan = { ...span, end: span.start + name.length };
    report("known-products", "unknown", {
      at: span,
      facts: { name, statement: bound.keyword },
      fixes:
        near === undefined
          ? []
          : [
              {
                title: `write \`${near.name}\``,
                safe: near.only && value?.quoted === false,
                edits: [{ span: value?.quoted ? span : nameSpan, text: near.name }],
              },
            ],
      help: `Known here: ${candidates.join(", ")}.`,
    });
  }
}

/** What the IR says of a chosen dependency. */
export function toDependency({ kind, chosen }: ChosenDependency): Dependency {
  const { product, count, external } = chosen;
  return {
    kind,
    product: product.name,
    placement: external ? "external" : product.inside && count === 0 ? "inside" : "deployed",
    members: count,
    ...(external?.rootPath === undefined ? {} : { rootPath: external.rootPath }),
    ...(external?.bucket === undefined ? {} : { bucket: external.bucket }),
  };
}
