/** The forms of commands, variables and checks that each product and release takes. */
import { describe, expect, it } from "vitest";
import type { Sizes } from "../../src/catalog/catalog.ts";
import { clusterId } from "../../src/catalog/components/kafka.ts";
import { imageOf, isReleaseAtLeast, releaseOf } from "../../src/catalog/images.ts";
import { checkByRelease } from "../../src/catalog/minio-server.ts";
import {
  componentOf,
  planned,
  productNamed,
  settingWith,
  shown,
  shownVariables,
} from "../support/planned.ts";

describe("etcd", () => {
  it("forms a cluster only of several, and advertises its own name", () => {
    const lone = componentOf(planned("etcd", "2.6.15", 1), "etcd").command?.map(shown) ?? [];
    expect(lone.join(" ")).not.toContain("initial-cluster");
    expect(lone).toContain("--advertise-client-urls=http://<own host>:2379");
    const three = componentOf(planned("etcd", "2.6.15", 3), "etcd").command?.map(shown) ?? [];
    expect(three).toContain("--initial-cluster=<each etcd: <own name>=http://<own host>:2380>");
    expect(three).toContain("--initial-cluster-token=demo");
  });

  it("is asked without a shell, and by the paths of its release", () => {
    const old = componentOf(planned("etcd", "2.3.5", 1), "etcd").health;
    const recent = componentOf(planned("etcd", "2.6.15", 1), "etcd").health;
    expect(old.inside).toEqual({ kind: "exec", command: ["etcdctl", "endpoint", "health"] });
    expect([old.ready, recent.ready]).toEqual([
      { kind: "http", path: "/health", port: 2379 },
      { kind: "http", path: "/readyz", port: 2379 },
    ]);
  });
});

describe("object stores", () => {
  it("name all members in one word", () => {
    for (const name of ["minio", "silo"])
      expect(componentOf(planned(name, "2.6.15", 4), name).command?.map(shown)).toEqual([
        "minio",
        "server",
        `http://<all ${name}>/data`,
        "--console-address",
        ":9001",
      ]);
    const rustfs = shownVariables(componentOf(planned("rustfs", "2.6.15", 4), "rustfs").variables);
    expect(rustfs.RUSTFS_VOLUMES).toBe("http://<all rustfs>:9000/data");
  });

  it("divide into erasure sets", () => {
    const { supports } = productNamed("minio");
    const taken = [1, 2, 4, 16, 17, 18, 32].filter((count) =>
      supports("2.6", "distributed", "2.6.15", count),
    );
    expect(taken).toEqual([1, 2, 4, 16, 18, 32]);
  });

  it("are asked by what the release has", () => {
    const kindOf = (release: string) =>
      checkByRelease(`quay.io/minio/minio:RELEASE.${release}`).kind;
    expect(kindOf("2023-03-20T20-16-18Z")).toBe("exec");
    expect(kindOf("2024-01-01T00-00-00Z")).toBe("shell");
    expect(kindOf("2024-05-28T17-19-04Z")).toBe("shell");
    expect(kindOf("2024-12-18T13-15-44Z")).toBe("exec");
  });
});

describe("Kafka", () => {
  it("has one identity for ever, in 22 characters of 16 bytes", () => {
    expect(clusterId("prod")).toBe(clusterId("prod"));
    expect(clusterId("prod")).not.toBe(clusterId("prod2"));
    for (const name of ["a", "demo", "prod", "x".repeat(40)]) {
      expect(clusterId(name)).toMatch(/^[A-Za-f][A-Za-z0-9_-]{20}[AQgw]$/);
      expect(Buffer.from(clusterId(name), "base64url")).toHaveLength(16);
    }
  });

  it("copies no more than it has members", () => {
    const copies = (count: number) => {
      const { variables } = componentOf(planned("kafka", "2.5.27", count), "kafka");
      const all = shownVariables(variables);
      return [all.KAFKA_DEFAULT_REPLICATION_FACTOR, all.KAFKA_MIN_INSYNC_REPLICAS];
    };
    expect([1, 2, 3, 5].map(copies)).toEqual([
      ["1", "1"],
      ["2", "1"],
      ["3", "2"],
      ["3", "2"],
    ]);
  });

  it("adds a listener for clients outside, and changes nothing else", () => {
    const before = componentOf(planned("kafka", "2.5.27", 1), "kafka");
    const { advertise } = productNamed("kafka");
    const after = advertise?.(before, { host: "h.example", port: 19092 });
    const all = shownVariables(after?.component.variables ?? []);
    expect(all.KAFKA_LISTENERS).toBe("PLAINTEXT://:9092,CONTROLLER://:9093,OUTSIDE://:9094");
    expect(all.KAFKA_ADVERTISED_LISTENERS).toBe(
      "PLAINTEXT://<own host>:9092,OUTSIDE://h.example:19092",
    );
    expect(after?.component.endpoints.map(({ name }) => name)).toContain(after?.endpoint);
    expect(after?.component.variables).toHaveLength(before.variables.length);
  });
});

describe("Pulsar", () => {
  it("is one process or three kinds, in start order", () => {
    expect(planned("pulsar", "2.5.27", 1).components.map(({ name }) => name)).toEqual(["pulsar"]);
    const plan = planned("pulsar", "2.5.27", 3);
    expect(plan.components.map(({ name }) => name)).toEqual([
      "pulsar-zookeeper",
      "pulsar-bookie",
      "pulsar-broker",
    ]);
    expect(plan.waits).toEqual([
      { component: "pulsar-init", for: "pulsar-zookeeper", until: "ready" },
      { component: "pulsar-bookie", for: "pulsar-init", until: "completed" },
      { component: "pulsar-broker", for: "pulsar-bookie", until: "ready" },
    ]);
  });

  it("speaks the words of its release, also of a written image", () => {
    const init = (version: string, image?: string) =>
      planned("pulsar", version, 3, image === undefined ? {} : { image })
        .jobs[0]?.command.map(shown)
        .join(" ");
    expect(init("2.4.24")).toContain("--zookeeper <each pulsar-zookeeper: <own host>:2181>");
    expect(init("2.5.27")).toContain("--metadata-store zk:<each pulsar-zookeeper");
    expect(init("2.4.24", "apachepulsar/pulsar:3.0.7")).toContain("--metadata-store");
    const user = (version: string) =>
      componentOf(planned("pulsar", version, 1), "pulsar").user?.uid;
    expect([user("2.4.24"), user("2.5.27")]).toEqual([undefined, 10000]);
  });

  it("writes each message twice where there are two bookies", () => {
    const quorum = (count: number) => {
      const broker = componentOf(planned("pulsar", "2.5.27", count), "pulsar-broker");
      return shownVariables(broker.variables).managedLedgerDefaultAckQuorum;
    };
    expect([2, 3].map(quorum)).toEqual(["2", "2"]);
  });

  it("gives each kind of process its own size until one is written", () => {
    const product = productNamed("pulsar");
    const setting = settingWith("2.5.27", "distributed", "production", {
      queue: { name: "pulsar", more: { count: 3 } },
    });
    const limits = (sizes: Sizes) =>
      product
        .plan(setting, 3, sizes)
        .components.map(({ requirements }) => (requirements.memory.limit ?? 0) / 2 ** 30);
    const { source: _source, ...defaults } = product.defaultSizes(setting, 3);
    expect(limits({ ...defaults, keepsNothing: false })).toEqual([2, 8, 4]);
    const requirements = { cpu: {}, memory: { limit: 3 * 2 ** 30 } };
    expect(limits({ requirements, keepsNothing: false })).toEqual([3, 3, 3]);
  });
});

describe("Attu", () => {
  it("is told of Milvus in the word of its release", () => {
    const variables = (version: string) =>
      shownVariables(componentOf(planned("attu", version, 1), "attu").variables);
    expect(variables("2.6.15")).toEqual({ MILVUS_URL: "<proxy>:19530" });
    expect(variables("3.0.0")).toEqual({ MILVUS_ADDRESS: "<proxy>:19530" });
  });
});

describe("images", () => {
  it("exist for every line that a product supports", () => {
    expect(imageOf("etcd", "2.6")).toBe("quay.io/coreos/etcd:v3.5.25");
    expect(imageOf("silo", "2.2")).toMatch(/^pgsty\/silo:/);
    expect(() => imageOf("woodpecker", "2.6")).toThrow("no image of woodpecker");
  });

  it("tell their release", () => {
    expect(releaseOf("quay.io/coreos/etcd:v3.5.25")).toBe("3.5.25");
    expect(releaseOf("localhost:5000/x/pulsar:3.0.7@sha256:aa")).toBe("3.0.7");
    expect(releaseOf("localhost:5000/x/pulsar")).toBe("");
    expect(isReleaseAtLeast("2.10.0", "2.9.5")).toBe(true);
    expect(isReleaseAtLeast("2.9.5", "2.10")).toBe(false);
    expect(isReleaseAtLeast("", "3.0")).toBe(true);
  });
});
