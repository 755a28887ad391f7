/** What a command of the command line is: help, completion and parsing read it from the object. */
import type { Host } from "../host/host.ts";

/** What the shell may offer where a value or an operand stands. */
export type Offer =
  | "files"
  | "folders"
  | "targets"
  | "codes"
  | "clusters"
  | "commands"
  | readonly string[];

export interface Option {
  /** Without the dashes. */
  readonly name: string;
  /** What it takes, as help writes it; left out, it is a switch. */
  readonly value?: string;
  /** May be given several times. */
  readonly many?: true;
  readonly offer?: Offer;
  /** Only what `offer` lists is taken. */
  readonly strict?: true;
  readonly summary: string;
}

export interface Example {
  readonly line: string;
  readonly does: string;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Behind `milvusc NAME`, one for each form. */
  readonly usage: readonly string[];
  /** Paragraphs; what one needs to know beyond the options. */
  readonly about: readonly string[];
  readonly operands: {
    readonly least: number;
    readonly most: number;
    readonly offer: Offer;
    /** What is missing when there are too few. */
    readonly what: string;
  };
  readonly options: readonly Option[];
  readonly examples: readonly Example[];
  /** Gives the exit code. */
  readonly run: (call: Call) => Promise<number> | number;
}

export interface Call {
  readonly host: Host;
  readonly operands: readonly string[];
  has(option: string): boolean;
  /** The last one wins. */
  value(option: string): string | undefined;
  values(option: string): readonly string[];
}

export function defineCommand(command: Command): Command {
  return command;
}

/** A wrong command line: exit 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** What to do instead. */
  readonly help: string | undefined;
  constructor(text: string, help?: string) {
    super(text);
    this.help = help;
  }
}

export const exitCodes = { fine: 0, errors: 1, usage: 2, bug: 70 } as const;
