/** JSON with the place of every value, which the language's own parser does not tell. */
import type { SourceFile, Span } from "../text/source.ts";

export interface JsonValue {
  readonly span: Span;
  readonly value: unknown;
  readonly isList: boolean;
  readonly members?: readonly (readonly [string | number, JsonValue])[];
}

export interface JsonProblem {
  readonly problem: string;
  readonly at: number;
}

/** As deep as anything that we write, by far. */
const depthLimit = 100;

class Failure extends Error {
  readonly at: number;
  constructor(text: string, at: number) {
    super(text);
    this.at = at;
  }
}

export function readJson(source: SourceFile): JsonValue | JsonProblem {
  try {
    return new Reader(source).document();
  } catch (error) {
    if (error instanceof Failure) return { problem: error.message, at: error.at };
    throw error;
  }
}

class Reader {
  readonly #source: SourceFile;
  readonly #text: string;
  #offset: number;

  constructor(source: SourceFile) {
    this.#source = source;
    this.#text = source.text;
    this.#offset = source.text.startsWith("\ufeff") ? 1 : 0;
  }

  document(): JsonValue {
    const value = this.#value(0);
    this.#blanks();
    if (this.#offset < this.#text.length) throw this.#failure("something follows its end");
    return value;
  }

  #value(depth: number): JsonValue {
    if (depth > depthLimit) throw this.#failure("it is nested too deeply");
    this.#blanks();
    const start = this.#offset;
    const sign = this.#text[start];
    if (sign === "{") return this.#object(start, depth);
    if (sign === "[") return this.#list(start, depth);
    const scalar = sign === '"' ? this.#string() : this.#word();
    return { span: this.#span(start), value: scalar, isList: false };
  }

  #object(start: number, depth: number): JsonValue {
    const members: [string, JsonValue][] = [];
    // No prototype: `__proto__` is a key like any other, which the schema then refuses.
    const value: Record<string, unknown> = Object.create(null);
    this.#items("}", () => {
      this.#blanks();
      if (this.#text[this.#offset] !== '"') throw this.#failure("a key in quotes is missing");
      const at = this.#offset;
      const key = this.#string();
      if (key in value) throw new Failure(`the key "${key}" is there twice`, at);
      this.#expect(":");
      const inner = this.#value(depth + 1);
      members.push([key, inner]);
      value[key] = inner.value;
    });
    return { span: this.#span(start), value: { ...value }, isList: false, members };
  }

  #list(start: number, depth: number): JsonValue {
    const members: [number, JsonValue][] = [];
    this.#items("]", () => {
      members.push([members.length, this.#value(depth + 1)]);
    });
    const value = members.map(([, inner]) => inner.value);
    return { span: this.#span(start), value, isList: true, members };
  }

  #items(close: string, read: () => void): void {
    this.#offset += 1;
    this.#blanks();
    if (this.#text[this.#offset] === close) {
      this.#offset += 1;
      return;
    }
    for (;;) {
      read();
      this.#blanks();
      const sign = this.#text[this.#offset];
      this.#offset += 1;
      if (sign === close) return;
      if (sign !== ",") {
        this.#offset -= 1;
        throw this.#failure(`"," or "${close}" is missing`);
      }
    }
  }

  #string(): string {
    const match = /"(?:[^"\\\n\r]|\\.)*"/y;
    match.lastIndex = this.#offset;
    return this.#scalar(match.exec(this.#text)?.[0], "this text does not end") as string;
  }

  #word(): unknown {
    const match = /[^\s,:{}[\]"]+/y;
    match.lastIndex = this.#offset;
    const found = match.exec(this.#text)?.[0];
    return this.#scalar(found, found === undefined ? "a value is missing" : "this is no value");
  }

  #scalar(found: string | undefined, problem: string): unknown {
    if (found === undefined) throw this.#failure(problem);
    try {
      const value: unknown = JSON.parse(found);
      this.#offset += found.length;
      return value;
    } catch {
      throw this.#failure("this is no value");
    }
  }

  #expect(sign: string): void {
    this.#blanks();
    if (this.#text[this.#offset] !== sign) throw this.#failure(`"${sign}" is missing`);
    this.#offset += 1;
  }

  #blanks(): void {
    while (" \t\n\r".includes(this.#text[this.#offset] ?? "x")) this.#offset += 1;
  }

  #span(start: number): Span {
    return { source: this.#source, start, end: this.#offset };
  }

  #failure(text: string): Failure {
    return new Failure(text, this.#offset);
  }
}
