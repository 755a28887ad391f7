/** Names that the language takes from the catalogue: roles, products, and what of them can be exposed. */
import type { Product } from "./catalog.ts";
import { products } from "./products.ts";
import { roles } from "./roles.ts";

export const roleNames: readonly string[] = roles.map(({ name }) => name);

export const productNames: readonly string[] = products.map(({ name }) => name);

/** Statements and items that say something without settings: a role or product is there. */
export const standingNames: readonly string[] = [...roleNames, ...productNames];

/** Wired with `external`, and never deployed. */
const externalNames = new Set(products.filter((one) => one.externalOnly).map(({ name }) => name));

/** No product that `storage` could deploy. */
export function isForeignProduct(name: string): boolean {
  return externalNames.has(name) || !productNames.includes(name);
}

const productByName = new Map(products.map((product) => [product.name, product]));

export function productOf(name: string): Product | undefined {
  return productByName.get(name);
}

/** Endpoints that `expose` can name, the default one first (the language's reference, `expose`). */
export function exposableEndpoints(group: string): readonly string[] {
  if (group === "proxy" || group === "standalone") return ["client", "metrics"];
  if (roleNames.includes(group)) return ["metrics"];
  return productOf(group)?.exposable ?? [];
}
