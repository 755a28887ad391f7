/** How Milvus is told of its dependencies: only in words that its version reads. */
import { describe, expect, it } from "vitest";
import type {
  Chosen,
  ExternalChoice,
  MilvusLine,
  Mode,
  Product,
} from "../../src/catalog/catalog.ts";
import { keysOf, reducedName } from "../../src/catalog/configuration.ts";
import { lines } from "../../src/catalog/index.ts";
import { products } from "../../src/catalog/products.ts";
import type { Variable } from "../../src/model/schema.ts";
import { modes, productNamed, settingWith, shownVariables } from "../support/planned.ts";

const outside = (kind: string, more: Partial<ExternalChoice> = {}): ExternalChoice => ({
  kind,
  endpoints: [
    { host: "a.example", port: 1234 },
    { host: "b.example", port: 1234 },
  ],
  tls: false,
  ...more,
});

function wired(version: string, mode: Mode, name: string, more: Partial<Chosen> = {}) {
  const product = productNamed(name);
  const setting = settingWith(version, mode, "development", { [product.kind]: { name, more } });
  const chosen = setting[product.kind === "console" ? "queue" : product.kind];
  return product.wiring(setting, chosen);
}

/** Everything that a statement about an external service can say. */
const everything: Partial<Chosen> = {
  count: 0,
  credentials: { user: "u", password: "p" },
};
const said: Partial<ExternalChoice> = {
  tls: true,
  bucket: "b",
  region: "r",
  rootPath: "p",
  tenant: "t",
  namespace: "n",
};

/** Members that a product may have in a line: none for what runs inside Milvus. */
function countsOf(product: Product, line: string, mode: Mode, version: string): number[] {
  return [0, 1, 3]
    .filter((count) => (count === 0 ? product.inside : product.members.most > 0))
    .filter((count) => product.supports(line, mode, version, count));
}

function wiringsOf(product: Product, line: MilvusLine, mode: Mode): (readonly Variable[])[] {
  const { name, newest } = line;
  const choices: Partial<Chosen>[] = countsOf(product, name, mode, newest).map((count) => ({
    count,
  }));
  if (product.external && product.supports(name, mode, newest, 0))
    choices.push({ ...everything, external: outside(product.name, said) });
  return choices.map((more) => wired(newest, mode, product.name, more));
}

describe("wiring", () => {
  const wirable = products.filter(({ kind }) => kind !== "console");
  it.each(wirable)("of $name says only what Milvus reads", (product) => {
    for (const line of lines)
      for (const mode of modes)
        for (const variables of wiringsOf(product, line, mode)) {
          const names = variables.map(({ name }) => name);
          expect(names.length).toBeGreaterThan(0);
          expect(new Set(names).size).toBe(names.length);
          const known = new Set([...(keysOf(line.name)?.keys() ?? [])].map(reducedName));
          // Keys of etcd's logins are in no older table; a variable that nobody reads does no harm.
          const unread = names
            .filter((name) => !/^(DEPLOY_MODE|ETCD_AUTH_)/.test(name))
            .filter((name) => !known.has(reducedName(name)));
          expect(unread).toEqual([]);
        }
  });

  it("writes the queue from 2.3 on, and blanks what would win before in 2.2", () => {
    const names = (version: string, mode: Mode, name: string) =>
      shownVariables(wired(version, mode, name, { count: 1 }));
    expect(names("2.3.5", "distributed", "kafka")).toEqual({
      MQ_TYPE: "kafka",
      KAFKA_BROKER_LIST: "<kafka>:9092",
    });
    expect(names("2.2.16", "standalone", "kafka")).toEqual({
      ROCKSMQ_PATH: "",
      PULSAR_ADDRESS: "",
      KAFKA_BROKER_LIST: "<kafka>:9092",
    });
    expect(names("2.2.16", "distributed", "pulsar")).toEqual({
      PULSAR_ADDRESS: "pulsar://<pulsar>:6650",
      PULSAR_WEBPORT: "8080",
    });
  });

  it("names all members", () => {
    expect(shownVariables(wired("2.4.24", "distributed", "etcd", { count: 3 }))).toEqual({
      ETCD_ENDPOINTS: "<each etcd: <own host>:2379>",
    });
  });

  it("dials Pulsar's brokers by one name, of which Milvus makes the web service's address", () => {
    expect(shownVariables(wired("2.4.24", "distributed", "pulsar", { count: 3 }))).toEqual({
      MQ_TYPE: "pulsar",
      PULSAR_ADDRESS: "pulsar://<pulsar-broker>:6650",
      PULSAR_WEBPORT: "8080",
    });
  });

  it("gives the object store's port twice, and its keys under Milvus' names", () => {
    const variables = wired("2.6.15", "distributed", "minio", {
      count: 4,
      credentials: { user: "u", password: [{ kind: "secret", secret: "s", key: "k" }] },
    });
    expect(shownVariables(variables)).toEqual({
      COMMON_STORAGETYPE: "remote",
      MINIO_ADDRESS: "<minio>:9000",
      MINIO_PORT: "9000",
      MINIO_ACCESS_KEY_ID: "u",
      MINIO_SECRET_ACCESS_KEY: "<secret s>",
    });
    expect(shownVariables(wired("2.3.5", "distributed", "minio")).COMMON_STORAGETYPE).toBe("minio");
  });
});

describe("wiring of what exists elsewhere", () => {
  it("takes the cloud's identity without credentials", () => {
    const external = outside("s3", { tls: true, bucket: "b", region: "r", rootPath: "team" });
    expect(shownVariables(wired("2.5.27", "distributed", "s3", { external, count: 0 }))).toEqual({
      COMMON_STORAGETYPE: "remote",
      MINIO_CLOUD_PROVIDER: "aws",
      MINIO_ADDRESS: "a.example:1234",
      MINIO_PORT: "1234",
      MINIO_USE_SSL: "true",
      MINIO_REGION: "r",
      MINIO_BUCKET_NAME: "b",
      MINIO_ROOT_PATH: "team",
      MINIO_USE_IAM: "true",
    });
  });

  it("tells Azure's account from the host", () => {
    const external = outside("azure", {
      endpoints: [{ host: "acme.blob.core.windows.net", port: 443 }],
      tls: true,
      bucket: "b",
    });
    const variables = shownVariables(
      wired("2.6.15", "distributed", "azure", { external, count: 0 }),
    );
    expect(variables).toMatchObject({
      MINIO_ADDRESS: "core.windows.net:443",
      MINIO_ACCESS_KEY_ID: "acme",
      MINIO_USE_IAM: "true",
    });
  });

  it("wires external etcd, Pulsar and Kafka", () => {
    const etcd = outside("etcd", { rootPath: "team-a", tls: true });
    expect(
      shownVariables(wired("2.5.27", "distributed", "etcd", { external: etcd, count: 0 })),
    ).toEqual({
      ETCD_ENDPOINTS: "a.example:1234,b.example:1234",
      ETCD_ROOT_PATH: "team-a",
      ETCD_SSL_ENABLED: "true",
    });
    const pulsar = outside("pulsar", { tls: true, tenant: "t" });
    expect(
      shownVariables(wired("2.5.27", "distributed", "pulsar", { external: pulsar, count: 0 })),
    ).toEqual({
      MQ_TYPE: "pulsar",
      PULSAR_ADDRESS: "pulsar+ssl://a.example:1234,b.example:1234",
      PULSAR_TENANT: "t",
    });
    const kafka = outside("kafka");
    const credentials = { user: "u", password: "p" };
    expect(
      shownVariables(
        wired("2.5.27", "distributed", "kafka", { external: kafka, count: 0, credentials }),
      ),
    ).toMatchObject({ KAFKA_SECURITY_PROTOCOL: "SASL_PLAINTEXT", KAFKA_SASL_USERNAME: "u" });
  });
});

describe("wiring of what runs inside", () => {
  it("lets woodpecker write where the objects are", () => {
    const { wiring } = productNamed("woodpecker");
    const on = (objects: string, count: number) => {
      const setting = settingWith("3.0.0", count > 0 ? "distributed" : "standalone", "test", {
        objects: { name: objects },
        queue: { name: "woodpecker", more: { count } },
      });
      return shownVariables(wiring(setting, setting.queue));
    };
    expect(on("local", 0).WOODPECKER_STORAGE_TYPE).toBe("local");
    expect(on("minio", 0).WOODPECKER_STORAGE_TYPE).toBe("minio");
    const pools = on("minio", 3).WOODPECKER_CLIENT_QUORUM_QUORUM_BUFFER_POOLS ?? "";
    const filled = pools.replace(/<each woodpecker: (.*)>/, "$1").replace("<own host>", "h");
    expect(JSON.parse(filled)).toEqual([{ name: "default-region-pool", seeds: ["h:18080"] }]);
  });

  it("says that an embedded etcd stands alone where 2.6 asks for it", () => {
    const deployMode = (version: string) =>
      shownVariables(wired(version, "standalone", "embedded-etcd")).DEPLOY_MODE;
    expect([deployMode("2.5.27"), deployMode("2.6.15")]).toEqual([undefined, "STANDALONE"]);
  });
});
