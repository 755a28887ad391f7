/** What an API server changed or left out of an object: fields that it knows and does not serve go without a word. */
import type { Tree } from "../targets/k8s/manifests.ts";

/** Paths of what was sent and is not in the answer, with both values. What the server adds does not matter. */
export function notKept(sent: Tree, answered: Tree, path = ""): readonly string[] {
  if (isEmpty(sent) && isEmpty(answered)) return [];
  if (typeof sent === "object" && sent !== null && typeof answered === "object" && answered) {
    const names = Object.keys(sent);
    if (Array.isArray(sent) && names.length !== answered.length)
      return [`${path}: ${names.length} became ${answered.length}`];
    return names.flatMap((name) => notKept(sent[name], answered[name], `${path}/${name}`));
  }
  if (sent === answered || isSameQuantity(sent, answered)) return [];
  return [`${path}: ${JSON.stringify(sent)} became ${JSON.stringify(answered)}`];
}

/** Kubernetes writes nothing where a text, a list or a map is empty. */
function isEmpty(value: Tree): boolean {
  if (value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value ?? {}).length === 0;
}

/** `1000m` comes back as `1`. */
function isSameQuantity(one: Tree, other: Tree): boolean {
  const [first, second] = [one, other].map(quantity);
  return first !== undefined && first === second;
}

const factors = new Map([
  ["m", 1 / 1000],
  ["", 1],
  ...["k", "M", "G", "T", "P", "E"].map((suffix, index) => [suffix, 1000 ** (index + 1)]),
  ...["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].map((suffix, index) => [suffix, 1024 ** (index + 1)]),
] as [string, number][]);

function quantity(value: Tree): number | undefined {
  const [, number, suffix = ""] = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(String(value)) ?? [];
  const factor = factors.get(suffix);
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
