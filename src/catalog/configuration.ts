/**
 * The keys of milvus.yaml by Milvus line: whether one exists, its type and default, and who else
 * decides it.
 */
import type { Variable } from "../model/schema.ts";
import type { MilvusLine, Setting } from "./catalog.ts";
import { configurationTable } from "./generated/configuration-table.ts";
import { lines } from "./index.ts";
import { compareVersions, isAtLeast } from "./version.ts";

export const keyTypes = [
  "bool",
  "int",
  "float",
  "string",
  "duration",
  "string-list",
  "map",
] as const;
export type KeyType = (typeof keyTypes)[number];

export interface ConfigurationKey {
  /** As milvus.yaml spells it. */
  readonly name: string;
  readonly type: KeyType;
  /** Left out where milvus.yaml has none. */
  readonly default?: string | number | boolean;
  /** The first patch of the line that has it; left out: all of them. */
  readonly since?: string;
  /** A newer name that means the same. */
  readonly replacedBy?: string;
}

/**
 * What lines have in common of a key: lines as bits (the oldest is 1), type by number, then, as
 * far as there is any, default, newer name and first patches.
 *
 * The table is one text, because 90 KB of text cost nothing at a start, while the same as an object
 * literal costs 1 ms and the tables by line 9 ms (Node 20, bundled). A line is read from it in some
 * 3 ms, once, in programs that have a `config` block.
 */
export type TableEntry = readonly [
  lineBits: number,
  type: number,
  default_?: string | number | boolean | null,
  replacedBy?: string | null,
  since?: readonly string[],
];
export type Table = Readonly<Record<string, readonly TableEntry[]>>;

let table: Table | undefined;
const keysByLine = new Map<string, ReadonlyMap<string, ConfigurationKey>>();

/** The keys of a line, by the name that Milvus compares; nothing for a line that is not known. */
export function keysOf(line: string): ReadonlyMap<string, ConfigurationKey> | undefined {
  const index = lines.findIndex(({ name }) => name === line);
  if (index === -1) return undefined;
  table ??= JSON.parse(configurationTable) as Table;
  const keys = keysByLine.get(line) ?? readLine(table, line, 1 << index);
  keysByLine.set(line, keys);
  return keys;
}

function readLine(from: Table, line: string, bit: number): Map<string, ConfigurationKey> {
  const keys = new Map<string, ConfigurationKey>();
  for (const [name, entries] of Object.entries(from)) {
    const entry = entries.find(([bits]) => (bits & bit) !== 0);
    if (entry !== undefined) keys.set(reducedName(name), keyFrom(name, line, entry));
  }
  return keys;
}

function keyFrom(name: string, line: string, entry: TableEntry): ConfigurationKey {
  const [, type, defaultValue, replacedBy, patches = []] = entry;
  const since = patches.find((patch) => patch.startsWith(`${line}.`));
  return {
    name,
    type: keyTypes[type] as KeyType,
    ...(defaultValue === undefined || defaultValue === null ? {} : { default: defaultValue }),
    ...(since === undefined ? {} : { since }),
    ...(replacedBy === undefined || replacedBy === null ? {} : { replacedBy }),
  };
}

/**
 * How Milvus compares names of keys and of variables: in lower case, without `milvus.` in front,
 * and without `/`, `_` and `.` (milvus-io/milvus pkg/util/paramtable/base_table.go,
 * pkg/config/config.go @2.4.0).
 */
export function reducedName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^milvus\./, "")
    .replace(/[/_.]/g, "");
}

/**
 * The variable that sets a key (pkg/config/env_source.go @2.4.0): `ETCD_ENDPOINTS` of
 * `etcd.endpoints`.
 */
export function environmentName(key: string): string {
  return key.toUpperCase().replace(/[./]/g, "_");
}

/**
 * The key that Milvus takes a variable for, to be compared with other reduced names; from 2.6 on
 * also behind `MILVUS_CONF_` (milvus-io/milvus 7210fc97806).
 */
export function reducedKeyOf(variable: string, milvusVersion: string): string {
  const isPrefixed = isAtLeast(milvusVersion, "2.6.0");
  return reducedName(isPrefixed ? variable.replace(/^MILVUS_CONF_/, "") : variable);
}

export interface FoundKey {
  readonly key: ConfigurationKey;
  /** Written below a key that holds a map of its own, as `kafka.consumer.client.id` is. */
  readonly isWithin: boolean;
}

/** The key that Milvus would take a written name for. */
export function findKey(line: string, written: string): FoundKey | undefined {
  const keys = keysOf(line);
  const key = keys?.get(reducedName(written));
  if (keys === undefined || key !== undefined) return key && { key, isWithin: false };
  const words = written.split(".");
  for (let count = words.length - 1; count > 0; count -= 1) {
    const above = keys.get(reducedName(words.slice(0, count).join(".")));
    if (above?.type === "map") return { key: above, isWithin: true };
  }
  return undefined;
}

/**
 * All names of a line, as milvus.yaml spells them, in its table's order: for nearest names and
 * completion.
 */
export function keyNames(line: string): readonly string[] {
  return [...(keysOf(line)?.values() ?? [])].map(({ name }) => name);
}

/** Lines that know a name, oldest first: what to say where this one does not. */
export function linesWithKey(written: string): readonly MilvusLine[] {
  return lines.filter(({ name }) => findKey(name, written) !== undefined);
}

/** The patch has the key already. */
export function hasKeyAt(key: ConfigurationKey, milvusVersion: string): boolean {
  return key.since === undefined || compareVersions(milvusVersion, key.since) >= 0;
}

/** A key whose value follows from a statement; writing another value for it is an error. */
export interface DecidedKey {
  readonly key: string;
  /** What to write instead. */
  readonly statement: string;
}

const always: readonly DecidedKey[] = [
  ...[
    "proxy.port",
    "proxy.internalPort",
    "rootCoord.port",
    "dataCoord.port",
    "queryCoord.port",
    "indexCoord.port",
    "queryNode.port",
    "dataNode.port",
    "indexNode.port",
    "streamingNode.port",
  ].map((key) => ({ key, statement: "nothing: Milvus listens on its usual ports, see `expose`" })),
  { key: "localStorage.path", statement: "disk" },
  { key: "rocksmq.path", statement: "disk" },
  { key: "common.security.authorizationEnabled", statement: "authorization" },
  { key: "common.security.tlsMode", statement: "tls" },
  { key: "tls.serverPemPath", statement: "tls" },
  { key: "tls.serverKeyPath", statement: "tls" },
  { key: "tls.caPemPath", statement: "tls" },
  ...["rootCoord", "dataCoord", "queryCoord", "indexCoord", "mixCoord"].map((section) => ({
    key: `${section}.enableActiveStandby`,
    statement: "the number of coordinators, as in `mixcoord x2`",
  })),
  { key: "mq.type", statement: "storage or external" },
  { key: "common.storageType", statement: "storage or external" },
  { key: "etcd.use.embed", statement: "storage embedded-etcd" },
];

/** Every key that this cluster's statements decide. */
export function decidedKeys(setting: Setting): readonly DecidedKey[] {
  const chosen = [setting.metadata, setting.objects, setting.queue].flatMap(
    ({ product, external }) =>
      product.decides.map((key) => ({
        key,
        statement: external === undefined ? `storage ${product.name}` : `external ${external.kind}`,
      })),
  );
  const conditional: DecidedKey[] = [];
  if (setting.rootPassword !== undefined)
    conditional.push({
      key: "common.security.defaultRootPassword",
      statement: "authorization on { root … }",
    });
  if (setting.tls !== "off") conditional.push({ key: "proxy.http.port", statement: "tls" });
  const byName = new Map<string, DecidedKey>();
  for (const decided of [...chosen, ...conditional, ...always]) {
    const name = reducedName(decided.key);
    if (!byName.has(name)) byName.set(name, decided);
  }
  return [...byName.values()];
}

/** The statement that decides a written key, if any. */
export function decidedBy(setting: Setting, written: string): DecidedKey | undefined {
  const name = reducedName(written);
  return decidedKeys(setting).find(({ key }) => reducedName(key) === name);
}

/**
 * The variable among a component's that Milvus would take for this key: its value wins over any
 * file.
 */
export function variableFor(written: string, variables: readonly Variable[]): Variable | undefined {
  const name = reducedName(written);
  return variables.find((variable) => reducedName(variable.name) === name);
}
