/**
 * Two texts line by line, as people read differences: what goes with `-`, what comes with `+`,
 * three lines around.
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
  const lines = compareLines(before.split("\n"), after.split("\n"));
  const shown = new Array<boolean>(lines.length).fill(false);
  lines.forEach(({ sign }, index) => {
    if (sign === " ") return;
    const last = Math.min(lines.length - 1, index + context);
    for (let at = Math.max(0, index - context); at <= last; at += 1) shown[at] = true;
  });
  const output = [`--- ${beforeName}`, `+++ ${afterName}`];
  let [oldLine, newLine] = [1, 1];
  lines.forEach(({ sign, text }, index) => {
    if (shown[index]) {
      if (!shown[index - 1]) output.push(`@@ -${oldLine} +${newLine} @@`);
      // Else a changed line end would show two lines that look the same.
      output.push(`${sign}${text.replace(/\r$/, sign === " " ? "" : "\\r")}`);
    }
    if (sign !== "+") oldLine += 1;
    if (sign !== "-") newLine += 1;
  });
  return `${output.join("\n")}\n`;
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
