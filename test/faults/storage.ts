/** Faults of what is kept where. */
import type { Dependency } from "../../src/model/schema.ts";
import type { Fault } from "./fault.ts";
import {
  added,
  dependencyOf,
  has,
  isExternal,
  isProduction,
  itemOf,
  own,
  type Subject,
  setting,
  storeSetting,
  twin,
} from "./subject.ts";

/** What two clusters of the same words share besides. */
const shared = { "distinct-objects": "both go to one namespace under the same name" };

function isInside(subject: Subject, kind: Dependency["kind"]): boolean {
  return dependencyOf(subject, kind)?.placement === "inside";
}

/** On a machine of its own, so that ports are no matter. */
function elsewhere(body: string): string {
  return body.replace(/host "[^"]*"/, 'host "of-the-twin"');
}

export const storageFaults: readonly Fault[] = [
  {
    name: "metadata that nobody keeps, in production",
    code: "kept-data",
    plant: (subject) =>
      isProduction(subject) && has(subject, "etcd")
        ? storeSetting(subject, "metadata", "disk", "off")
        : undefined,
  },
  {
    name: "metadata that nobody keeps, beside objects that are kept",
    code: "kept-together",
    plant: (subject) =>
      !isProduction(subject) && has(subject, "etcd") && has(subject, "minio")
        ? storeSetting(subject, "metadata", "disk", "off")
        : undefined,
  },
  {
    name: "a disk smaller than etcd's quota",
    code: "etcd-room",
    plant: (subject) =>
      has(subject, "etcd") ? storeSetting(subject, "metadata", "disk", "1Gi") : undefined,
  },
  {
    name: "etcd that keeps its history for ever",
    code: "etcd-housekeeping",
    plant: (subject) =>
      has(subject, "etcd")
        ? storeSetting(subject, "metadata", "variables", '{ «ETCD_AUTO_COMPACTION_RETENTION "0"» }')
        : undefined,
  },
  {
    name: "a variable of etcd that a flag shadows",
    code: "etcd-flags",
    plant: (subject) =>
      has(subject, "etcd")
        ? storeSetting(
            subject,
            "metadata",
            "variables",
            '{ «ETCD_ADVERTISE_CLIENT_URLS "http://127.0.0.1:2379"» }',
          )
        : undefined,
  },
  {
    name: "two clusters write to one root path of one etcd",
    code: "distinct-root-paths",
    plant(subject) {
      if (dependencyOf(subject, "metadata")?.placement !== "external") return undefined;
      return twin(subject, (body) =>
        elsewhere(body)
          .replace(/root-path "[^"]*"/, (it) => `«${it}»`)
          .replace(/bucket "[^"]*"/, 'bucket "twin"'),
      );
    },
    follows: shared,
  },
  {
    name: "two clusters write to one place of one bucket",
    code: "distinct-buckets",
    plant(subject) {
      if (dependencyOf(subject, "objects")?.placement !== "external") return undefined;
      if (isExternal(subject, "metadata") && isInside(subject, "queue")) return undefined;
      return twin(subject, (body) =>
        elsewhere(body)
          .replace(/root-path "[^"]*"/, 'root-path "twin"')
          .replace(/bucket "[^"]*"/, (it) => `«${it}»`),
      );
    },
    follows: { ...shared, "distinct-channels": "a queue that exists elsewhere is shared as well" },
  },
  {
    name: "two dependencies keep their data in one folder",
    code: "distinct-data-places",
    plant(subject) {
      const names = Object.keys(subject.deployment.targets);
      if (names.length > 0 || !has(subject, "etcd") || !has(subject, "minio")) return undefined;
      return added(subject, 'target compose { data etcd "./data"; «data minio "./data"» }');
    },
  },
  {
    name: "two clusters of one host are one project",
    code: "distinct-projects",
    plant(subject) {
      const { deployment } = subject;
      const { compose, ...others } = deployment.targets;
      const project = compose?.find(({ name }) => name === "project")?.arguments.name;
      const isSaid = own(subject, "expose").length === deployment.publications.length;
      if (deployment.host === undefined || typeof project !== "string" || !isSaid) return undefined;
      if (deployment.externals.length > 0 || Object.keys(others).length > 0) return undefined;
      if (compose?.some(({ name }) => name === "join")) return undefined;
      return twin(subject, (body) =>
        body
          .replace(/project [\w.-]+/, (it) => `«${it}»`)
          .replaceAll(/(expose [^;]*?)(\d+)(?=\s*[;>])/g, (_, words, port) => {
            return `${words}${Number(port) + 100}`;
          }),
      );
    },
  },
  {
    name: "a region that is not the endpoint's",
    code: "region-of-endpoint",
    plant(subject) {
      const item = itemOf(subject, "objects");
      const { externals } = subject.deployment;
      const isOfAmazon = externals.some(({ addresses }) =>
        addresses.some(({ host }) => host.endsWith(".amazonaws.com")),
      );
      if (item === undefined || !isOfAmazon) return undefined;
      return setting(subject, item, "region", '"us-east-1"');
    },
  },
  {
    name: "a bucket that stands in the endpoint's name as well",
    code: "bucket-outside-host",
    plant(subject) {
      const item = itemOf(subject, "objects");
      const bucket = dependencyOf(subject, "objects")?.bucket;
      const [entry] = own(subject, "external").filter(({ items }) => items.includes(item as never));
      const address = item?.values[1];
      if (bucket === undefined || address === undefined || entry === undefined) return undefined;
      const span = { ...entry.span, end: address.span.end };
      return [{ span, text: `«external s3 "${bucket}.${address.text.text}"»` }];
    },
  },
  {
    name: "messages larger than the broker takes",
    code: "message-sizes",
    plant: (subject) =>
      has(subject, "kafka")
        ? storeSetting(subject, "queue", "variables", '{ «KAFKA_MESSAGE_MAX_BYTES "1000000"» }')
        : undefined,
  },
  {
    name: "more copies of a message than members",
    code: "copies-within-members",
    plant: (subject) =>
      has(subject, "kafka")
        ? storeSetting(subject, "queue", "variables", '{ «KAFKA_DEFAULT_REPLICATION_FACTOR "99"» }')
        : undefined,
  },
  {
    name: "brokers that send their clients to themselves",
    code: "advertised-addresses",
    plant: (subject) =>
      has(subject, "kafka")
        ? storeSetting(
            subject,
            "queue",
            "variables",
            '{ «KAFKA_ADVERTISED_LISTENERS "PLAINTEXT://localhost:9092"» }',
          )
        : undefined,
  },
];
