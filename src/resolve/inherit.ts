/** Parent and child to one body, by what the vocabulary says of each statement. */
import { type Body, type Bound, bodyOf } from "./bound.ts";

/** The child's words win; order is the parent's, then what the child adds. */
export function inherit(parent: Body, child: Body): Body {
  const replaced = new Set(
    [...child.values()]
      .filter(({ entry }) => entry.child === "replaces-all")
      .map(({ keyword }) => keyword),
  );
  const body = new Map([...parent].filter(([, { keyword }]) => !replaced.has(keyword)));
  for (const [key, bound] of child) {
    const earlier = body.get(key);
    body.set(key, earlier === undefined ? bound : inheritOne(earlier, bound));
  }
  return bodyOf(body, new Map([...(parent.attempted ?? []), ...(child.attempted ?? [])]));
}

/** Written arguments replace, settings merge; another product or form is another thing and replaces. */
function inheritOne(parent: Bound, child: Bound): Bound {
  if (child.entry.child !== "merges" || !isSameThing(parent, child)) return child;
  const writesArguments = child.form.length > 0;
  const settings = inherit(parent.settings, child.settings);
  if (writesArguments) return { ...child, settings };
  return { ...child, form: parent.form, args: parent.args, settings };
}

function isSameThing(parent: Bound, child: Bound): boolean {
  if (parent.keyword !== child.keyword) return false;
  if (child.keyword === "storage") return productName(parent) === productName(child);
  if (child.keyword === "external") return kindName(parent) === kindName(child);
  return true;
}

function productName(bound: Bound): string {
  const value = bound.args.get("product")?.[0]?.value;
  return typeof value === "object" && value.kind === "product" ? value.product : "";
}

function kindName(bound: Bound): string {
  return String(bound.args.get("kind")?.[0]?.value ?? "");
}
