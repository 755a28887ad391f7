/** Trees to compare: what was written, without where. */

/** Leaves out spans, sources and comments. */
export function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !places.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutSpans(inner)]));
}

const places = new Set(["span", "source", "body", "comments", "imports", "clusters"]);
