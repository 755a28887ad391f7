/** What `--emit` prints of each phase, for people and tests. */
import type { CstElement, CstNode, IToken } from "chevrotain";
import type { Workspace } from "../model/schema.ts";
import type { Document } from "../syntax/ast.ts";
import { parseSyntax } from "../syntax/parse.ts";
import type { SourceFile, Span } from "../text/source.ts";

export const phases = ["tokens", "cst", "ast", "ir"] as const;
export type Phase = (typeof phases)[number];

export function dumpIr(workspace: Workspace): string {
  return `${JSON.stringify(workspace, null, 2)}\n`;
}

export function dumpSyntax(source: SourceFile, phase: Exclude<Phase, "ir">): string {
  const { tokens, cst, document } = parseSyntax(source).value;
  if (phase === "ast") return dumpAst(document);
  if (phase === "cst") return `${JSON.stringify(cstJson(cst), null, 2)}\n`;
  const all = [...tokens.significant, ...tokens.comments];
  all.sort((a, b) => a.startOffset - b.startOffset);
  return all.map((token) => `${tokenLine(token)}\n`).join("");
}

/** `0-7 Cluster "cluster"`, offsets half-open. */
function tokenLine({ startOffset, image, tokenType }: IToken): string {
  return `${startOffset}-${startOffset + image.length} ${tokenType.name} ${JSON.stringify(image)}`;
}

function cstJson(node: CstNode): unknown {
  const children = Object.entries(node.children).map(([name, elements]) => [
    name,
    elements.map(elementJson),
  ]);
  return { rule: node.name, ...Object.fromEntries(children) };
}

function elementJson(element: CstElement): unknown {
  return "image" in element ? element.image : cstJson(element);
}

/** Spans as pairs of offsets: the source itself is known. */
function dumpAst(document: Document): string {
  const text = JSON.stringify(
    { ...document, source: document.source.name, imports: undefined, clusters: undefined },
    (_, value: unknown) => (isSpan(value) ? [value.start, value.end] : value),
    2,
  );
  return `${text.replace(/\[\s+(\d+),\s+(\d+)\s+\]/g, "[$1, $2]")}\n`;
}

function isSpan(value: unknown): value is Span {
  return typeof value === "object" && value !== null && "source" in value && "start" in value;
}
