/** Values: every key is one that the chart reads, what decides is always written, and nothing breaks its templates. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { chartNamed } from "../../../src/catalog/charts/index.ts";
import type { Resolved } from "../../../src/model/resolved.ts";
import { helm } from "../../../targets/helm/target.ts";
import {
  compileProgram,
  emitted,
  errorsOf,
  isSupported,
  toolVersion,
} from "../../smith/compiled.ts";
import { resolved } from "../../smith/deployment.ts";
import { patience, runs } from "../../smith/runs.ts";
import { compileStory } from "../../support/story.ts";
import { programs } from "./programs.ts";

const stories = join(import.meta.dirname, "../../../fixtures/valid");

function only(text: string): Resolved {
  const checked = compileProgram(text);
  expect(errorsOf(checked)).toBe("");
  return checked.resolved.at(-1) as Resolved;
}

function valuesText(one: Resolved): string {
  return emitted(one, helm)[0]?.text ?? "";
}

// biome-ignore lint/suspicious/noExplicitAny: tests reach into the tree as into JSON
function valuesOf(text: string): any {
  return parse(valuesText(only(text)));
}

function limitsOf(text: string): readonly string[] {
  return helm
    .supports({ ...only(text), toolVersion })
    .map(({ severity, message }) => `${severity}: ${message}`);
}

/** Paths of the values; lists are one value. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isMap || Object.keys(value).length === 0) return [path];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]));
}

function unread(one: Resolved): readonly string[] {
  const text = valuesText(one);
  const chart = chartNamed(/--version (\S+)/.exec(text)?.[1] ?? "");
  return pathsOf(parse(text))
    .filter((path) => !chart.reads(...path))
    .map((path) => path.join("."));
}

describe("every key is read by the chart", () => {
  const all = readdirSync(stories).flatMap((story) =>
    compileStory(join(stories, story)).resolved.map(
      (one) => [`${story}/${one.deployment.name}`, one] as const,
    ),
  );
  test.each(all.filter(([, one]) => isSupported(helm, one)))("%s", (_name, one) => {
    expect(unread(one)).toEqual([]);
  });

  test.each(Object.entries(programs))("%s", (_name, text) => {
    expect(unread(only(text))).toEqual([]);
  });

  test("of random programs", patience, () => {
    fc.assert(
      fc.property(resolved, (one) => {
        fc.pre(isSupported(helm, one));
        expect(unread(one)).toEqual([]);
      }),
      runs(40),
    );
  });
});

describe("what decides", () => {
  test("is written whatever the chart's defaults are", () => {
    const values = valuesOf(programs["queue of the line"] ?? "");
    const on = (section: string) => values[section].enabled;
    expect(on("cluster")).toBe(true);
    expect(["pulsarv3", "pulsar", "kafka", "woodpecker", "minio", "etcd"].map(on)).toEqual([
      true,
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(["attu", "cdc", "externalS3", "externalEtcd", "ingress"].some(on)).toBe(false);
    expect(on("mixCoordinator")).toBe(true);
    expect(["rootCoordinator", "indexNode"].some(on)).toBe(false);
    expect(values.metrics.serviceMonitor.enabled).toBe(false);
  });

  test("is one queue for a standalone", () => {
    const values = valuesOf("cluster a standalone < milvus 2.6.15 >");
    expect(values.standalone.messageQueue).toBe("woodpecker");
    expect(values.woodpecker.enabled).toBe(false);
  });

  test("is nothing of what the chart would deploy where all of it exists elsewhere", () => {
    const values = valuesOf(programs["everything elsewhere"] ?? "");
    for (const section of ["etcd", "minio", "pulsarv3", "pulsar", "kafka"])
      expect(values[section].enabled, section).toBe(false);
    expect(values.minio.tls.enabled).toBe(false);
    expect(values.externalEtcd).toEqual({ enabled: true, endpoints: ["10.0.0.1:2379"] });
    expect(values.externalS3).toMatchObject({
      host: "minio.infra",
      port: 9000,
      bucketName: "bucket",
    });
    expect(values.externalPulsar.host).toBe("pulsar+ssl://p.infra:6651");
  });
});

describe("secrets", () => {
  test("stay out of the values", () => {
    const text = valuesText(only(programs["production with everything"] ?? ""));
    expect(text).not.toMatch(/minioadmin/);
    const values = parse(text);
    expect(values.minio).toMatchObject({ existingSecret: "m", accessKey: "", secretKey: "" });
    expect(values.proxy.extraEnv).toContainEqual({
      name: "MINIO_SECRET_ACCESS_KEY",
      valueFrom: { secretKeyRef: { name: "m", key: "secretkey" } },
    });
  });
});

describe("what the chart cannot say", () => {
  test.each([
    ["cluster a distributed < storage rustfs, etcd >", "error: the chart cannot deploy rustfs"],
    [
      'cluster a distributed < storage minio { credentials { access-key "admin1"; secret-key "with: colon" } }, etcd >',
      "error: the chart's templates would break minio.secretKey: it holds characters that YAML reads",
    ],
    [
      "cluster minio-a distributed < storage minio, etcd >",
      'error: a release named "minio-a" makes a Service whose variables Milvus takes for settings',
    ],
    [
      "cluster a distributed < querynode { gpu 1 }; storage minio, etcd >",
      "error: the chart runs one image for all Milvus roles: querynode asks for milvusdb/milvus:v2.6.15-gpu",
    ],
    [
      'cluster a standalone < storage etcd { image "quay.io/coreos/etcd:v3.5.18" }, minio >',
      "error: the chart starts etcd by scripts of its own image: quay.io/coreos/etcd:v3.5.18 does not have them",
    ],
    [
      "cluster a standalone < milvus 3.0.0 >",
      "note: chart 5.0.28 is newer than milvusc knows: keys of 5.0.19 are written",
    ],
  ])("%s", (text, expected) => {
    expect(limitsOf(text)).toContain(expected);
  });

  test("the one role that deviates from the others is named, though it is the first", () => {
    const image = "registry.example.com/milvus:v2.6.15";
    const limits = limitsOf(
      `cluster a distributed < mixcoord { image "${image}" }; storage minio, etcd >`,
    );
    expect(limits.filter((one) => one.includes("one image"))).toEqual([
      `error: the chart runs one image for all Milvus roles: mixcoord asks for ${image}`,
    ]);
  });
});

describe("the second file", () => {
  test("opens what is needed, by the labels of the chart", () => {
    const one = only(programs["queue of the line"] ?? "");
    const [, policies] = emitted(one, helm);
    expect(policies?.path).toBe("network-policies.yaml");
    expect(policies?.text).toContain("name: prod-pulsarv3-proxy");
    expect(policies?.text).toContain("job-name: prod-pulsarv3-pulsar-init");
  });

  test("names whom a pod dials once, with all ports", () => {
    const [, policies] = emitted(only(programs["queue of the line"] ?? ""), helm);
    for (const document of parseAllDocuments(policies?.text ?? "")) {
      const { spec } = document.toJS() as { spec: { egress: { to?: unknown }[] } };
      const dialled = spec.egress.map(({ to }) => JSON.stringify(to));
      expect(new Set(dialled).size).toBe(dialled.length);
    }
  });
});
