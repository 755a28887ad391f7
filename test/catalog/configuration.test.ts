/**
 * The compact table of configuration keys equals the tables by line; looking keys up works as
 * Milvus does it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import {
  decidedKeys,
  environmentName,
  findKey,
  hasKeyAt,
  keyNames,
  keysOf,
  keyTypes,
  linesWithKey,
  reducedName,
  variableFor,
} from "../../src/catalog/configuration.ts";
import { lines } from "../../src/catalog/index.ts";
import { settingOf } from "../support/setting.ts";

interface SourceKey {
  type: (typeof keyTypes)[number];
  default?: string | number | boolean;
  since?: string;
  replacedBy?: string;
}

const folder = new URL("../../src/catalog/", import.meta.url);
const generated = new URL("generated/configuration-table.ts", folder);

function sourceOf(line: string): Record<string, SourceKey> {
  const text = readFileSync(new URL(`config/${line}.json`, folder), "utf8");
  return (JSON.parse(text) as { keys: Record<string, SourceKey> }).keys;
}

/** The text of the generated file, from the tables by line. */
function compactTable(): string {
  const table = new Map<string, { same: string; entry: unknown[] }[]>();
  for (const [index, { name: line }] of lines.entries())
    for (const [name, key] of Object.entries(sourceOf(line))) {
      const entries = table.get(name) ?? [];
      table.set(name, entries);
      const same = JSON.stringify([key.type, key.default, key.replacedBy]);
      let found = entries.find((each) => each.same === same);
      if (found === undefined) {
        const type = keyTypes.indexOf(key.type);
        found = { same, entry: [0, type, key.default ?? null, key.replacedBy ?? null, []] };
        entries.push(found);
      }
      (found.entry[0] as number) |= 1 << index;
      if (key.since !== undefined) (found.entry[4] as string[]).push(key.since);
    }
  const names = [...table.keys()].sort();
  const compact = Object.fromEntries(
    names.map((name) => [name, (table.get(name) ?? []).map(({ entry }) => shorten(entry))]),
  );
  const literal = JSON.stringify(compact).replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  return `/** All tables of config/ in one text, made by its test with UPDATE=1. */
// biome-ignore format: one line, as it is generated
export const configurationTable = '${literal}';
`;
}

function shorten(entry: unknown[]): unknown[] {
  const empty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);
  let length = entry.length;
  while (empty(entry[length - 1])) length -= 1;
  return entry.slice(0, length);
}

describe("the compact table", () => {
  it("is what its sources say", () => {
    const wanted = compactTable();
    if (process.env.UPDATE === "1") writeFileSync(generated, wanted);
    const isCurrent = readFileSync(generated, "utf8") === wanted;
    expect(isCurrent, "run UPDATE=1 npx vitest run test/catalog/configuration.test.ts").toBe(true);
  });

  it.each(lines.map(({ name }) => name))("has every key of %s and no other", (line) => {
    const wanted = Object.entries(sourceOf(line)).map(([name, key]) => ({ name, ...key }));
    expect([...(keysOf(line)?.values() ?? [])]).toEqual(wanted);
  });
});

describe("looking keys up", () => {
  it("compares names as Milvus does and gives the right spelling back", () => {
    for (const written of [
      "etcd.rootPath",
      "ETCD_ROOTPATH",
      "etcd.rootpath",
      "milvus.etcd/root.path",
    ])
      expect(findKey("2.4", written)?.key.name, written).toBe("etcd.rootPath");
    expect(reducedName("milvus.Common.storage_Type")).toBe("commonstoragetype");
    expect(findKey("2.4", "etcd.rootpth")).toBeUndefined();
    expect(findKey("2.1", "etcd.rootPath")).toBeUndefined();
  });

  it("knows keys below a map", () => {
    expect(findKey("2.5", "kafka.consumer.client.id")).toMatchObject({
      key: { name: "kafka.consumer" },
      isWithin: true,
    });
    expect(findKey("2.5", "etcd.endpoints.first")).toBeUndefined();
  });

  it("knows what changed between lines and patches", () => {
    expect(findKey("2.2", "mq.type")).toBeUndefined();
    expect(linesWithKey("mq.type").map(({ name }) => name)).toEqual([
      "2.3",
      "2.4",
      "2.5",
      "2.6",
      "3.0",
    ]);
    const password = findKey("2.4", "common.security.defaultRootPassword")?.key;
    expect(password).toMatchObject({ type: "string", default: "Milvus", since: "2.4.7" });
    expect(password && hasKeyAt(password, "2.4.6")).toBe(false);
    expect(password && hasKeyAt(password, "2.4.7")).toBe(true);
    expect(findKey("2.5", "common.chanNamePrefix.cluster")?.key.replacedBy).toBe(
      "msgChannel.chanNamePrefix.cluster",
    );
    expect(findKey("2.5", "rootCoord.port")?.key.default).toBe(53100);
    expect(findKey("3.0", "rootCoord.port")?.key.default).toBe(22125);
  });

  it("names every key as the line's milvus.yaml does", () => {
    expect(keyNames("2.4")).toContain("proxy.http.port");
    expect(keyNames("2.4").length).toBe(787);
    expect(keyNames("9.9")).toEqual([]);
  });

  it("names variables so that Milvus finds the key again", () => {
    expect(environmentName("etcd.endpoints")).toBe("ETCD_ENDPOINTS");
    expect(environmentName("kafka.brokerList")).toBe("KAFKA_BROKERLIST");
    for (const { name } of lines)
      for (const key of keyNames(name)) {
        expect(reducedName(environmentName(key))).toBe(reducedName(key));
        if (/^[A-Za-z0-9_./]+$/.test(key)) expect(environmentName(key)).toMatch(/^[A-Z0-9_]+$/);
      }
    const variables = [{ name: "MINIO_ACCESS_KEY_ID", value: "x" }];
    expect(variableFor("minio.accessKeyID", variables)?.value).toBe("x");
  });

  it("decides only keys that some line has", () => {
    const setting = settingOf("2.6.15", "distributed", "pulsar", {
      rootPassword: "x",
      tls: "server",
    });
    const stubs = ["etcd.address", "minio.address", "pulsar.address"];
    for (const { key } of decidedKeys(setting))
      if (!stubs.includes(key)) expect(linesWithKey(key), key).not.toEqual([]);
  });
});

it("the table is read for programs with configuration, and for no other", async () => {
  // Afresh, as a process does: others have read it here.
  vi.resetModules();
  const { compileText } = await import("../support/compile.ts");
  const parse = vi.spyOn(JSON, "parse");
  const readings = () => parse.mock.calls.filter(([text]) => text.length > 10_000).length;
  for (const version of ["2.2.16", "2.5.27", "2.6.15"])
    compileText(`cluster a distributed < milvus ${version}; proxy x2; expose client 19530 >`);
  expect(readings()).toBe(0);
  compileText("cluster a standalone < milvus 2.6.15; config { log.level debug } >");
  expect(readings()).toBe(1);
  parse.mockRestore();
});
