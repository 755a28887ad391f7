/** People's settings laid over a planned component: what is written wins, and its place is kept. */
import type { PlannedComponent } from "../catalog/catalog.ts";
import { pullCautionOf } from "../catalog/images.ts";
import { exposableEndpoints } from "../catalog/names.ts";
import type { Component, Health, Requirements } from "../model/schema.ts";
import {
  argumentOf,
  type Bound,
  hasWord,
  kindOf,
  numberOf,
  textOf,
  valuesOf,
  wordOf,
} from "./bound.ts";
import type { ResolveContext } from "./context.ts";
import { applyRegistry } from "./registry.ts";

/** The component as it will run. `bound` is the role or dependency that people wrote, if they did. */
export function overlay(
  context: ResolveContext,
  planned: PlannedComponent,
  bound: Bound | undefined,
): Component {
  const { body } = context.cluster;
  const settings = bound?.settings;
  const path = `components/${planned.name}`;
  const at = (setting: string, written: Bound | undefined) => {
    if (written !== undefined) context.record.written(`${path}/${setting}`, written.words);
    return written;
  };
  const isMilvus = planned.product === "milvus";
  const health = [isMilvus ? body.get("healthcheck") : undefined, settings?.get("healthcheck")];
  for (const written of health) at("health", written);
  const logging = [body.get("logging"), settings?.get("logging")];
  for (const written of logging) at("logging", written);
  const spread = at("spread", settings?.get("spread"));
  const image = at("image", settings?.get("image"));
  const variables = settings?.get("variables");
  for (const variable of variables?.settings.values() ?? [])
    context.record.written(`${path}/variables/${variable.name}`, variable.words);
  const aliases = isLookedFor(planned) ? aliasesOf(settings) : [];
  for (const [alias, written] of aliases) {
    at("aliases", written);
    at(`aliases/${alias}`, written);
  }
  return {
    ...planned,
    ...imageOf(context, planned, textOf(image, "image")),
    variables: withVariables(planned, variables),
    health: health.reduce(withHealth, planned.health),
    ...(spread === undefined ? {} : { spread: wordOf(spread) as "zone" | "host" }),
    aliases: aliases.map(([alias]) => alias),
    logging: logging.reduce(withLogging, {} as Component["logging"]),
    restart: restartOf(context, path),
  };
}

/** Who writes an image or a registry knows where it comes from, and how it is pulled from there. */
function imageOf(
  context: ResolveContext,
  planned: PlannedComponent,
  written: string | undefined,
): Pick<Component, "image" | "pullCaution"> {
  if (written !== undefined) return { image: written };
  const image = applyRegistry(context, planned.image);
  const pullCaution = context.cluster.body.has("registry") ? undefined : pullCautionOf(image);
  return { image, ...(pullCaution && { pullCaution }) };
}

/** Of a product with several kinds of processes, the one that others dial: an alias is a name for it. */
function isLookedFor({ name, group, endpoints }: PlannedComponent): boolean {
  const [first] = exposableEndpoints(group);
  return name === group || first === undefined || endpoints.some((one) => one.name === first);
}

function aliasesOf(settings: Bound["settings"] | undefined): readonly [string, Bound][] {
  return [...(settings?.values() ?? [])]
    .filter(({ keyword }) => keyword === "alias")
    .map((written) => [textOf(written, "name") ?? "", written]);
}

function withVariables(
  planned: PlannedComponent,
  variables: Bound | undefined,
): Component["variables"] {
  const written = [...(variables?.settings.values() ?? [])];
  const names = new Set(written.map(({ name }) => name));
  return [
    ...planned.variables.filter(({ name }) => !names.has(name)),
    ...written.map((one) => ({ name: one.name, value: argumentOf(one, "value")?.text ?? "" })),
  ];
}

function withHealth(health: Health, written: Bound | undefined): Health {
  const seconds = (name: string) => numberOf(written?.settings.get(name), "time");
  return {
    ...health,
    intervalSeconds: seconds("interval") ?? health.intervalSeconds,
    timeoutSeconds: seconds("timeout") ?? health.timeoutSeconds,
    retries: numberOf(written?.settings.get("retries"), "count") ?? health.retries,
    startSeconds: seconds("start") ?? health.startSeconds,
  };
}

function withLogging(
  logging: Component["logging"],
  written: Bound | undefined,
): Component["logging"] {
  const maxSize = textOf(written?.settings.get("max-size"), "size");
  const maxFile = numberOf(written?.settings.get("max-file"), "count");
  return {
    ...logging,
    ...(maxSize === undefined ? {} : { maxSize }),
    ...(maxFile === undefined ? {} : { maxFile }),
  };
}

/** Docker starts what failed again, unless the Compose block says otherwise. */
function restartOf({ cluster, record }: ResolveContext, path: string): Component["restart"] {
  const written = cluster.body.get("target:compose")?.settings.get("restart");
  if (written === undefined) return "unless-stopped";
  record.written(`${path}/restart`, written.words);
  return (wordOf(written) ?? "unless-stopped") as Component["restart"];
}

export interface WrittenSizes {
  readonly cpu: Requirements["cpu"];
  readonly memory: Requirements["memory"];
  readonly gpu?: Requirements["gpu"];
  readonly diskBytes?: number;
  readonly keepsNothing: boolean;
}

/** What a role or dependency says of its own size. */
export function writtenSizes(bound: Bound | undefined): WrittenSizes {
  const settings = bound?.settings;
  const range = (name: string, argument: string) => {
    const value = kindOf("range", argumentOf(settings?.get(name), argument));
    return {
      ...(value?.request === undefined ? {} : { request: value.request }),
      ...(value?.limit === undefined ? {} : { limit: value.limit }),
    };
  };
  const gpu = settings?.get("gpu");
  const devices = valuesOf(gpu, "devices").map(({ text }) => text);
  const count = numberOf(gpu, "count");
  const diskBytes = numberOf(settings?.get("disk"), "amount");
  return {
    cpu: range("cpu", "cores"),
    memory: range("memory", "amount"),
    ...(devices.length > 0 ? { gpu: { devices } } : count === undefined ? {} : { gpu: { count } }),
    ...(diskBytes === undefined ? {} : { diskBytes }),
    keepsNothing: hasWord(settings?.get("disk"), "off"),
  };
}
