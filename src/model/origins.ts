/** Why an IR value is what it is, by path; the IR itself stays plain data. */
import type { Span } from "../text/source.ts";

/** Slash-separated names below one deployment, as in `components/querynode/requirements/memory`; no array indices. */
export type IrPath = string;

export type Origin =
  /** A person wrote it. */
  | { readonly kind: "written"; readonly span: Span }
  /** The catalogue supplied it; `near` is the words that made the thing exist. */
  | { readonly kind: "default"; readonly source: string; readonly near: Span }
  /** A pass computed it from other values. */
  | {
      readonly kind: "derived";
      readonly from: readonly IrPath[];
      readonly because: string;
      readonly near: Span;
    };

export type Origins = ReadonlyMap<IrPath, Origin>;

/** The origin of a path, or of the nearest thing that holds it, at last of the deployment itself. */
export function originOf(origins: Origins, path: IrPath): Origin | undefined {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    const origin = origins.get(at);
    if (origin !== undefined) return origin;
  }
  return origins.get("");
}

/** Where a person would look for it: the written words, or the words that made it exist. */
export function spanOfOrigin(origin: Origin): Span {
  return origin.kind === "written" ? origin.span : origin.near;
}
