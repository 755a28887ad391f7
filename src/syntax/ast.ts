/**
 * The tree of a source file as it was written: generic statements, every name and value with its
 * span.
 */
import type { SourceFile, Span } from "../text/source.ts";

/** A bare word or a text in quotes, with its escapes undone. */
export interface Text {
  readonly kind: "text";
  readonly span: Span;
  readonly text: string;
  readonly quoted: boolean;
}

/** A text, with the number of members where one follows: `minio(4)`. */
export interface Value {
  readonly kind: "value";
  readonly span: Span;
  readonly text: Text;
  readonly members?: Text;
}

/** What stands between two commas: values, a block, or both. */
export interface Item {
  readonly kind: "item";
  readonly span: Span;
  readonly values: readonly Value[];
  readonly block?: Block;
}

/** A statement of a cluster or a setting in a block: a name and what follows it. */
export interface Entry {
  readonly kind: "entry";
  readonly span: Span;
  readonly name: Text;
  readonly items: readonly Item[];
}

export interface Block {
  readonly kind: "block";
  readonly span: Span;
  readonly entries: readonly Entry[];
}

export interface Cluster {
  readonly kind: "cluster";
  readonly span: Span;
  /** Absent when the head was so broken that it has none. */
  readonly name?: Text;
  readonly mode?: Text;
  readonly parent?: Text;
  /** From `<` to `>`. */
  readonly body: Span;
  readonly entries: readonly Entry[];
}

export interface Import {
  readonly kind: "import";
  readonly span: Span;
  readonly file: Text;
}

/** Comments stand beside the tree; the formatter puts each back where its offset belongs. */
export interface Comment {
  readonly kind: "comment";
  readonly span: Span;
  readonly text: string;
}

export interface Document {
  readonly kind: "document";
  readonly source: SourceFile;
  readonly span: Span;
  readonly imports: readonly Import[];
  readonly clusters: readonly Cluster[];
  /** Imports and clusters in the order in which they stand. */
  readonly parts: readonly (Import | Cluster)[];
  readonly comments: readonly Comment[];
}
