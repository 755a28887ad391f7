/** `spec.config`: Milvus' own settings, and the names of data as every other format has them. */
import type { Yaml } from "../../src/emit/artifact.ts";
import { nestSettings } from "../../src/emit/nest.ts";
import { dependency, type Layout } from "./layout.ts";
import { milvusBucket, milvusRootPath } from "./names.ts";

/** Where the program says nothing the operator would name the bucket after the resource. */
export function config(layout: Layout): Yaml {
  const { settings } = layout.deployment.configuration;
  const { bucket, rootPath } = dependency(layout, "objects");
  const names = [
    { key: "minio.bucketName", value: bucket ?? milvusBucket },
    { key: "minio.rootPath", value: rootPath ?? milvusRootPath },
  ].filter(({ key }) => !settings.some((setting) => setting.key === key));
  return nestSettings([...settings, ...names].sort((a, b) => (a.key < b.key ? -1 : 1)));
}
