/** What a target emits, before it is text: data that yaml.ts prints, or text that is no data. */

/** How a value is to look; the value itself stays comparable with `toEqual` through `plain`. */
export interface Notes {
  /** Comment lines above the key. */
  readonly before?: string;
  /** Comment behind the value. */
  readonly after?: string;
  /** A blank line above the key. */
  readonly gap?: true;
  /** `[a, b]` instead of one line each. */
  readonly flow?: true;
  /** In double quotes even where YAML needs none. */
  readonly quote?: true;
}

export class Noted {
  readonly value: Yaml;
  readonly notes: Notes;
  constructor(value: Yaml, notes: Notes) {
    this.value = value;
    this.notes = notes;
  }
}

/** Keys keep their order; `undefined` leaves a key out. Integer-like keys need a Map. */
export type Yaml =
  | string
  | number
  | boolean
  | null
  | undefined
  | Noted
  | readonly Yaml[]
  | ReadonlyMap<string, Yaml>
  | { readonly [key: string]: Yaml };

export function noted(value: Yaml, notes: Notes): Noted {
  return new Noted(value, notes);
}

/** The value without its notes. */
export function plain(value: Yaml): unknown {
  if (value instanceof Noted) return plain(value.value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner as Yaml)]));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => [key, plain(inner as Yaml)]),
    );
  return value;
}

/** One output file. `documents` makes a YAML stream; `text` is written as it is. */
export type Artifact =
  | {
      readonly kind: "yaml";
      readonly path: string;
      /** Comment lines at the top, without `#`. The hash line is added when it is printed. */
      readonly header: readonly string[];
      readonly documents: readonly Yaml[];
    }
  | {
      readonly kind: "text";
      readonly path: string;
      readonly header: readonly string[];
      /** Starts a comment line in this format. */
      readonly comment: string;
      readonly text: string;
    };

export interface OutputFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly text: string;
}
