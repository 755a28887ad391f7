/** Reads an existing Milvus configuration file: its keys with dots, each with its place in that file. */
import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from "yaml";
import type { SourceFile, Span } from "../text/source.ts";

interface FileKey {
  readonly key: string;
  readonly value: unknown;
  readonly span: Span;
}

export type ReadKeys =
  | { readonly keys: readonly FileKey[] }
  | { readonly problem: string; readonly at: number };

/** Milvus reads YAML 1.1 (gopkg.in/yaml.v2), where `yes` is true and `0123` is 83: so is it read here. */
export function readYamlKeys(source: SourceFile): ReadKeys {
  const document = parseDocument(source.text, { version: "1.1" });
  const [error] = document.errors;
  if (error !== undefined) return { problem: firstLine(error.message), at: error.pos[0] };
  const { contents } = document;
  if (contents === null) return { keys: [] };
  if (!isMap(contents)) return { problem: "it holds no keys", at: 0 };
  return { keys: keysOf(source, contents, []) };
}

function keysOf(source: SourceFile, map: YAMLMap, path: readonly string[]): FileKey[] {
  return map.items.flatMap((pair) => {
    const own = [...path, keyText(pair)];
    if (isMap(pair.value) && pair.value.items.length > 0) return keysOf(source, pair.value, own);
    return [{ key: own.join("."), value: valueOfPair(pair), span: spanOfPair(source, pair) }];
  });
}

function keyText({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function valueOfPair({ value }: Pair): unknown {
  if (isScalar(value)) return value.value;
  return typeof value === "object" && value !== null && "toJSON" in value
    ? (value as { toJSON: () => unknown }).toJSON()
    : null;
}

/** From the key to the end of its value. */
function spanOfPair(source: SourceFile, { key, value }: Pair): Span {
  const [start, keyEnd] = rangeOf(key) ?? [0, 0];
  return { source, start, end: rangeOf(value)?.[1] ?? keyEnd };
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = (node as { range?: readonly [number, number, number] | null } | null)?.range;
  return range ? [range[0], range[1]] : undefined;
}

function firstLine(text: string): string {
  return (text.split("\n")[0] ?? text).replace(/ at line \d+, column \d+:?$/, "").trim();
}
