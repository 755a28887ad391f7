/** Edits to texts, and which of them can be made together. */
import type { Edit } from "./diagnostic.ts";

/** The edits must not overlap. `offset` is where `text` starts in their source. */
export function applyEdits(text: string, edits: readonly Edit[], offset = 0): string {
  let result = "";
  let end = 0;
  for (const edit of [...edits].sort(byPlace)) {
    result += text.slice(end, edit.span.start - offset) + edit.text;
    end = edit.span.end - offset;
  }
  return result + text.slice(end);
}

/** Two insertions at one place overlap too: nobody knows which of them comes first. */
export function overlap(a: Edit, b: Edit): boolean {
  if (a.span.source !== b.span.source) return false;
  if (a.span.start === b.span.start) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}

function byPlace(a: Edit, b: Edit): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
