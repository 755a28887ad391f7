/**
 * Productions as railroad diagrams: one page of plain SVG, without scripts and without anything to
 * load. Each expression becomes a box on a line; boxes know how far they reach above and below it.
 */
import type { Expression, Production } from "./expression.ts";

interface Box {
  readonly width: number;
  readonly up: number;
  readonly down: number;
  /** Drawn with its line entering at `x` and leaving at `x + width`, at the height `y`. */
  readonly draw: (x: number, y: number) => string;
}

const [gap, radius, half, letter] = [10, 8, 12, 8];

export function deriveRailroad(productions: readonly Production[]): string {
  const links = productions.map(({ name }) => `<a href="#${name}">${name}</a>`);
  const diagrams = productions.map(
    (production) => `<h2 id="${production.name}">${production.name}</h2>\n${diagram(production)}`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Grammar of .mvs files</title>
<style>
${style}
</style>
<h1>Grammar of <code>.mvs</code> files</h1>
<p>Follow the line from the left to the right. Round boxes stand as they are, sharp ones lead to
their own diagram. <code>Word</code> and <code>Text</code> are tokens; white space and comments may
stand between any two.</p>
<nav>${links.join(" ")}</nav>
${diagrams.join("\n")}
</html>
`;
}

const style = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto;
  padding: 0 1rem; color: #1c2733; background: #fff }
h2 { font: 600 1rem ui-monospace, monospace; margin: 2rem 0 .5rem }
nav a { margin-right: .75rem; font-family: ui-monospace, monospace }
a { color: #0b5cad }
svg { display: block; max-width: 100%; height: auto }
svg path { fill: none; stroke: #5b6b7b; stroke-width: 1.5 }
svg rect { stroke: #5b6b7b; stroke-width: 1.5 }
svg text { font: 13px ui-monospace, monospace; text-anchor: middle; fill: #1c2733 }
svg .rule { fill: #e3effb }
svg .token { fill: #f3ead7 }
svg .literal { fill: #e2f3e4 }
svg circle { fill: #5b6b7b }`;

function diagram({ is }: Production): string {
  const box = sequence([toBox(is)]);
  const [left, top] = [24, box.up + gap];
  const [width, height] = [box.width + 2 * left, top + box.down + gap];
  const ends = `<circle cx="8" cy="${top}" r="4"/><circle cx="${width - 8}" cy="${top}" r="4"/>`;
  const lines = line(12, top, left - 12) + line(left + box.width, top, left - 12);
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg ${size} role="img">${ends}${lines}${box.draw(left, top)}</svg>`;
}

function toBox(expression: Expression): Box {
  switch (expression.kind) {
    case "rule":
    case "token":
      return leaf(expression.name, expression.kind);
    case "literal":
      return leaf(expression.text, "literal");
    case "sequence":
      return sequence(expression.parts.map(toBox));
    case "choice":
      return choice(expression.parts.map(toBox));
    case "optional":
      return optional(toBox(expression.part));
    case "some":
      return loop(toBox(expression.part));
    case "any":
      return optional(loop(toBox(expression.part)));
  }
}

function leaf(text: string, kind: "rule" | "token" | "literal"): Box {
  const width = text.length * letter + 20;
  const corner = kind === "literal" ? half : 2;
  const draw = (x: number, y: number): string => {
    const size = `width="${width}" height="${2 * half}" rx="${corner}"`;
    const rect = `<rect class="${kind}" x="${x}" y="${y - half}" ${size}/>`;
    const label = `<text x="${x + width / 2}" y="${y + 4}">${escaped(text)}</text>`;
    return kind === "rule" ? `<a href="#${text}">${rect}${label}</a>` : rect + label;
  };
  return { width, up: half, down: half, draw };
}

function sequence(parts: readonly Box[]): Box {
  return {
    width: total(parts.map(({ width }) => width)) + gap * (parts.length - 1),
    up: Math.max(...parts.map(({ up }) => up)),
    down: Math.max(...parts.map(({ down }) => down)),
    draw: (x, y) => {
      let at = x;
      const drawn = parts.map((part, index) => {
        const before = index === 0 ? "" : line(at - gap, y, gap);
        const text = before + part.draw(at, y);
        at += part.width + gap;
        return text;
      });
      return drawn.join("");
    },
  };
}

/** The first alternative on the line, the others below it. */
function choice(parts: readonly Box[]): Box {
  const [first, ...others] = parts as [Box, ...Box[]];
  const inner = Math.max(...parts.map(({ width }) => width));
  const offsets: number[] = [];
  let bottom = first.down;
  for (const { up, down } of others) {
    offsets.push(bottom + gap + up);
    bottom += gap + up + down;
  }
  const side = 2 * radius;
  const width = inner + 2 * side;
  const draw = (x: number, y: number): string => {
    const straight = line(x, y, side) + first.draw(x + side, y);
    const rest = line(x + side + first.width, y, width - side - first.width);
    const branches = others.map((part, index) => {
      const depth = offsets[index] as number;
      const end = x + side + part.width;
      const fork = path(x, y, rightDown, down(depth), downRight);
      const join = path(x + width - side, y + depth, rightUp, up(depth), upRight);
      const tail = line(end, y + depth, x + width - side - end);
      return fork + part.draw(x + side, y + depth) + tail + join;
    });
    return straight + rest + branches.join("");
  };
  return { width, up: first.up, down: bottom, draw };
}

/** A way past it, above. */
function optional(part: Box): Box {
  const [side, height] = [2 * radius, part.up + gap];
  const width = part.width + 2 * side;
  const draw = (x: number, y: number): string => {
    const over = [rightUp, up(height), upRight, `h${part.width}`];
    const past = path(x, y, ...over, rightDown, down(height), downRight);
    return line(x, y, side) + part.draw(x + side, y) + line(x + side + part.width, y, side) + past;
  };
  return { width, up: height, down: part.down, draw };
}

/** A way back to its start, below. */
function loop(part: Box): Box {
  const depth = part.down + gap;
  const width = part.width + 2 * radius;
  const draw = (x: number, y: number): string => {
    const under = [rightDown, down(depth), downLeft, `h-${part.width}`];
    const back = path(x + radius + part.width, y, ...under, leftUp, up(depth), upRight);
    return (
      line(x, y, radius) +
      part.draw(x + radius, y) +
      line(x + radius + part.width, y, radius) +
      back
    );
  };
  return { width, up: part.up, down: depth, draw };
}

/** Curves by the direction of their two halves, and the straight way between two of them. */
const rightDown = `q${radius} 0 ${radius} ${radius}`;
const downRight = `q0 ${radius} ${radius} ${radius}`;
const downLeft = `q0 ${radius} -${radius} ${radius}`;
const leftUp = `q-${radius} 0 -${radius} -${radius}`;
const rightUp = `q${radius} 0 ${radius} -${radius}`;
const upRight = `q0 -${radius} ${radius} -${radius}`;
const down = (height: number) => `v${height - 2 * radius}`;
const up = (height: number) => `v-${height - 2 * radius}`;

function path(x: number, y: number, ...steps: readonly string[]): string {
  return `<path d="M${x} ${y}${steps.join("")}"/>`;
}

function line(x: number, y: number, length: number): string {
  return length > 0 ? path(x, y, `h${length}`) : "";
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
