/** What is known of the chart: the compact table is its source, and look-ups answer as the chart does. */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { chartFor, chartNamed, isRead } from "../../../src/catalog/charts/index.ts";
import { lines } from "../../../src/catalog/index.ts";

const folder = new URL("../../../src/catalog/", import.meta.url);
const generated = new URL("generated/chart-table.ts", folder);

function wanted(): string {
  const source = readFileSync(new URL("charts/milvus-helm.json", folder), "utf8");
  const literal = JSON.stringify(JSON.parse(source))
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'");
  return `/** charts/milvus-helm.json in one text, made by its test with UPDATE=1. */
// biome-ignore format: one line, as it is generated
export const chartTable = '${literal}';
`;
}

test("the compact table is its source", () => {
  if (process.env.UPDATE === "1") writeFileSync(generated, wanted());
  expect(readFileSync(generated, "utf8")).toBe(wanted());
});

describe("the chart of a Milvus version", () => {
  test("exists for every line, and was read up to 2.6", () => {
    for (const { name, newest } of lines) {
      const chart = chartFor(newest);
      expect(chart, name).toBeDefined();
      expect(isRead(chartNamed(chart ?? "")), name).toBe(name !== "3.0");
    }
  });

  test("merges its configuration for 2.4.0, which reads no second file", () => {
    expect([chartFor("2.4.0"), chartFor("2.4.1")]).toEqual(["4.1.36", "4.2.20"]);
  });
});

describe("keys", () => {
  const has = (chart: string, path: string) => chartNamed(chart).reads(...path.split("."));

  test("that no template reads are absent", () => {
    for (const dead of ["standalone.replicas", "service.externalIPs", "indexNode.hpa.enabled"])
      expect(has("5.0.19", dead), dead).toBe(false);
  });

  test("come and go with charts", () => {
    expect(has("4.2.20", "pulsarv3.enabled")).toBe(false);
    expect(has("4.2.21", "pulsarv3.enabled")).toBe(true);
    expect(has("4.2.33", "queryNode.topologySpreadConstraints")).toBe(false);
    expect(has("4.2.34", "queryNode.topologySpreadConstraints")).toBe(true);
    expect(has("5.0.19", "streaming.woodpecker.embedded")).toBe(true);
    expect(has("4.2.58", "streaming.woodpecker.embedded")).toBe(false);
  });

  test("of sub-charts count, and of maps that are taken whole", () => {
    expect(has("5.0.19", "minio.replicas")).toBe(true);
    expect(has("5.0.19", "minio.nonsense")).toBe(false);
    expect(has("5.0.19", "queryNode.resources.limits.memory")).toBe(true);
    expect(has("5.0.19", "minio.resources.requests.cpu")).toBe(true);
    expect(has("5.0.19", "etcd.topologySpreadConstraints")).toBe(true);
    expect(has("5.0.4", "etcd.topologySpreadConstraints")).toBe(false);
  });

  test("have defaults that moved", () => {
    const tag = (chart: string) => chartNamed(chart).defaultOf("etcd", "image", "tag");
    expect([tag("4.0.34"), tag("4.2.58"), tag("5.0.19"), tag("5.0.28")]).toEqual([
      "3.5.5-r2",
      "3.5.18-r1",
      "3.5.25-r1",
      "3.5.25-r1",
    ]);
  });
});
