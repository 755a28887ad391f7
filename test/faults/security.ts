/** Faults of who can read and change what. */
import type { Item } from "../../src/syntax/ast.ts";
import type { Fault } from "./fault.ts";
import {
  added,
  dependencyOf,
  has,
  isExternal,
  isProduction,
  isVersion,
  itemOf,
  milvusOf,
  own,
  roleSetting,
  type Subject,
  setting,
  storeSetting,
} from "./subject.ts";

const shown = '{ access-key "minioadmin"; secret-key "minioadmin" }';

function hasSecret(item: Item | undefined): boolean {
  return item?.block?.entries.some(({ name }) => name.text === "credentials") === true;
}

/** The key came with the last patches of two lines. */
function hasExpressions({ deployment }: Subject): boolean {
  const [, minor = 0, patch = 0] = deployment.milvusVersion.split(".").map(Number);
  return minor === 5 ? patch >= 26 : minor === 6 ? patch >= 9 : minor === 0;
}

export const securityFaults: readonly Fault[] = [
  {
    name: "the password that everybody knows, in production",
    code: "secret-credentials",
    plant: (subject) =>
      isProduction(subject) && has(subject, "minio")
        ? storeSetting(subject, "objects", "«credentials»", shown)
        : undefined,
  },
  {
    name: "a password of three letters",
    code: "sufficient-credentials",
    plant: (subject) =>
      !isProduction(subject) && has(subject, "minio")
        ? storeSetting(
            subject,
            "objects",
            "credentials",
            '{ access-key "someone"; «secret-key "abc"» }',
          )
        : undefined,
  },
  {
    name: "the object store has another password than Milvus",
    code: "matching-credentials",
    plant: (subject) =>
      has(subject, "minio")
        ? storeSetting(
            subject,
            "objects",
            "variables",
            '{ «MINIO_ROOT_PASSWORD "something-else"» }',
          )
        : undefined,
  },
  {
    name: "a password in the configuration, in production",
    code: "secret-values",
    plant: (subject) =>
      isProduction(subject) &&
      isVersion(subject, "2.4", "2.5", "2.6", "3.0") &&
      !isExternal(subject, "metadata")
        ? added(subject, 'config { «etcd.auth.password "something"» }')
        : undefined,
  },
  {
    name: "a password among the variables, in production",
    code: "secret-variables",
    plant(subject) {
      const [milvus] = milvusOf(subject);
      if (!isProduction(subject) || milvus === undefined) return undefined;
      return roleSetting(subject, milvus.name, "variables", '{ «PROXY_PASSWORD "something"» }');
    },
  },
  {
    name: "nobody has to log in, in production",
    code: "authorized-production",
    follows: { "effective-keys": "settings of logins mean nothing without them" },
    plant(subject) {
      const [entry] = own(subject, "authorization");
      if (!isProduction(subject) || entry === undefined) return undefined;
      return [{ span: entry.span, text: "«authorization off»" }];
    },
  },
  {
    name: "the password of root is the one that it is delivered with",
    code: "changed-root-password",
    plant(subject) {
      const [entry] = own(subject, "authorization");
      if (!isProduction(subject) || entry === undefined) return undefined;
      return [{ span: entry.span, text: "«authorization on»" }];
    },
  },
  {
    name: "an image that is another one tomorrow",
    code: "pinned-images",
    plant: (subject) =>
      has(subject, "etcd")
        ? storeSetting(subject, "metadata", "image", '"quay.io/coreos/etcd:latest"')
        : undefined,
  },
  {
    name: "an image of another family",
    code: "familiar-images",
    plant: (subject) =>
      has(subject, "kafka")
        ? storeSetting(subject, "queue", "image", '"confluentinc/cp-kafka:7.9.0"')
        : undefined,
  },
  {
    name: "expressions are evaluated on the metrics port",
    code: "closed-introspection",
    plant: (subject) =>
      hasExpressions(subject)
        ? added(subject, "config { «common.security.exprEnabled true» }")
        : undefined,
  },
  {
    name: "a login in clear to a service elsewhere",
    code: "encrypted-credentials",
    plant(subject) {
      const external = dependencyOf(subject, "objects");
      const item = itemOf(subject, "objects");
      const entry = own(subject, "external").find(({ items }) => items[0] === item);
      const address = item?.values.at(-1);
      if (!isProduction(subject) || external?.placement !== "external") return undefined;
      if (external.product !== "s3" || !hasSecret(item)) return undefined;
      if (item === undefined || entry === undefined || address === undefined) return undefined;
      const words = `«external s3 "${address.text.text.replace(/:443$/, ":9000")}"»`;
      return [
        { span: { ...entry.span, end: address.span.end }, text: words },
        ...setting(subject, item, "tls", "off").map((edit) => ({
          ...edit,
          text: edit.text.replace(/[«»]/g, ""),
        })),
      ];
    },
  },
];
