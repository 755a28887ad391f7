/** Fragments: resources, volumes, health, ports, configuration, names. */
import { describe, expect, test } from "vitest";
import { plain } from "../../../src/emit/artifact.ts";
import { nestSettings } from "../../../src/emit/nest.ts";
import type { Check, Component, Deployment, TargetSetting } from "../../../src/model/schema.ts";
import { healthcheck } from "../../../targets/compose/health.ts";
import { freeName, variableName } from "../../../targets/compose/names.ts";
import { publishedPort } from "../../../targets/compose/network.ts";
import { composeBytes, composeCpus, deploy } from "../../../targets/compose/resources.ts";
import { component, data } from "./components.ts";
import { deployment, distributed } from "./deployments.ts";
import { tree } from "./support.ts";

test("bytes are exact: Compose's units are powers of 1024", () => {
  const sizes = [2 ** 30, 2 ** 40, 1536 * 2 ** 20, 2 ** 20, 3 * 2 ** 10, 4e9, 400e6, 1, 0.5];
  expect(sizes.map(composeBytes)).toEqual([
    "1g",
    "1024g",
    "1536m",
    "1m",
    "3k",
    "3906250k",
    "390625k",
    "1b",
    "1b",
  ]); // prettier-ignore
  expect([1, 500, 1500, 4000].map(composeCpus)).toEqual(["0.001", "0.5", "1.5", "4"]);
});

describe("deploy", () => {
  const of = (overrides: Partial<Component>) =>
    plain(deploy(component("one", { image: "x", ...overrides })));
  test("says nothing where nothing is asked for", () => {
    expect(of({})).toBeUndefined();
    expect(of({ identity: "members", count: 3 })).toBeUndefined();
  });
  test("replicas, limits, reservations, devices", () => {
    expect(of({ identity: "replicas", count: 3 })).toEqual({ replicas: 3 });
    const gpu = { devices: ["0", "1"] };
    expect(
      of({ requirements: { cpu: { limit: 2000 }, memory: { request: 2 ** 30 }, gpu } }),
    ).toEqual({
      resources: {
        limits: { cpus: "2" },
        reservations: {
          memory: "1g",
          devices: [{ driver: "nvidia", device_ids: ["0", "1"], capabilities: ["gpu"] }],
        },
      },
    });
  });
});

test("checks run inside, in exec form where they can", () => {
  const of = (inside: Check) =>
    plain(healthcheck({ ...component("one", { image: "x" }).health, inside }));
  expect(of({ kind: "exec", command: ["a", "$b"] })).toEqual({
    test: ["CMD", "a", "$$b"],
    interval: "5s",
    timeout: "5s",
    retries: 12,
    start_period: "30s",
  });
  expect(of({ kind: "shell", line: "a | b" })).toMatchObject({ test: ["CMD-SHELL", "a | b"] });
  expect(of({ kind: "http", path: "/healthz", port: 1 })).toMatchObject({
    test: ["CMD", "curl", "-f", "http://localhost:1/healthz"],
  });
  expect(of({ kind: "tcp", port: 1 })).toMatchObject({ test: { 0: "CMD", length: 4 } });
});

test("ports are quoted texts, with brackets around IPv6", () => {
  const of = (address: string | undefined, protocol: "tcp" | "udp" = "tcp") =>
    plain(publishedPort({ port: 1, ...(address !== undefined && { address }) }, 2, protocol));
  expect([of(undefined), of("127.0.0.1"), of("::1"), of("[::1]"), of(undefined, "udp")]).toEqual([
    "1:2",
    "127.0.0.1:1:2",
    "[::1]:1:2",
    "[::1]:1:2",
    "1:2/udp",
  ]); // prettier-ignore
});

test("dotted keys nest in their order", () => {
  expect(
    plain(
      nestSettings([
        { key: "a.b", value: 1 },
        { key: "a.c.d", value: ["x", "y"] },
        { key: "e", value: { f: [true] } },
      ]),
    ),
  ).toEqual({ a: { b: 1, c: { d: ["x", "y"] } }, e: { f: [true] } });
});

test("names of variables, and a way out where one is taken", () => {
  expect(variableName("milvus-minio", "access.key")).toBe("MILVUS_MINIO_ACCESS_KEY");
  expect(variableName("1-a", "b")).toBe("_1_A_B");
  expect(freeName("a", (name) => ["a", "a-2"].includes(name))).toBe("a-3");
});

test("two secrets that would share a variable do not, and a chosen name is never taken", () => {
  const { services } = tree(
    deployment({
      components: [
        component("one", {
          image: "x",
          variables: [
            { name: "A", value: [{ kind: "secret", secret: "a-b", key: "c" }] },
            { name: "B", value: [{ kind: "secret", secret: "a", key: "b-c" }] },
            { name: "C", value: [{ kind: "environment", variable: "A_B_C" }] },
            { name: "D", value: [{ kind: "secret", secret: "a-b", key: "c" }] },
          ],
        }),
      ],
    }),
  );
  const names = Object.values<string>(services.one.environment).map((text) => text.slice(2, -17));
  expect(names).toEqual(["A_B_C_2", "A_B_C_3", "A_B_C", "A_B_C_2"]);
});

describe("volumes", () => {
  const setting = (name: string, ...args: Record<string, TargetSetting["arguments"][string]>[]) =>
    args.map((all) => ({ name, arguments: all, settings: [] }));
  const of = (settings: TargetSetting[], overrides: Partial<Deployment> = {}) =>
    tree(distributed({ targets: { compose: settings }, ...overrides }));

  test("`data all` is a folder, whatever it is called", () => {
    const { services, volumes } = of(setting("data", { component: "all", place: "volumes/" }));
    expect(services["etcd-1"].volumes).toEqual(["./volumes/etcd-1:/etcd"]);
    expect(volumes).toBeUndefined();
  });

  test("places from the environment are folders, in the long form", () => {
    const { services } = of(
      setting(
        "data",
        { component: "all", place: { kind: "environment", variable: "DIR", default: "./v" } },
        {
          component: "kafka",
          place: "/srv/kafka",
        },
      ),
    );
    expect(services["etcd-1"].volumes).toEqual([
      {
        type: "bind",
        source: `$${"{DIR:-./v}"}/etcd-1`,
        target: "/etcd",
        bind: { create_host_path: true },
      },
    ]);
    expect(services["kafka-2"].volumes).toEqual(["/srv/kafka/kafka-2:/var/lib/kafka/data"]);
  });

  test("one component's place is taken as it is, where it is one volume", () => {
    const one = component("etcd", { image: "x", volumes: [data("/etcd")] });
    const settings = setting("data", { component: "etcd", place: "milvus_etcd" });
    const { services, volumes } = of(settings, {
      components: [one],
      publications: [],
      networks: [{ name: "backend", internal: false, members: ["etcd"] }],
    });
    expect(services.etcd.volumes).toEqual(["etcd:/etcd"]);
    expect(volumes).toEqual({ etcd: { name: "milvus_etcd" } });
  });

  test("replicas get a volume each, nobody keeps what is not kept, others are named", () => {
    const kept = { ...data("/cache"), name: "cache" };
    const { services, volumes } = of([], {
      components: [
        component("worker", { image: "x", identity: "replicas", count: 2, volumes: [kept] }),
        component("loose", { image: "x", volumes: [{ ...kept, kept: false }] }),
        component("two", { image: "x", count: 2, volumes: [data("/data"), kept] }),
      ],
      publications: [],
      networks: [{ name: "backend", internal: false, members: ["worker", "loose", "two"] }],
    });
    expect(services.worker.volumes).toEqual(["/cache"]);
    expect(services.loose.volumes).toBeUndefined();
    expect(services["two-1"].volumes).toEqual(["two-1:/data", "two-cache-1:/cache"]);
    expect(volumes).toEqual({ "two-0": {}, "two-cache-0": {}, "two-1": {}, "two-cache-1": {} });
  });
});
