/** Settings that the language has for dependencies, and this one has no use for. */
import type { Product } from "../catalog/catalog.ts";
import { standingNames } from "../catalog/names.ts";
import { offeredFix } from "../diagnostics/define.ts";
import { removal } from "../diagnostics/removal.ts";
import type { Bound } from "./bound.ts";
import type { ResolveContext } from "./context.ts";

const everywhere = ["root-path", "tls"];

/** What an external service of each product takes beside what all take. */
const externalSettings: Readonly<Record<string, readonly string[]>> = {
  etcd: ["credentials"],
  s3: ["bucket", "region", "credentials"],
  gcs: ["bucket", "region", "credentials"],
  azure: ["bucket", "region", "credentials"],
  kafka: ["credentials"],
  pulsar: ["tenant", "namespace"],
};

const logins: Readonly<Record<string, string>> = {
  pulsar: "Pulsar's logins are plugins: `config { pulsar.authPlugin …; pulsar.authParams … }`.",
};

/** Each is said once: what nobody reads would be a wish that nobody fulfils. */
export function reportUnusedSettings(
  context: ResolveContext,
  product: Product,
  bound: Bound,
): void {
  for (const setting of bound.settings.values()) {
    const help = uselessBecause(context, product, bound, setting.name);
    if (help === undefined) continue;
    context.report("known-statements", "setting", {
      at: setting.nameSpan,
      facts: {
        owner: bound.keyword === "external" ? `external ${product.name}` : product.name,
        name: setting.name,
      },
      help,
      fixes: [offeredFix(`remove \`${setting.name}\``, ...removal(setting.words, standingNames))],
    });
  }
}

function uselessBecause(
  { mode }: ResolveContext,
  product: Product,
  { keyword, args }: Bound,
  setting: string,
): string | undefined {
  if (keyword === "external") {
    const own = [...everywhere, ...(externalSettings[product.name] ?? [])];
    if (own.includes(setting)) return undefined;
    return (
      (setting === "credentials" ? logins[product.name] : undefined) ?? `It has ${own.join(", ")}.`
    );
  }
  const written = args.get("product")?.[0]?.value;
  const isCounted = typeof written === "object" && written.kind === "product" && written.members;
  if (product.inside && !isCounted)
    return mode === "standalone"
      ? "It runs inside Milvus: sizes and disk are those of `standalone { … }`."
      : "It runs inside Milvus: sizes and disk are those of the roles.";
  if (setting === "credentials" && product.wellKnownCredentials === undefined)
    return "What is deployed asks for no login; `external` takes one for a service that does.";
  return undefined;
}
