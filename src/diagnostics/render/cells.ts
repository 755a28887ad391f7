/** How wide a text is on a terminal, and what of it may be printed there at all. */

/** A code point as it is printed, and the columns that it takes. */
export interface Cell {
  readonly text: string;
  readonly width: number;
}

/**
 * Blocks whose characters take two columns (East Asian Width W and F), as pairs of first and last.
 */
const wideRanges = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
] as const;

const emoji = /^\p{Emoji_Presentation}$/u;
const combining = /^[\p{Mn}\p{Me}\u200b-\u200d\u1160-\u11ff]$/u;
/**
 * Would move the cursor, reorder the line or vanish: a source file must not control the terminal.
 */
const control = /^[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]$/u;

const tabStop = 4;

/** The cells of one line. Tabs become spaces; `ascii` spells everything else out as `\u{…}`. */
export function cellsOf(line: string, ascii: boolean): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const character of line) {
    const cell =
      character === "\t"
        ? { text: " ".repeat(tabStop - (column % tabStop)), width: tabStop - (column % tabStop) }
        : cellOf(character, ascii);
    cells.push(cell);
    column += cell.width;
  }
  return cells;
}

export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += cellOf(character, false).width;
  return width;
}

/** A text that a terminal shows and does not obey. */
export function printable(text: string, ascii: boolean): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return [...text].map((character) => cellOf(character, ascii).text).join("");
}

function cellOf(character: string, ascii: boolean): Cell {
  const code = character.codePointAt(0) as number;
  if (code >= 0x20 && code < 0x7f) return { text: character, width: 1 };
  if (ascii) {
    const text = `\\u{${code.toString(16)}}`;
    return { text, width: text.length };
  }
  if (combining.test(character)) return { text: character, width: 0 };
  if (control.test(character)) return { text: "\ufffd", width: 1 };
  const isWide = wideRanges.some(([first, last]) => code >= first && code <= last);
  return { text: character, width: isWide || emoji.test(character) ? 2 : 1 };
}
