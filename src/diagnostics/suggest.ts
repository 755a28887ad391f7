/** Nearest names for misspelt words. */
import { compareText } from "./diagnostic.ts";

export interface Suggestion {
  readonly name: string;
  /** True when it is the only name within two edits: then the fix is safe. */
  readonly only: boolean;
}

/** The nearest known name, or nothing when none is near enough to be meant. */
export function suggest(word: string, names: Iterable<string>): Suggestion | undefined {
  const limit = word.length <= 3 ? 1 : word.length <= 8 ? 2 : Math.floor(word.length / 3);
  const near: { name: string; distance: number }[] = [];
  for (const name of new Set(names)) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase(), Math.max(limit, 2));
    if (distance <= limit) near.push({ name, distance });
  }
  near.sort((a, b) => a.distance - b.distance || compareText(a.name, b.name));
  const best = near[0];
  if (best === undefined) return shortened(word, names);
  return { name: best.name, only: near.length === 1 && best.distance <= 2 };
}

/** `prod` for `production`, where nothing else begins so. */
function shortened(word: string, names: Iterable<string>): Suggestion | undefined {
  if (word.length < 3) return undefined;
  const [name, other] = [...names].filter((one) => one.startsWith(word.toLowerCase()));
  return name === undefined || other !== undefined ? undefined : { name, only: false };
}

/** Optimal string alignment distance (a swap of neighbours is one edit); more than `limit` gives `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (previous[column - 1] as number) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        cost = Math.min(cost, (beforePrevious[column - 2] as number) + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return Math.min(previous[b.length] as number, limit + 1);
}
