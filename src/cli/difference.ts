/**
 * Two texts line by line, as people read differences and `patch` applies them: what goes with
 * `-`, what comes with `+`, three lines around.
 */

interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

const context = 3;
/** Beyond so many edits nobody reads them one by one: the rest is shown as replaced. */
const editLimit = 400;

/** Nothing when the texts are the same. */
export function unifiedDifference(
  before: string,
  after: string,
  beforeName: string,
  afterName: string,
): string {
  if (before === after) return "";
  const lines = compareLines(linesOf(before), linesOf(after));
  const shown = new Array<boolean>(lines.length).fill(false);
  lines.forEach(({ sign }, index) => {
    if (sign === " ") return;
    const last = Math.min(lines.length - 1, index + context);
    for (let at = Math.max(0, index - context); at <= last; at += 1) shown[at] = true;
  });
  const output = [`--- ${beforeName}\n`, `+++ ${afterName}\n`];
  let [oldLine, newLine] = [1, 1];
  lines.forEach(({ sign, text }, index) => {
    if (shown[index]) {
      if (!shown[index - 1]) output.push(hunkHead(lines, shown, index, oldLine, newLine));
      // Else a changed line end would show two lines that look the same.
      const visible = sign === " " ? text : text.replace(/\r(?=\n?$)/, "\\r");
      output.push(sign + visible);
      if (!text.endsWith("\n")) output.push("\n\\ No newline at end of file\n");
    }
    if (sign !== "+") oldLine += 1;
    if (sign !== "-") newLine += 1;
  });
  return output.join("");
}

/** With their ends, so that a missing last one is a difference too. */
function linesOf(text: string): string[] {
  return text === "" ? [] : text.split(/(?<=\n)/);
}

/** `@@ -4,7 +4,8 @@`: where the shown lines stand on both sides, and how many there are. */
function hunkHead(
  lines: readonly Line[],
  shown: readonly boolean[],
  first: number,
  oldLine: number,
  newLine: number,
): string {
  const end = shown.indexOf(false, first);
  const hunk = lines.slice(first, end === -1 ? lines.length : end);
  const side = (start: number, other: "-" | "+") => {
    const count = hunk.filter(({ sign }) => sign !== other).length;
    const from = count === 0 ? start - 1 : start;
    return count === 1 ? String(from) : `${from},${count}`;
  };
  return `@@ -${side(oldLine, "+")} +${side(newLine, "-")} @@\n`;
}

function compareLines(before: readonly string[], after: readonly string[]): Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start])
    start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const same = (text: string): Line => ({ sign: " ", text });
  const middle = shortestEdit(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  );
  return [
    ...before.slice(0, start).map(same),
    ...middle,
    ...before.slice(before.length - end).map(same),
  ];
}

/** Myers' greedy algorithm: the furthest point on each diagonal for a growing number of edits. */
function shortestEdit(before: readonly string[], after: readonly string[]): Line[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  const limit = Math.min(editLimit, before.length + after.length);
  for (let edits = 0; edits <= limit; edits += 1) {
    trace.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = isDown(furthest, diagonal, edits)
        ? at(furthest, diagonal + 1)
        : at(furthest, diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal])
        x += 1;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(trace, before, after);
    }
  }
  return [
    ...before.map((text): Line => ({ sign: "-", text })),
    ...after.map((text): Line => ({ sign: "+", text })),
  ];
}

function walkBack(
  trace: readonly Map<number, number>[],
  before: readonly string[],
  after: readonly string[],
): Line[] {
  const lines: Line[] = [];
  let [x, y] = [before.length, after.length];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const furthest = trace[edits] as Map<number, number>;
    const diagonal = x - y;
    const down = isDown(furthest, diagonal, edits);
    const from = down ? diagonal + 1 : diagonal - 1;
    const previousX = edits === 0 ? 0 : at(furthest, from);
    const previousY = edits === 0 ? 0 : previousX - from;
    while (x > previousX && y > previousY) {
      x -= 1;
      y -= 1;
      lines.push({ sign: " ", text: before[x] as string });
    }
    if (edits === 0) break;
    if (down) lines.push({ sign: "+", text: after[previousY] as string });
    else lines.push({ sign: "-", text: before[previousX] as string });
    [x, y] = [previousX, previousY];
  }
  return lines.reverse();
}

function isDown(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && at(furthest, diagonal - 1) < at(furthest, diagonal + 1);
}

function at(furthest: ReadonlyMap<number, number>, diagonal: number): number {
  return furthest.get(diagonal) ?? -1;
}
