/** Objects that stand beside the release. */
import type { Yaml } from "../../src/emit/artifact.ts";
import type { Layout } from "./layout.ts";

const prefix = "app.kubernetes.io";

export function object(
  apiVersion: string,
  kind: string,
  name: string,
  { release, namespace }: Layout,
  spec: Yaml,
  annotations?: Yaml,
): Yaml {
  const labels = {
    [`${prefix}/instance`]: release,
    [`${prefix}/part-of`]: release,
    [`${prefix}/managed-by`]: "milvusc",
  };
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations }, spec };
}
