/**
 * The values of a deployment under the names that people use for them, with their paths in the IR.
 */
import { findKey } from "../catalog/configuration.ts";
import { lineOf } from "../catalog/version.ts";
import { formatBytes, formatCpu, formatDuration } from "../model/quantity.ts";
import type { Component, Deployment, Part, Text } from "../model/schema.ts";
import { UsageError } from "./command.ts";
import type { NamedValue } from "./explain-value.ts";

export function clusterValues(deployment: Deployment): NamedValue[] {
  const value = (name: string, path: string, text: string | undefined): NamedValue[] =>
    text === undefined ? [] : [{ name, path, text }];
  return [
    ...value("mode", "mode", deployment.mode),
    ...value("milvus", "milvusVersion", deployment.milvusVersion),
    ...value("environment", "environment", deployment.environment),
    ...value("registry", "registry", deployment.registry),
    ...value("host", "host", deployment.host),
    ...deployment.dependencies.flatMap(({ kind, product, members }) =>
      value(
        `storage.${kind}`,
        `dependencies/${kind}`,
        members > 1 ? `${product}(${members})` : product,
      ),
    ),
    ...deployment.publications.flatMap(({ component, endpoint, port, address }) =>
      value(
        `expose.${component}.${endpoint}`,
        `publications/${component}.${endpoint}`,
        address === undefined ? String(port) : `${address}:${port}`,
      ),
    ),
    ...deployment.networks.flatMap(({ name, internal, members }) =>
      value(
        `network.${name}`,
        `networks/${name}`,
        `${internal ? "internal " : ""}{ members ${members.join(", ")} }`,
      ),
    ),
    ...value("authorization", "authorization", deployment.authorization ? "on" : "off"),
    ...value("tls", "tls", deployment.tls),
    ...(deployment.workload === undefined
      ? []
      : value("workload", "workload", workloadText(deployment.workload))),
  ];
}

export function componentValues(component: Component, deployment: Deployment): NamedValue[] {
  const { name, requirements, health, logging } = component;
  const base = `components/${name}`;
  const value = (setting: string, path: string, text: string | undefined): NamedValue[] =>
    text === undefined ? [] : [{ name: `${name}.${setting}`, path: `${base}/${path}`, text }];
  const countName = component.identity === "replicas" ? "replicas" : "members";
  const disks = component.volumes.filter(({ kept }) => kept);
  return [
    {
      name: `${name}.${countName}`,
      path: countPath(component, deployment),
      text: String(component.count),
    },
    ...value("image", "image", component.image),
    ...value("cpu", "requirements/cpu", rangeText(requirements.cpu, formatCpu)),
    ...value("memory", "requirements/memory", rangeText(requirements.memory, formatBytes)),
    ...value("gpu", "requirements/gpu", gpuText(requirements.gpu)),
    ...value(
      "disk",
      "volumes",
      disks.length === 0
        ? "off"
        : disks.map(({ sizeBytes, path }) => `${formatBytes(sizeBytes)} at ${path}`).join(", "),
    ),
    ...value("spread", "spread", component.spread),
    ...value("alias", "aliases", listText(component.aliases)),
    ...value("healthcheck", "health", healthText(health)),
    ...value("logging", "logging", loggingText(logging)),
    ...value(
      "ports",
      "endpoints",
      listText(component.endpoints.map(({ name: endpoint, port }) => `${endpoint} ${port}`)),
    ),
    ...value("restart", "restart", component.restart),
    ...component.variables.flatMap((variable) =>
      value(`variables.${variable.name}`, `variables/${variable.name}`, textOf(variable.value)),
    ),
  ];
}

/** Members of a dependency are written with the dependency. */
function countPath({ name, group }: Component, { dependencies }: Deployment): string {
  const dependency = dependencies.find(({ product }) => product === group);
  return dependency === undefined ? `components/${name}/count` : `dependencies/${dependency.kind}`;
}

/** A key that nobody set has the default of that line's milvus.yaml. */
export function configurationValues(deployment: Deployment, key: string): NamedValue[] {
  const { settings } = deployment.configuration;
  const named = settings.map(
    (setting): NamedValue => ({
      name: `config.${setting.key}`,
      path: `configuration/${setting.key}`,
      text: JSON.stringify(setting.value),
    }),
  );
  const below = named.filter(
    ({ name }) => key === "" || name === `config.${key}` || name.startsWith(`config.${key}.`),
  );
  if (below.length > 0) return below;
  if (key === "") throw new UsageError("this cluster sets no configuration keys");
  const line = lineOf(deployment.milvusVersion)?.name ?? "";
  const found = findKey(line, key);
  if (found === undefined) throw new UsageError(`Milvus ${line} has no configuration key "${key}"`);
  const text =
    found.key.default === undefined ? "(milvus.yaml gives none)" : String(found.key.default);
  const source = `the default of milvus-io/milvus configs/milvus.yaml, Milvus ${line}`;
  return [{ name: `config.${key}`, path: `configuration/${key}`, text, source }];
}

function rangeText(
  { request, limit }: { request?: number | undefined; limit?: number | undefined },
  format: (amount: number) => string,
): string {
  if (request === undefined && limit === undefined) return "nothing reserved, no limit";
  if (request === limit) return format(limit as number);
  const text = (amount: number | undefined) => (amount === undefined ? "" : format(amount));
  return `${text(request)}..${text(limit)}`;
}

function gpuText(gpu: Component["requirements"]["gpu"]): string | undefined {
  if (gpu === undefined) return undefined;
  return "count" in gpu ? String(gpu.count) : `devices ${gpu.devices.join(", ")}`;
}

function healthText({
  intervalSeconds,
  timeoutSeconds,
  retries,
  startSeconds,
}: Component["health"]) {
  const time = formatDuration;
  const parts = [
    `interval ${time(intervalSeconds)}`,
    `timeout ${time(timeoutSeconds)}`,
    `retries ${retries}`,
    `start ${time(startSeconds)}`,
  ];
  return `{ ${parts.join("; ")} }`;
}

function loggingText({ maxSize, maxFile }: Component["logging"]): string | undefined {
  const parts = [
    ...(maxSize === undefined ? [] : [`max-size ${maxSize}`]),
    ...(maxFile === undefined ? [] : [`max-file ${maxFile}`]),
  ];
  return parts.length === 0 ? undefined : `{ ${parts.join("; ")} }`;
}

function workloadText(workload: NonNullable<Deployment["workload"]>): string {
  const { vectors, dimensions, index } = workload;
  return `{ vectors ${vectors}; dim ${dimensions}; index ${index.name} }`;
}

function listText(list: readonly string[]): string | undefined {
  return list.length === 0 ? undefined : list.join(", ");
}

function textOf(text: Text): string {
  if (typeof text === "string") return JSON.stringify(text);
  return text.map((part) => (typeof part === "string" ? part : partText(part))).join("");
}

/** Where a value depends on where it runs, the place holder says on what. */
function partText(part: Part): string {
  switch (part.kind) {
    case "self":
      return `<own ${part.what}>`;
    case "host":
    case "ellipsis":
      return `<${part.component}>`;
    case "each":
      return `<members of ${part.component}>`;
    case "secret":
      return `<secret ${part.secret}: ${part.key}>`;
    case "environment":
      return `<variable ${part.variable}>`;
  }
}
