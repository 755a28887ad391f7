/** The catalogue's products in settings of their own, and readable texts, for tests. */
import type {
  Chosen,
  Environment,
  Mode,
  Plan,
  PlannedComponent,
  Product,
  Setting,
  Sizes,
} from "../../src/catalog/catalog.ts";
import { lines } from "../../src/catalog/index.ts";
import { products } from "../../src/catalog/products.ts";
import { lineOf } from "../../src/catalog/version.ts";
import type { Part, Text, Variable } from "../../src/model/schema.ts";

export const modes: readonly Mode[] = ["standalone", "distributed"];
export const environments: readonly Environment[] = ["development", "test", "production"];

export function productNamed(name: string): Product {
  const product = products.find((one) => one.name === name);
  if (product === undefined) throw new Error(`no product ${name}`);
  return product;
}

interface Choice {
  readonly name: string;
  readonly more?: Partial<Chosen>;
}

export function settingWith(
  version: string,
  mode: Mode,
  environment: Environment,
  choice: { metadata?: Choice; objects?: Choice; queue?: Choice } = {},
): Setting {
  const line = lineOf(version);
  if (line === undefined) throw new Error(`no line for ${version}`);
  const chosen = ({ name, more }: Choice): Chosen => {
    const product = productNamed(name);
    return { product, count: product.inside ? 0 : 1, ...more };
  };
  return {
    cluster: "demo",
    mode,
    environment,
    milvusVersion: version,
    line,
    metadata: chosen(choice.metadata ?? { name: "etcd" }),
    objects: chosen(choice.objects ?? { name: "minio" }),
    queue: chosen(choice.queue ?? { name: "kafka" }),
    authorization: false,
    tls: "off",
  };
}

export function defaultsOf(product: Product, setting: Setting, count: number): Sizes {
  const { source, ...sizes } = product.defaultSizes(setting, count);
  if (source === "") throw new Error(`sizes of ${product.name} have no source`);
  return { ...sizes, keepsNothing: false };
}

export interface Case {
  readonly title: string;
  readonly product: Product;
  readonly setting: Setting;
  readonly count: number;
}

/** Each deployable product in every line, mode, environment and number of members that it takes. */
export const cases: readonly Case[] = products
  .filter(({ members }) => members.most > 0)
  .flatMap((product) =>
    lines.flatMap(({ name: line, newest }) =>
      modes.flatMap((mode) =>
        environments.flatMap((environment) =>
          [1, 2, 3, 4, 5]
            .filter((count) => count >= product.members.least && count <= product.members.most)
            .filter((count) => product.supports(line, mode, newest, count))
            .map((count) => {
              const kind = product.kind === "console" ? "queue" : product.kind;
              const own = { name: product.name, more: { count } };
              const setting = settingWith(
                newest,
                mode,
                environment,
                product.kind === "console" ? {} : { [kind]: own },
              );
              const title = `${product.name}(${count}) for ${newest} ${mode} ${environment}`;
              return { title, product, setting, count };
            }),
        ),
      ),
    ),
  );

export function planOf({ product, setting, count }: Case, more: Partial<Sizes> = {}): Plan {
  return product.plan(setting, count, { ...defaultsOf(product, setting, count), ...more });
}

export function pieces(text: Text): readonly Exclude<Text, string>[number][] {
  return typeof text === "string" ? [text] : text;
}

export function textsOf(component: Pick<PlannedComponent, "variables" | "command">): Text[] {
  return [...(component.command ?? []), ...component.variables.map(({ value }) => value)];
}

/** What a text reads like with hosts shown as `<name>`. */
export function shown(text: Text): string {
  return pieces(text)
    .map((piece) => (typeof piece === "string" ? piece : shownPart(piece)))
    .join("");
}

function shownPart(part: Part): string {
  switch (part.kind) {
    case "self":
      return `<own ${part.what}${part.offset === 0 ? "" : `+${part.offset}`}>`;
    case "host":
      return `<${part.component}>`;
    case "ellipsis":
      return `<all ${part.component}>`;
    case "each":
      return `<each ${part.component}: ${shown(part.text)}>`;
    case "secret":
      return `<secret ${part.secret}>`;
    case "environment":
      return `\${${part.variable}}`;
  }
}

export function shownVariables(variables: readonly Variable[]): Record<string, string> {
  return Object.fromEntries(variables.map(({ name, value }) => [name, shown(value)]));
}

export function componentOf(plan: Plan, name: string): PlannedComponent {
  const component = plan.components.find((one) => one.name === name);
  if (component === undefined) throw new Error(`no component ${name}`);
  return component;
}

export function planned(
  name: string,
  version: string,
  count: number,
  more: Partial<Sizes> = {},
): Plan {
  const product = productNamed(name);
  const kind = product.kind === "console" ? "queue" : product.kind;
  const setting = settingWith(version, "distributed", "development", {
    ...(product.kind === "console" ? {} : { [kind]: { name, more: { count } } }),
  });
  return planOf({ title: name, product, setting, count }, more);
}

/** Components of the rest of the deployment that a product may name. */
export const others = ["minio", "standalone", "proxy"];
