/** How a Milvus process is told of its object store and queue, in its version's words. */
import type { Text, Variable } from "../model/schema.ts";
import type { Chosen, Credentials, ExternalChoice, Setting } from "./catalog.ts";
import { host, text } from "./texts.ts";
import { hasQueueType, remoteStorageType } from "./version.ts";

export function variable(name: string, value: Text): Variable {
  return { name, value };
}

/** A variable only where there is something to say. */
export function optional(name: string, value: Text | undefined): Variable[] {
  return value === undefined ? [] : [variable(name, value)];
}

/**
 * Names the queue. It is always written where the key exists, since what `default` means differs
 * by release (milvus-io/milvus internal/util/streamingutil/util/wal_selector.go).
 */
export function queueType({ milvusVersion }: Setting, type: string): Variable[] {
  return hasQueueType(milvusVersion) ? [variable("MQ_TYPE", type)] : [];
}

/**
 * 2.2 has no `mq.type`: it takes the first queue that has an address, RocksMQ before Pulsar before
 * Kafka, and its own file gives RocksMQ and Pulsar one (milvus-io/milvus
 * internal/util/dependency/factory.go @2.2.16).
 */
export function queuesBefore(
  { milvusVersion, mode }: Setting,
  queue: "pulsar" | "kafka",
): Variable[] {
  if (hasQueueType(milvusVersion)) return [];
  return [
    ...(mode === "standalone" ? [variable("ROCKSMQ_PATH", "")] : []),
    ...(queue === "kafka" ? [variable("PULSAR_ADDRESS", "")] : []),
  ];
}

export const objectPort = 9000;
/** The bucket of Milvus' own milvus.yaml: `minio.bucketName`. */
export const defaultBucket = "a-bucket";
/** The user and password that MinIO's documentation shows. */
export const minioCredentials: Credentials = { user: "minioadmin", password: "minioadmin" };

export function credentialsOf({ product, credentials }: Chosen): Credentials {
  return credentials ?? product.wellKnownCredentials ?? minioCredentials;
}

/**
 * Keys of milvus.yaml that an object store always decides; region and root path only where they
 * are written.
 */
export const deployedObjectKeys = [
  "common.storageType",
  "minio.accessKeyID",
  "minio.address",
  "minio.port",
  "minio.secretAccessKey",
] as const;
export const externalObjectKeys = [
  ...deployedObjectKeys,
  "minio.bucketName",
  "minio.cloudProvider",
  "minio.useIAM",
  "minio.useSSL",
] as const;

/**
 * Address with port, and the port once more: woodpecker takes the host from `minio.address` and
 * the port from `minio.port` (milvus-io/milvus pkg/streaming/walimpls/impls/wp/builder.go
 * @2.6.19). Never with a scheme.
 */
export function deployedObjects(setting: Setting, component: string, chosen: Chosen): Variable[] {
  const { user, password } = credentialsOf(chosen);
  return [
    variable("COMMON_STORAGETYPE", remoteStorageType(setting.milvusVersion)),
    variable("MINIO_ADDRESS", text(host(component), `:${objectPort}`)),
    variable("MINIO_PORT", String(objectPort)),
    variable("MINIO_ACCESS_KEY_ID", user),
    variable("MINIO_SECRET_ACCESS_KEY", password),
  ];
}

/** A cloud's object store, or any other that speaks its protocol. */
export interface Cloud {
  /** `minio.cloudProvider` */
  readonly provider: "aws" | "gcp" | "azure";
  /** Milvus' address of the store, and the account that stands in the host's name. */
  readonly account?: (host: string) => { readonly address: string; readonly account?: string };
}

export function externalObjects(
  setting: Setting,
  external: ExternalChoice,
  credentials: Credentials | undefined,
  cloud: Cloud,
): Variable[] {
  const [endpoint] = external.endpoints;
  if (endpoint === undefined) return [];
  const { address, account } = cloud.account?.(endpoint.host) ?? { address: endpoint.host };
  return [
    variable("COMMON_STORAGETYPE", remoteStorageType(setting.milvusVersion)),
    variable("MINIO_CLOUD_PROVIDER", cloud.provider),
    variable("MINIO_ADDRESS", `${address}:${endpoint.port}`),
    variable("MINIO_PORT", String(endpoint.port)),
    variable("MINIO_USE_SSL", String(external.tls)),
    ...optional("MINIO_REGION", external.region),
    ...optional("MINIO_BUCKET_NAME", external.bucket),
    ...optional("MINIO_ROOT_PATH", external.rootPath),
    // Without keys the process is known to the cloud by the identity of the machine or pod that it
    // runs on.
    variable("MINIO_USE_IAM", String(credentials === undefined)),
    ...optional("MINIO_ACCESS_KEY_ID", credentials?.user ?? account),
    ...optional("MINIO_SECRET_ACCESS_KEY", credentials?.password),
  ];
}
