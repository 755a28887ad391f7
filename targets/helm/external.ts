/** What exists elsewhere: the chart's keys for it, and which variables they stand for. */
import type { Yaml } from "../../src/emit/artifact.ts";
import type { Dependency, Text, Variable } from "../../src/model/schema.ts";
import { type Entry, entry } from "./entries.ts";
import { dependency, externalOf, type Layout } from "./layout.ts";
import { externalSections } from "./names.ts";
import { knownText, refersToComponents } from "./text.ts";

type Kind = Dependency["kind"];

/** Variables of Milvus that say where a dependency is, by its kind, with the chart's key for each. */
const keysOf: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  metadata: { ETCD_ENDPOINTS: ["endpoints"] },
  objects: {
    MINIO_ADDRESS: ["host"],
    MINIO_PORT: ["port"],
    MINIO_USE_SSL: ["useSSL"],
    MINIO_BUCKET_NAME: ["bucketName"],
    MINIO_ROOT_PATH: ["rootPath"],
    MINIO_USE_IAM: ["useIAM"],
    MINIO_CLOUD_PROVIDER: ["cloudProvider"],
    MINIO_REGION: ["region"],
  },
  queue: {
    PULSAR_ADDRESS: ["host"],
    PULSAR_TENANT: ["tenant"],
    PULSAR_NAMESPACE: ["namespace"],
    KAFKA_BROKER_LIST: ["brokerList"],
    KAFKA_SECURITY_PROTOCOL: ["securityProtocol"],
    KAFKA_SASL_MECHANISMS: ["sasl", "mechanisms"],
  },
};
const kinds: readonly Kind[] = ["metadata", "objects", "queue"];

/** Addresses of what the chart deploys itself: it knows its own names. */
const deployedAddresses: Readonly<Record<Kind, readonly string[]>> = {
  metadata: ["ETCD_ENDPOINTS"],
  objects: ["MINIO_ADDRESS", "MINIO_PORT"],
  queue: ["PULSAR_ADDRESS", "PULSAR_WEBPORT", "KAFKA_BROKER_LIST"],
};

/** Default of Milvus' milvus.yaml where the chart has another (configs/milvus.yaml, kafka). */
const plainProtocol = "PLAINTEXT";

/** The chart writes this variable's value into default.yaml. */
export function isWiredByFile({ name, value }: Variable, layout: Layout): boolean {
  const kind = kinds.find(
    (one) => Object.hasOwn(keysOf[one], name) || deployedAddresses[one].includes(name),
  );
  if (kind === undefined) return false;
  const { placement } = dependency(layout, kind);
  if (placement === "deployed")
    return deployedAddresses[kind].includes(name) && (refersToComponents(value) || !isEmpty(value));
  if (placement === "inside") return false;
  const section = sectionOf(kind, layout);
  const path = keysOf[kind][name];
  const { chart } = layout;
  return (
    section !== undefined &&
    path !== undefined &&
    knownText(value) !== undefined &&
    !isEmpty(value) &&
    chart.reads(section, ...path)
  );
}

/** A variable that takes an address away, as 2.2 needs it to choose its queue. */
function isEmpty(value: Text): boolean {
  return knownText(value) === "";
}

function sectionOf(kind: Kind, layout: Layout): string | undefined {
  const { placement, product } = dependency(layout, kind);
  return placement === "external" ? externalSections[product] : undefined;
}

export function externals(layout: Layout): readonly Entry[] {
  const used = new Set(kinds.flatMap((kind) => sectionOf(kind, layout) ?? []));
  const switches = [...new Set(Object.values(externalSections))].map((section) =>
    entry([section, "enabled"], used.has(section)),
  );
  return [...switches, ...kinds.flatMap((kind) => externalKeys(kind, layout))];
}

function externalKeys(kind: Kind, layout: Layout): readonly Entry[] {
  const section = sectionOf(kind, layout);
  const external = externalOf(layout, kind);
  const client = layout.client?.component;
  if (section === undefined || external === undefined || client === undefined) return [];
  const entries = client.variables
    .filter((variable) => isWiredByFile(variable, layout))
    .flatMap(({ name, value }): Entry[] => {
      const path = keysOf[kind][name];
      if (path === undefined) return [];
      return [entry([section, ...path], valueFor(name, knownText(value) ?? ""))];
    });
  const has = (key: string) => entries.some(({ path }) => path[1] === key);
  const [address] = external.addresses;
  const missing: Entry[] = [];
  // The chart's defaults are placeholders, and one of them would be a wrong protocol.
  if (layout.chart.reads(section, "securityProtocol") && !has("securityProtocol"))
    missing.push(entry([section, "securityProtocol"], external.tls ? "SSL" : plainProtocol));
  if (layout.chart.reads(section, "port") && !has("port"))
    missing.push(entry([section, "port"], address?.port));
  if (layout.chart.reads(section, "rootPath") && !has("rootPath"))
    missing.push(entry([section, "rootPath"], dependency(layout, kind).rootPath ?? milvusRootPath));
  return [...entries, ...missing];
}

/** minio.rootPath of configs/milvus.yaml. */
export const milvusRootPath = "files";

function valueFor(name: string, text: string): Yaml {
  switch (name) {
    case "ETCD_ENDPOINTS":
      return text.split(",");
    case "MINIO_ADDRESS":
      return text.replace(/:\d+$/, "");
    case "MINIO_PORT":
      return Number(text);
    case "MINIO_USE_SSL":
    case "MINIO_USE_IAM":
      return text === "true";
    default:
      return text;
  }
}
