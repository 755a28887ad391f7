/** `registry` stands in for the registry host of every image that the compiler chose. */
import { textOf } from "./bound.ts";
import type { ResolveContext } from "./context.ts";

/** `quay.io/coreos/etcd:v1` becomes `HOST/PATH/coreos/etcd:v1`; an image of Docker Hub has no host to replace. */
export function applyRegistry({ cluster }: ResolveContext, image: string): string {
  const registry = textOf(cluster.body.get("registry"), "registry");
  if (registry === undefined) return image;
  const [first, ...rest] = image.split("/") as [string, ...string[]];
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  return `${registry}/${hasHost ? rest.join("/") : image}`;
}
