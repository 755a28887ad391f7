/** Settings of roles and dependencies. */
import fc from "fast-check";
import type { TargetName } from "../../grammar/vocabulary.ts";
import { all, type Head, maybe, type Wish } from "./facts.ts";
import { plainText } from "./texts.ts";
import { type Entry, entry, quoted, withBlock } from "./tree.ts";

/** What settings are for. */
export interface Owner extends Head {
  /** Its component, or the product that it is part of. */
  readonly component: string;
  /** Sizes follow from a workload, and production wants them right. */
  readonly isSized: boolean;
}

const one = (name: string, ...values: readonly string[]): Wish<Owner> =>
  fc.constantFrom(...values).map((value) => () => [entry(name, value)]);

const cpu = one("cpu", "2", "500m", "1..2", "0.5..4", "1..", "..2");
const memory = one("memory", "8Gi", "4Gi..8Gi", "4096Mi", "4Gi..", "..8Gi");
const size = maybe(all(maybe(cpu, 3), maybe(memory, 3)), 3).map(
  (draw) => (owner: Owner) => (owner.isSized ? [] : draw(owner)),
);

/** Nothing is kept: only where that is nobody's loss. */
const disk: Wish<Owner> = fc.constantFrom("200Gi", "20Gi", "off").map(
  (amount) =>
    ({ environment, isSized }: Owner) =>
      isSized || (amount === "off" && environment !== "development") ? [] : [entry("disk", amount)],
);

const spread = one("spread", "host", "zone");

const aliasName = maybe<Owner, Entry>(
  fc
    .constantFrom("own", "db.example.com")
    .map((alias) => ({ component, name, onKubernetes }: Owner) => {
      // There a Service has the name, and those have no dots.
      const words = `${component}-${name}-${alias}`;
      return [entry("alias", quoted(onKubernetes ? words.replaceAll(".", "-") : words))];
    }),
  4,
);

const variables: Wish<Owner> = fc
  .dictionary(fc.constantFrom("GOGC", "NO_PROXY", "TZ", "MALLOC_ARENA_MAX"), plainText, {
    minKeys: 1,
    maxKeys: 2,
    noNullPrototype: true,
  })
  .map((texts) => () => [
    withBlock(
      "variables",
      [],
      Object.entries(texts).map(([name, text]) => entry(name, quoted(text))),
    ),
  ]);

const setting = (name: string, ...values: readonly string[]) =>
  fc.option(
    fc.constantFrom(...values).map((value) => entry(name, value)),
    { nil: undefined },
  );

function blockOf(name: string, settings: readonly fc.Arbitrary<Entry | undefined>[]) {
  return fc.tuple(...settings).map((entries) => () => {
    const written = entries.filter((each) => each !== undefined);
    return written.length === 0 ? [] : [withBlock(name, [], written)];
  });
}

export const healthcheck: Wish<unknown> = blockOf("healthcheck", [
  setting("interval", "30s", "1m30s", "10s"),
  setting("timeout", "10s", "5s"),
  setting("retries", "3", "10"),
  setting("start", "90s", "2m"),
]);

export const logging: Wish<unknown> = blockOf("logging", [
  setting("max-size", "100m", "10m", "1g"),
  setting("max-file", "3", "1"),
]);

/** A role whose image knows of graphics processors; devices only where every format can say them. */
const gpuRoles = ["querynode", "indexnode", "standalone"];
const gpu: Wish<Owner> = fc
  .constantFrom(["1"], ["devices", '"0"'])
  .map((values) => (owner: Owner) => {
    const { component, line, onKubernetes } = owner;
    if (!gpuRoles.includes(component) || line.name === "2.2") return [];
    return values.length > 1 && onKubernetes ? [] : [entry("gpu", ...values)];
  });

const milvusImage: Wish<Owner> = fc
  .constantFrom("registry.example.com/milvusdb/milvus", "milvusdb/milvus")
  .map((image) => ({ milvusVersion }: Owner) => [
    entry("image", quoted(`${image}:v${milvusVersion}`)),
  ]);

const common = [
  maybe(spread, 6),
  aliasName,
  maybe(variables, 5),
  maybe(healthcheck, 6),
  maybe(logging, 6),
];

/** Without an image where a graphics processor asks for another one. */
export const roleSettings: Wish<Owner> = fc
  .tuple(all(size, maybe(disk, 5), ...common), maybe(gpu, 8), maybe(milvusImage, 8))
  .map(([draw, drawGpu, drawImage]) => (owner: Owner) => {
    const processors = drawGpu(owner);
    return [...draw(owner), ...(processors.length > 0 ? processors : drawImage(owner))];
  });

export const dependencySettings: Wish<Owner> = all(size, maybe(disk, 4), ...common);

export const consoleSettings: Wish<Owner> = all(
  size,
  aliasName,
  maybe(variables, 5),
  maybe(logging, 5),
);

/** `credentials`: a Secret anywhere, texts and references where the environment and formats allow. */
export const credentials: Wish<Head> = fc
  .constantFrom("secret", "keys", "text", "env")
  .map((form) => (head: Head) => {
    const secret = ["secret", quoted(`${head.name}-objects`)];
    if (form === "keys")
      return [withBlock("credentials", secret, [entry("keys", '"id"', '"secret.key"')])];
    const isHidden = form === "secret" || head.environment !== "development";
    if (isHidden || (form === "env" && head.onKubernetes)) return [entry("credentials", ...secret)];
    const value = (name: string, text: string) =>
      form === "env"
        ? entry(name, "env", `OBJECTS_${text.toUpperCase()}`)
        : entry(name, quoted(text));
    return [
      withBlock(
        "credentials",
        [],
        [value("access-key", "someuser"), value("secret-key", "somepassword")],
      ),
    ];
  });

export function hasTarget({ targets }: Head, target: TargetName): boolean {
  return targets.includes(target);
}
