/** Faults of settings that mean nothing, or something else. */
import type { Fault } from "./fault.ts";
import {
  added,
  dependencyOf,
  has,
  isVersion,
  itemOf,
  milvusOf,
  own,
  roleSetting,
  type Subject,
  setting,
} from "./subject.ts";

function variable(subject: Subject, words: string) {
  const [milvus] = milvusOf(subject);
  if (milvus === undefined) return undefined;
  return roleSetting(subject, milvus.name, "variables", `{ ${words} }`);
}

function hasSetting({ deployment }: Subject, pattern: RegExp): boolean {
  return deployment.configuration.settings.some(({ key }) => pattern.test(key));
}

export const configurationFaults: readonly Fault[] = [
  {
    name: "a key that Milvus does not have",
    code: "known-configuration",
    plant: (subject) => added(subject, "config { «proxy.maxNameLenght» 128 }"),
  },
  {
    name: "a value of another type",
    code: "known-configuration",
    plant: (subject) =>
      hasSetting(subject, /^proxy\.maxNameLength$/)
        ? undefined
        : added(subject, "config { proxy.maxNameLength «often» }"),
  },
  {
    name: "a number that Milvus cannot work with",
    code: "values-in-range",
    plant: (subject) =>
      hasSetting(subject, /^common\.session\.ttl$/)
        ? undefined
        : added(subject, "config { «common.session.ttl 0» }"),
  },
  {
    name: "an old name of a key",
    code: "current-keys",
    plant: (subject) =>
      isVersion(subject, "2.5", "2.6")
        ? added(subject, "config { «common.topKLimit 8192» }")
        : undefined,
  },
  {
    name: "a limit that is not switched on",
    code: "effective-keys",
    plant: (subject) =>
      own(subject, "config").length === 0
        ? added(subject, "config { «quotaAndLimits.dql.searchRate.max 8» }")
        : undefined,
  },
  {
    name: "a low level above the high one",
    code: "ordered-levels",
    plant: (subject) =>
      hasSetting(subject, /WaterLevel$/)
        ? undefined
        : added(
            subject,
            "config { «quotaAndLimits.limitWriting.memProtection.queryNodeMemoryLowWaterLevel 0.98» }",
          ),
  },
  {
    name: "TLS towards an object store that speaks none",
    code: "encrypted-both-sides",
    plant: (subject) =>
      has(subject, "minio") ? added(subject, "config { «minio.useSSL true» }") : undefined,
  },
  {
    name: "a variable that contradicts a statement",
    code: "statement-wiring",
    plant: (subject) =>
      has(subject, "etcd") ? variable(subject, '«ETCD_ENDPOINTS "etcd-0:2379"»') : undefined,
  },
  {
    name: "a variable that nothing reads",
    code: "read-variables",
    plant: (subject) =>
      isVersion(subject, "2.3", "2.4", "2.5", "2.6", "3.0")
        ? variable(subject, '«MINIO_ACCESS_KEY "me"»')
        : undefined,
  },
  {
    name: "a setting among the variables",
    code: "configuration-in-config",
    plant: (subject) => variable(subject, "«LOG_LEVEL debug»"),
  },
  {
    name: "another folder for the configuration",
    code: "configuration-folder",
    plant: (subject) => variable(subject, '«MILVUSCONF "/etc/milvus"»'),
  },
  {
    name: "an external service at one's own address",
    code: "reachable-externals",
    plant(subject) {
      const entry = own(subject, "external").find(
        ({ items }) => items[0]?.values[0]?.text.text === "kafka",
      );
      if (entry === undefined) return undefined;
      return [{ span: entry.span, text: 'external kafka "«localhost:9092»"' }];
    },
  },
  {
    name: "TLS is off on a port of TLS",
    code: "matching-external-tls",
    plant(subject) {
      const item = itemOf(subject, "objects");
      if (dependencyOf(subject, "objects")?.placement !== "external" || item === undefined)
        return undefined;
      return setting(subject, item, "tls", "off");
    },
  },
  {
    name: "a member of the network that does not exist",
    code: "known-components",
    plant: (subject) =>
      own(subject, "network").length === 0
        ? added(subject, "network all { members all, «prox» }")
        : undefined,
  },
  {
    name: "a role of the other mode",
    code: "known-modes",
    plant: (subject) =>
      subject.deployment.mode === "standalone"
        ? added(subject, "querynode x2")
        : added(subject, "«standalone»"),
  },
  {
    name: "a product that is misspelt",
    code: "known-products",
    plant: (subject) => added(subject, "storage «ectd»"),
  },
  {
    name: "a statement that is misspelt",
    code: "known-statements",
    plant: (subject) => added(subject, '«hots» "rack-9"'),
  },
  {
    name: "a diagnostic that does not exist is allowed",
    code: "known-codes",
    plant: (subject) => added(subject, 'allow «pinned-version» "a trial"'),
  },
  {
    name: "something is allowed that nobody did",
    code: "used-allowances",
    plant: (subject) => added(subject, 'allow gpu-of-roles "there was one once"'),
  },
];
