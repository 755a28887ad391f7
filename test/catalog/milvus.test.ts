/** Milvus as components: every line, mode and queue, and what single statements change. */
import { describe, expect, it } from "vitest";
import type { Plan, RoleName, Setting, Sizes } from "../../src/catalog/catalog.ts";
import { lines } from "../../src/catalog/index.ts";
import { defaultRoleSizes, planMilvus } from "../../src/catalog/milvus.ts";
import { Component, Need, Wait } from "../../src/model/schema.ts";
import { chosen, insideQueues, productStub, settingOf } from "../support/setting.ts";

const gib = 2 ** 30;
const nothing: Sizes = { requirements: { cpu: {}, memory: {} }, keepsNothing: false };

function plan(
  setting: Setting,
  counts: Partial<Record<RoleName, number>> = {},
  sizes: Partial<Record<RoleName, Sizes>> = {},
): Plan {
  const names = new Set<RoleName>(setting.line.defaultRoles[setting.mode]);
  for (const name of Object.keys(counts)) names.add(name as RoleName);
  return planMilvus(
    setting,
    [...names].map((name) => ({
      name,
      count: counts[name] ?? 1,
      sizes: sizes[name] ?? nothing,
    })),
  );
}

function role(planned: Plan, name: RoleName) {
  const found = planned.components.find((component) => component.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function variable(planned: Plan, name: RoleName, key: string) {
  return role(planned, name).variables.find((each) => each.name === key)?.value;
}

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
        intervalSeconds: 30,
        timeoutSeconds: 20,
        retries: 3,
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
    const off = plan(setting, {}, { standalone: { ...nothing, keepsNothing: true } });
    expect(role(off, "standalone").volumes).toEqual([]);
    const written = plan(setting, {}, { standalone: { ...nothing, diskBytes: 7 * gib } });
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

describe("statements", () => {
  it("authorization: the password goes only to who makes the user", () => {
    const rootPassword = [{ kind: "secret" as const, secret: "root", key: "password" }];
    const with_ = (version: string) =>
      plan(settingOf(version, "distributed", "pulsar", { authorization: true, rootPassword }));
    const enabled = "COMMON_SECURITY_AUTHORIZATIONENABLED";
    const password = "COMMON_SECURITY_DEFAULTROOTPASSWORD";
    expect(variable(with_("2.4.24"), "proxy", enabled)).toBe("true");
    expect(variable(with_("2.4.24"), "proxy", password)).toBeUndefined();
    expect(variable(with_("2.4.24"), "rootcoord", password)).toEqual(rootPassword);
    expect(variable(with_("2.4.6"), "rootcoord", password)).toBeUndefined();
  });

  it("tls: certificate, keys and a port of its own for REST", () => {
    const certificate = { secret: "cert", authority: "ca" };
    const planned = plan(
      settingOf("2.6.15", "distributed", "pulsar", { tls: "mutual", certificate }),
    );
    expect(variable(planned, "proxy", "COMMON_SECURITY_TLSMODE")).toBe("2");
    expect(variable(planned, "proxy", "TLS_CAPEMPATH")).toBe("/milvus/tls/ca.crt");
    expect(variable(planned, "proxy", "PROXY_HTTP_PORT")).toBe("8080");
    expect(role(planned, "proxy").endpoints.at(-1)).toMatchObject({ name: "rest", port: 8080 });
    expect(role(planned, "proxy").secretFiles).toEqual([
      { secret: "cert", key: "tls.crt", path: "/milvus/tls/tls.crt" },
      { secret: "cert", key: "tls.key", path: "/milvus/tls/tls.key" },
      { secret: "ca", key: "ca.crt", path: "/milvus/tls/ca.crt" },
    ]);
    expect(role(planned, "querynode").secretFiles).toEqual([]);
    const server = plan(
      settingOf("2.2.12", "standalone", "rocksmq", { tls: "server", certificate }),
    );
    expect(variable(server, "standalone", "COMMON_SECURITY_TLSMODE")).toBe("1");
    expect(variable(server, "standalone", "PROXY_HTTP_PORT")).toBeUndefined();
    expect(role(server, "standalone").endpoints.some(({ name }) => name === "rest")).toBe(false);
  });

  it("a written root path tells clusters on one queue apart", () => {
    const external = { kind: "kafka", endpoints: [{ host: "a", port: 9092 }], tls: false };
    const queue = chosen(productStub("kafka", "queue", 9092), {
      external: { ...external, rootPath: "team-a" },
    });
    const key = "MSGCHANNEL_CHANNAMEPREFIX_CLUSTER";
    const of = (version: string, more: Partial<Setting>) =>
      plan(settingOf(version, "distributed", "kafka", more));
    expect(variable(of("2.5.27", { queue }), "proxy", key)).toBe("team-a");
    expect(variable(of("2.5.27", {}), "proxy", key)).toBeUndefined();
    const older = of("2.4.0", { queue });
    expect(variable(older, "proxy", "COMMON_CHANNAMEPREFIX_CLUSTER")).toBe("team-a");
  });

  it("disk and disk indexes", () => {
    const sizes = { ...nothing, diskBytes: 200 * gib };
    const planned = plan(settingOf("2.4.24", "distributed", "pulsar"), {}, { querynode: sizes });
    expect(role(planned, "querynode").volumes).toEqual([
      { name: "data", path: "/var/lib/milvus/data", sizeBytes: 200 * gib, kept: false },
    ]);
    expect(variable(planned, "querynode", "LOCAL_STORAGE_SIZE")).toBe("200");
    expect(variable(planned, "querynode", "QUERYNODE_ENABLEDISK")).toBe("true");
    expect(variable(planned, "proxy", "LOCAL_STORAGE_SIZE")).toBeUndefined();
    const workload = {
      vectors: 1e6,
      dimensions: 768,
      index: { name: "diskann", parameters: {} },
      scalarBytes: 0,
    };
    const onDisk = plan(settingOf("2.6.15", "standalone", "woodpecker", { workload }));
    expect(variable(onDisk, "standalone", "QUERYNODE_ENABLEDISK")).toBe("true");
  });

  it("gpu takes the image for it", () => {
    const gpu = { ...nothing, requirements: { cpu: {}, memory: {}, gpu: { count: 1 } } };
    const planned = plan(settingOf("2.4.24", "distributed", "pulsar"), {}, { indexnode: gpu });
    expect(role(planned, "indexnode").image).toBe("milvusdb/milvus:v2.4.24-gpu");
    expect(role(planned, "querynode").image).toBe("milvusdb/milvus:v2.4.24");
  });

  it("production asks for something, development for nothing", () => {
    const production = settingOf("2.6.15", "distributed", "pulsar", { environment: "production" });
    expect(defaultRoleSizes(production, "querynode").requirements).toEqual({
      cpu: { request: 2000 },
      memory: { request: 8 * gib },
    });
    expect(defaultRoleSizes(production, "rootcoord").requirements).toEqual({
      cpu: { request: 500 },
      memory: { request: 2 * gib },
    });
    const development = settingOf("2.6.15", "standalone", "woodpecker");
    expect(defaultRoleSizes(development, "standalone")).toMatchObject({
      requirements: { cpu: {}, memory: {} },
      diskBytes: 50 * gib,
    });
    const workers = plan(production, { querynode: 2 });
    expect(role(workers, "querynode").stopSeconds).toBe(600);
    expect(role(workers, "datanode").stopSeconds).toBe(60);
  });
});
