/** Milvus as components: every line, mode and queue, and what single statements change. */
import { describe, expect, it } from "vitest";
import type { Plan, RoleName } from "../../src/catalog/catalog.ts";
import { reducedName } from "../../src/catalog/configuration.ts";
import { lines } from "../../src/catalog/index.ts";
import { productOf } from "../../src/catalog/names.ts";
import { Component, Need, Wait } from "../../src/model/schema.ts";
import {
  chosen,
  gib,
  insideQueues,
  noSizes,
  plan,
  productStub,
  role,
  settingOf,
  variable,
} from "../support/setting.ts";

/** `proxy → querynode:21123` for every need. */
function edges({ needs }: Plan): string[] {
  return needs.map(({ from, to, port }) => `${from} → ${to}:${port}`).sort();
}

const cases = lines.flatMap((line) =>
  (["standalone", "distributed"] as const).flatMap((mode) =>
    line.queues[mode].map((queue) => [line.newest, mode, queue] as const),
  ),
);

describe.each(cases)("Milvus %s %s with %s", (version, mode, queue) => {
  const setting = settingOf(version, mode, queue);
  const planned = plan(setting);

  it("is made of valid components", () => {
    expect(planned.components.map(({ name }) => name)).toEqual(setting.line.defaultRoles[mode]);
    for (const component of planned.components)
      Component.parse({ ...component, logging: {}, aliases: [], restart: "always" });
    for (const need of planned.needs) Need.parse(need);
    for (const wait of planned.waits) Wait.parse(wait);
  });

  it("is valid with the catalogue's own products, each variable said once", () => {
    const own = (name: string) => {
      const product = productOf(name);
      if (product === undefined) throw new Error(`no product ${name}`);
      return chosen(product);
    };
    const real = plan({
      ...setting,
      metadata: own("etcd"),
      objects: own("minio"),
      queue: own(queue),
    });
    for (const component of real.components) {
      Component.parse({ ...component, logging: {}, aliases: [], restart: "always" });
      const names = component.variables.map(({ name }) => reducedName(name));
      expect(new Set(names).size).toBe(names.length);
    }
    const queueNeeds = real.needs.filter(({ to }) => !["etcd", "minio"].includes(to));
    const outside = queueNeeds.filter(({ to }) => !real.components.some(({ name }) => name === to));
    expect(outside.length > 0).toBe(!insideQueues.includes(queue));
  });

  it("needs only endpoints that exist, and waits only for what it dials", () => {
    const dependencies = ["etcd", "minio", ...(insideQueues.includes(queue) ? [] : [queue])];
    for (const { from, to, endpoint, port } of planned.needs) {
      expect(planned.components.some(({ name }) => name === from)).toBe(true);
      if (dependencies.includes(to)) continue;
      const target = role(planned, to as RoleName);
      expect(target.endpoints.find(({ name }) => name === endpoint)?.port).toBe(port);
    }
    for (const wait of planned.waits) {
      expect(dependencies).toContain(wait.for);
      expect(planned.needs.some(({ from, to }) => from === wait.component && to === wait.for)).toBe(
        true,
      );
    }
  });

  it("keeps names unique", () => {
    for (const { variables, endpoints } of planned.components) {
      for (const names of [variables.map(({ name }) => name), endpoints.map(({ name }) => name)])
        expect(new Set(names).size).toBe(names.length);
      const ports = endpoints.map(({ port }) => port);
      expect(new Set(ports).size).toBe(ports.length);
    }
  });
});

describe("a standalone", () => {
  it("dials its dependencies, keeps its data and runs alone", () => {
    const planned = plan(settingOf("2.6.15", "standalone", "pulsar"));
    expect(edges(planned)).toEqual([
      "standalone → etcd:2379",
      "standalone → minio:9000",
      "standalone → pulsar:6650",
    ]);
    expect(planned.waits.map((wait) => wait.for)).toEqual(["etcd", "minio", "pulsar"]);
    expect(role(planned, "standalone")).toMatchObject({
      identity: "members",
      image: "milvusdb/milvus:v2.6.15",
      command: ["milvus", "run", "standalone"],
      exclusive: true,
      volumes: [{ name: "data", path: "/var/lib/milvus", sizeBytes: 50 * gib, kept: true }],
      health: {
        ready: { kind: "http", path: "/healthz", port: 9091 },
        alive: { kind: "http", path: "/livez", port: 9091 },
        intervalSeconds: 10,
        timeoutSeconds: 10,
        retries: 9,
        startSeconds: 90,
      },
    });
    expect(role(planned, "standalone").endpoints.map(({ name }) => name)).toEqual([
      "client",
      "metrics",
    ]);
  });

  it("needs nothing when everything is inside", () => {
    const planned = plan(
      settingOf("2.4.24", "standalone", "rocksmq", {
        metadata: chosen(productStub("embedded-etcd", "metadata")),
        objects: chosen(productStub("local", "objects")),
      }),
    );
    expect([planned.needs, planned.waits]).toEqual([[], []]);
  });

  it("keeps nothing when told so, and has the disk that is written", () => {
    const setting = settingOf("2.4.24", "standalone", "rocksmq");
    const off = plan(setting, {}, { standalone: { ...noSizes, keepsNothing: true } });
    expect(role(off, "standalone").volumes).toEqual([]);
    const written = plan(setting, {}, { standalone: { ...noSizes, diskBytes: 7 * gib } });
    expect(role(written, "standalone").volumes[0]?.sizeBytes).toBe(7 * gib);
  });
});

describe("who dials whom", () => {
  const dependencies = (names: string[], more: string[]) =>
    [...names.map((name) => `${name} → etcd:2379`), ...more].sort();

  it("2.4, separate coordinators", () => {
    expect(edges(plan(settingOf("2.4.24", "distributed", "pulsar")))).toEqual(
      dependencies(
        ["datacoord", "datanode", "indexnode", "proxy", "querycoord", "querynode", "rootcoord"],
        [
          "datacoord → datanode:21124",
          "datacoord → indexnode:21121",
          "datacoord → minio:9000",
          "datacoord → pulsar:6650",
          "datacoord → rootcoord:53100",
          "datanode → datacoord:13333",
          "datanode → minio:9000",
          "datanode → pulsar:6650",
          "datanode → rootcoord:53100",
          "indexnode → minio:9000",
          "proxy → datacoord:13333",
          "proxy → pulsar:6650",
          "proxy → querycoord:19531",
          "proxy → querynode:21123",
          "proxy → rootcoord:53100",
          "querycoord → datacoord:13333",
          "querycoord → querynode:21123",
          "querycoord → rootcoord:53100",
          "querynode → minio:9000",
          "querynode → pulsar:6650",
          "querynode → querynode:21123",
          "rootcoord → datacoord:13333",
          "rootcoord → proxy:19529",
          "rootcoord → pulsar:6650",
          "rootcoord → querycoord:19531",
        ],
      ),
    );
  });

  it("2.5, combined coordinators", () => {
    const planned = plan(settingOf("2.5.27", "distributed", "kafka"));
    expect(edges(planned).filter((edge) => edge.startsWith("mixcoord"))).toEqual([
      "mixcoord → datanode:21124",
      "mixcoord → etcd:2379",
      "mixcoord → indexnode:21121",
      "mixcoord → kafka:6650",
      "mixcoord → minio:9000",
      "mixcoord → mixcoord:13333",
      "mixcoord → mixcoord:19531",
      "mixcoord → mixcoord:53100",
      "mixcoord → proxy:19529",
      "mixcoord → querynode:21123",
    ]);
    expect(edges(planned)).toContain("proxy → mixcoord:19531");
    expect(role(planned, "mixcoord").command).toEqual([
      "milvus",
      "run",
      "mixture",
      "-rootcoord",
      "-querycoord",
      "-datacoord",
      "-indexcoord",
    ]);
  });

  it("2.6, streaming nodes; nobody else opens the log", () => {
    const planned = plan(settingOf("2.6.15", "distributed", "pulsar"));
    expect(edges(planned).filter((edge) => edge.endsWith("pulsar:6650"))).toEqual([
      "mixcoord → pulsar:6650",
      "streamingnode → pulsar:6650",
    ]);
    expect(edges(planned).filter((edge) => edge.startsWith("proxy"))).toEqual([
      "proxy → etcd:2379",
      "proxy → mixcoord:22125",
      "proxy → querynode:21123",
      "proxy → streamingnode:21123",
      "proxy → streamingnode:22222",
    ]);
    expect(edges(planned).filter((edge) => edge.startsWith("datanode"))).toEqual([
      "datanode → etcd:2379",
      "datanode → minio:9000",
    ]);
    const proxyWaits = planned.waits.filter(({ component }) => component === "proxy");
    expect(proxyWaits.map((wait) => wait.for)).toEqual(["etcd"]);
  });

  it("2.2 has a real indexcoord, later ones an idle one", () => {
    const old = plan(settingOf("2.2.16", "distributed", "pulsar"));
    expect(edges(old)).toContain("proxy → indexcoord:31000");
    const idle = plan(settingOf("2.4.24", "distributed", "pulsar"), { indexcoord: 1 });
    expect(edges(idle).filter((edge) => edge.includes("indexcoord"))).toEqual([
      "indexcoord → etcd:2379",
    ]);
    expect(role(idle, "indexcoord").endpoints.map(({ name }) => name)).toEqual(["metrics"]);
  });

  it("goes to what is external by its kind, once for each port", () => {
    const endpoints = [
      { host: "a", port: 9092 },
      { host: "b", port: 9092 },
      { host: "b", port: 9093 },
    ];
    const planned = plan(
      settingOf("2.6.15", "distributed", "kafka", {
        queue: chosen(productStub("kafka", "queue", 9092), {
          count: 0,
          external: { kind: "kafka", endpoints, tls: false },
        }),
      }),
    );
    const outside = planned.needs.filter(({ from, to }) => from === "mixcoord" && to === "kafka");
    expect(outside.map(({ endpoint, port }) => [endpoint, port])).toEqual([
      ["kafka", 9092],
      ["kafka", 9093],
    ]);
    expect(planned.waits.some((wait) => wait.for === "kafka")).toBe(false);
  });
});

describe("what a version changes", () => {
  it.each([
    ["2.5.27", "53100"],
    ["2.6.7", "53100"],
    ["2.6.8", "22125"],
    ["3.0.0", "22125"],
  ])("the coordinator's port of %s is written out as %s", (version, port) => {
    const planned = plan(settingOf(version, "distributed", "pulsar"));
    expect(variable(planned, "mixcoord", "ROOTCOORD_PORT")).toBe(port);
    expect(edges(planned)).toContain(`proxy → mixcoord:${port}`);
    expect(variable(planned, "proxy", "ROOTCOORD_PORT")).toBeUndefined();
  });

  it("liveness, user and system call filter", () => {
    const of = (version: string) =>
      role(plan(settingOf(version, "standalone", "rocksmq")), "standalone");
    expect(of("2.6.6").health.alive).toEqual({ kind: "tcp", port: 9091 });
    expect(of("2.6.7").health.alive).toEqual({ kind: "http", path: "/livez", port: 9091 });
    expect(of("2.2.16").unconfined).toBe(false);
    expect(of("2.3.0").unconfined).toBe(true);
    expect(of("2.6.19").user).toBeUndefined();
    expect(of("3.0.0").user).toEqual({ uid: 999, gid: 999 });
  });
});

describe("coordinators", () => {
  it("stand by on all of them when one has two", () => {
    const setting = settingOf("2.4.24", "distributed", "pulsar");
    const keys = ["ROOTCOORD", "DATACOORD", "QUERYCOORD"].map(
      (name) => `${name}_ENABLEACTIVESTANDBY`,
    );
    for (const name of ["rootcoord", "datacoord", "querycoord"] as const)
      for (const key of keys) {
        expect(variable(plan(setting, { rootcoord: 2 }), name, key)).toBe("true");
        expect(variable(plan(setting), name, key)).toBeUndefined();
      }
    const mixed = plan(settingOf("2.6.0", "distributed", "pulsar"), { mixcoord: 2 });
    expect(variable(mixed, "mixcoord", "MIXCOORD_ENABLEACTIVESTANDBY")).toBe("true");
  });

  it("run alone unless they stand by", () => {
    const exclusive = (version: string, count: number) =>
      role(plan(settingOf(version, "distributed", "pulsar"), { mixcoord: count }), "mixcoord")
        .exclusive;
    expect(exclusive("2.5.27", 1)).toBe(true);
    expect(exclusive("2.5.27", 2)).toBe(false);
    expect(exclusive("2.6.7", 1)).toBe(true);
    expect(exclusive("2.6.8", 1)).toBe(false);
  });
});
