/** What single statements of a program change in Milvus' components. */
import { describe, expect, it } from "vitest";
import type { Setting } from "../../src/catalog/catalog.ts";
import { decidedBy } from "../../src/catalog/configuration.ts";
import { defaultRoleSizes } from "../../src/catalog/milvus.ts";
import {
  chosen,
  gib,
  noSizes,
  plan,
  productStub,
  role,
  settingOf,
  variable,
} from "../support/setting.ts";

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
    const sizes = { ...noSizes, diskBytes: 200 * gib };
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
    const gpu = { ...noSizes, requirements: { cpu: {}, memory: {}, gpu: { count: 1 } } };
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
    expect(role(workers, "datanode").stopSeconds).toBe(30);
  });
});

it("a key that a statement decides names the statement", () => {
  const setting = settingOf("2.6.15", "distributed", "pulsar", { tls: "server" });
  const statement = (key: string) => decidedBy(setting, key)?.statement;
  expect(statement("common.security.authorization_enabled")).toBe("authorization");
  expect(statement("etcd.address")).toBe("storage etcd");
  expect(statement("proxy.http.port")).toBe("tls");
  expect(statement("ROOTCOORD_PORT")).toContain("usual ports");
  expect(statement("quotaAndLimits.dml.enabled")).toBeUndefined();
  const plain = settingOf("2.6.15", "distributed", "pulsar");
  expect(decidedBy(plain, "proxy.http.port")).toBeUndefined();
});
