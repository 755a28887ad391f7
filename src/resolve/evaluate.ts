/** Written values to values, by the type of their place; each type says in words what it expects. */
import type { ArgumentType } from "../../grammar/entry.ts";
import { parseAmount, parseBytes, parseCpu, parseDuration } from "../model/quantity.ts";
import type * as ast from "../syntax/ast.ts";
import type { Value } from "./bound.ts";

interface TypeDefinition {
  /** "… is not ‹expected›". */
  readonly expected: string;
  /** The value, or nothing when the text has not the form. */
  readonly read: (text: string, value: ast.Value) => Value | undefined;
  /** The one form that was meant, where there is one. */
  readonly meant?: (text: string) => string | undefined;
}

const matching = (expected: string, pattern: RegExp): TypeDefinition => ({
  expected,
  read: (text) => (pattern.test(text) ? text : undefined),
});

const anyText = (expected: string): TypeDefinition => ({
  expected,
  read: (text) => (text === "" || hasControl(text) ? undefined : text),
});

const integer = (expected: string, least: number, most: number): TypeDefinition => ({
  expected,
  read: (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  },
});

/** RFC 1123 label: what Kubernetes takes for most names. */
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** RFC 1123 subdomain. */
const subdomain =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

export function isHostName(text: string): boolean {
  return subdomain.test(text);
}

export const types: Readonly<Record<ArgumentType, TypeDefinition>> = {
  amount: { expected: "a count such as 50M", read: (text) => parseAmount(text) },
  bucket: matching(
    "a bucket name (3 to 63 lower-case letters, digits, `-` and `.`)",
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  ),
  "byte-size": {
    expected: "a size such as 256B or 4Ki",
    read: (text) => (/^\d+B$/.test(text) ? Number(text.slice(0, -1)) : parseBytes(text)),
  },
  code: matching("a code in kebab-case", /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/),
  "config-value": {
    expected: "a value",
    read: (text) => (hasControl(text) ? undefined : text),
  },
  "cpu-range": {
    expected: "a number of cores such as 2, 500m or 1..2",
    read: (text) => readRange(text, parseCpu),
    meant: (text) => dashedRange(text) ?? /^(\d+(?:\.\d+)?)(?:c|cpus?|cores?)$/i.exec(text)?.[1],
  },
  duration: {
    expected: "a duration such as 30s or 1m30s",
    read: (text) => positive(parseDuration(text)),
    meant: (text) => (/^\d+$/.test(text) ? `${text}s` : undefined),
  },
  endpoint: {
    expected: 'an address with a port, such as "etcd-0:2379"',
    read: readAddress,
    meant: (text) => /^https?:\/\/([^/]+:\d+)\/?$/.exec(text)?.[1],
  },
  "endpoint-name": {
    expected: "a component, or COMPONENT.ENDPOINT",
    read: (text) => {
      const match = /^([a-z][a-z0-9-]*)(?:\.([a-z][a-z0-9-]*))?$/.exec(text);
      if (match === null) return undefined;
      const [, component, endpoint] = match as unknown as [string, string, string | undefined];
      return { kind: "endpoint-name", component, ...(endpoint === undefined ? {} : { endpoint }) };
    },
  },
  "external-kind": matching("a kind of external service", /^[a-z0-9-]+$/),
  "host-name": matching("a host name", subdomain),
  "host-port": {
    expected: "a port from 1 to 65535, with or without an IP address before it",
    read: readHostPort,
    meant: (text) => /^(.+):\d+$/.exec(text)?.[1],
  },
  image: matching(
    "an image with a tag, such as quay.io/minio/minio:RELEASE.2024-12-18T13-15-44Z",
    /^[a-z0-9][\w./:-]*(?:@sha256:[0-9a-f]{64})?$/,
  ),
  index: matching("the name of an index", /^[A-Za-z][\w-]*$/),
  "label-key": matching(
    "a label or annotation key",
    /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/,
  ),
  "label-name": matching(
    "a name of lower-case letters, digits and `-`, at most 63 characters",
    label,
  ),
  "log-size": matching("a size as Docker writes it, such as 100m", /^[1-9]\d*[bkmg]?$/i),
  member: matching("a component", /^[a-z][a-z0-9-]*$/),
  "memory-range": {
    expected: "an amount of memory such as 4Gi or 2Gi..4Gi",
    read: (text) => (isBareNumber(text) ? undefined : readRange(text, parseBytes)),
    meant: (text) =>
      /^\d+m$/.test(text) ? `${text.slice(0, -1)}Mi` : (dashedRange(text) ?? binaryUnit(text)),
  },
  "minor-version": matching("a version such as 1.34", /^1\.\d{1,2}$/),
  mtu: integer("a packet size from 576 to 65535 bytes", 576, 65535),
  name: matching("a name", /^(?=.{1,40}$)[a-z](?:[a-z0-9-]*[a-z0-9])?$/),
  "node-port": integer("a node port from 30000 to 32767", 30000, 32767),
  "object-name": matching("the name of a Kubernetes object", subdomain),
  path: anyText("a path"),
  port: integer("a port from 1 to 65535", 1, 65535),
  positive: integer("a whole number from 1", 1, Number.MAX_SAFE_INTEGER),
  product: { expected: "a product", read: readProduct },
  project: matching(
    "a Compose project name (lower-case letters, digits, `-` and `_`)",
    /^[a-z0-9][a-z0-9_-]*$/,
  ),
  quantity: {
    expected: "a size such as 20Gi",
    read: (text) => (isBareNumber(text) ? undefined : parseBytes(text)),
    meant: binaryUnit,
  },
  registry: matching(
    "a registry host with a path, without scheme",
    /^[a-z0-9][\w.:-]*(?:\/[\w.-]+)*$/i,
  ),
  replicas: {
    expected: "a number of replicas such as x2",
    read: (text) => (/^x[1-9]\d{0,3}$/.test(text) ? Number(text.slice(1)) : undefined),
    meant: (text) => {
      const count = /^[(X]?([1-9]\d{0,3})x?\)?$/.exec(text)?.[1];
      return count === undefined ? undefined : `x${count}`;
    },
  },
  target: matching("a target", label),
  text: anyText("a text"),
  variable: matching("the name of an environment variable", /^[A-Za-z_][A-Za-z0-9_]*$/),
  version: anyText("a version"),
};

/** Hardly anybody means bytes by a number without a unit, and nothing runs in so few. */
function isBareNumber(text: string): boolean {
  return /^\d{1,6}$/.test(text);
}

function positive(number: number | undefined): number | undefined {
  return number !== undefined && number > 0 ? number : undefined;
}

/** `request..limit`, `request..`, `..limit`, or one value for both. */
function readRange(text: string, parse: (part: string) => number | undefined): Value | undefined {
  const parts = text.split("..");
  if (parts.length === 1) {
    const amount = parse(text);
    return amount === undefined ? undefined : { kind: "range", request: amount, limit: amount };
  }
  if (parts.length !== 2 || text === "..") return undefined;
  const [low, high] = parts.map((part) => (part === "" ? "open" : parse(part)));
  if (low === undefined || high === undefined) return undefined;
  return {
    kind: "range",
    ...(low === "open" ? {} : { request: low }),
    ...(high === "open" ? {} : { limit: high }),
  };
}

function readAddress(text: string): Value | undefined {
  const match =
    /^(?:([a-z][a-z+.-]*):\/\/)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?):(\d{1,5})$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, scheme, host, portText] = match as unknown as [
    string,
    string | undefined,
    string,
    string,
  ];
  const port = Number(portText);
  if (port < 1 || port > 65535) return undefined;
  return { kind: "address", host, port, ...(scheme === undefined ? {} : { scheme }) };
}

function readHostPort(text: string): Value | undefined {
  const match = /^(?:(\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Fa-f:.]+\]):)?(\d{1,5})$/.exec(text);
  if (match === null) return undefined;
  const port = Number(match[2]);
  const address = match[1];
  if (port < 1 || port > 65535) return undefined;
  if (address !== undefined && !isAddress(address)) return undefined;
  return { kind: "host-port", port, ...(address === undefined ? {} : { address }) };
}

/** An IPv4 address, or an IPv6 address in brackets. */
function isAddress(text: string): boolean {
  if (text.startsWith("[")) return URL.canParse(`http://${text}/`);
  return text.split(".").every((part) => Number(part) <= 255);
}

function readProduct(text: string, value: ast.Value): Value | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(text)) return undefined;
  if (value.members === undefined) return { kind: "product", product: text };
  const members = /^[1-9]\d{0,2}$/.test(value.members.text) ? Number(value.members.text) : 0;
  return members === 0 ? undefined : { kind: "product", product: text, members };
}

/** `1-2` for `1..2`. */
function dashedRange(text: string): string | undefined {
  const match = /^(\d[^-]*)-(\d[^-]*)$/.exec(text);
  return match === null ? undefined : `${match[1]}..${match[2]}`;
}

/** `4g`, `4GB`, `4gib`: what people write for `4Gi`. */
function binaryUnit(text: string): string | undefined {
  const match = /^(\d+(?:\.\d+)?)([kmgt])i?b?$/i.exec(text);
  if (match === null) return undefined;
  const [, count, unit] = match as unknown as [string, string, string];
  return `${count}${unit.toUpperCase()}i`;
}

/** Control characters other than a tab reach no container unchanged. */
function hasControl(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\u0000-\u0008\u000A-\u001F\u007F]/.test(text);
}
