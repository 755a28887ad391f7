/** What makes two entries the same thing, in one body and between child and parent. */
import { exposableEndpoints, productOf } from "../catalog/names.ts";
import { argumentOf, type Bound, hasWord, kindOf, textOf } from "./bound.ts";

export function keyOf(bound: Omit<Bound, "key">): string {
  switch (bound.keyword) {
    case "role":
    case "configuration":
    case "variable":
      return `${bound.keyword}:${bound.name}`;
    case "storage":
      return dependencyKey(kindOf("product", argumentOf(bound as Bound, "product"))?.product ?? "");
    case "external":
      return dependencyKey(textOf(bound as Bound, "kind") ?? "");
    case "expose":
      return `expose:${exposedKey(bound as Bound)}`;
    case "config":
      return hasWord(bound as Bound, "file")
        ? `config:${textOf(bound as Bound, "file")}`
        : "config";
    default: {
      const parts = (bound.entry.keyBy ?? []).map(
        (argument) => argumentOf(bound as Bound, argument)?.text ?? "",
      );
      return [bound.keyword, ...parts].join(":");
    }
  }
}

/** One of each kind: whatever product or external stands for it. An unknown product has a key of its own. */
function dependencyKey(product: string): string {
  return `dependency:${productOf(product)?.kind ?? product}`;
}

/** `client` is one endpoint, whichever role serves it; a component alone means its first endpoint. */
function exposedKey(bound: Bound): string {
  const what = kindOf("endpoint-name", argumentOf(bound, "what"));
  if (what === undefined) return "";
  const servesClients = ["client", "proxy", "standalone"].includes(what.component);
  if (servesClients && (what.endpoint === undefined || what.endpoint === "client")) return "client";
  const endpoint = what.endpoint ?? exposableEndpoints(what.component)[0] ?? "";
  return `${what.component}.${endpoint}`;
}
