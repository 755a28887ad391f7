/** How a terminal wants its text: colours, line drawing, and words folded to its width. */
import type { Severity } from "../diagnostic.ts";
import { widthOf } from "./cells.ts";

export interface PrettyStyle {
  readonly colour: boolean;
  /** The terminal does not take UTF-8: everything else is spelt out. */
  readonly ascii: boolean;
  /** Left out where the output is no terminal: prose is not folded then. */
  readonly columns?: number;
}

export type Tone = Severity | "strong" | "quiet" | "label" | "fix";

const codes: Record<Tone, string> = {
  error: "1;31",
  warning: "1;33",
  note: "1;36",
  strong: "1",
  quiet: "34",
  label: "36",
  fix: "32",
};

export function paint(style: PrettyStyle, tone: Tone, text: string): string {
  return style.colour && text !== "" ? `\x1b[${codes[tone]}m${text}\x1b[0m` : text;
}

export interface Signs {
  readonly corner: string;
  readonly wall: string;
  readonly primary: string;
  readonly label: string;
  readonly gap: string;
  readonly cut: string;
}

export function signsOf({ ascii }: PrettyStyle): Signs {
  return ascii
    ? { corner: "-->", wall: "|", primary: "^", label: "-", gap: ":", cut: "~" }
    : { corner: "┌─", wall: "│", primary: "━", label: "─", gap: "⋮", cut: "…" };
}

/** Lines of at most `width` columns, broken at spaces; a longer word has a line of its own. */
export function fold(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines;
}
