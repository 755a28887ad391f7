/** Derived from grammar/productions.ts; `npm run grammar` writes it. */
import type { CstNode, ICstVisitor, IToken } from "chevrotain";

export interface DocumentCstNode extends CstNode {
  name: "document";
  children: DocumentCstChildren;
}

export type DocumentCstChildren = {
  import?: ImportCstNode[];
  cluster?: ClusterCstNode[];
};

export interface ImportCstNode extends CstNode {
  name: "import";
  children: ImportCstChildren;
}

export type ImportCstChildren = {
  Import: IToken[];
  text: TextCstNode[];
};

export interface ClusterCstNode extends CstNode {
  name: "cluster";
  children: ClusterCstChildren;
}

export type ClusterCstChildren = {
  Cluster: IToken[];
  text: TextCstNode[];
  Less: IToken[];
  entries?: EntriesCstNode[];
  Greater: IToken[];
};

export interface EntriesCstNode extends CstNode {
  name: "entries";
  children: EntriesCstChildren;
}

export type EntriesCstChildren = {
  entry: (EntryCstNode)[];
  Semicolon?: (IToken)[];
};

export interface EntryCstNode extends CstNode {
  name: "entry";
  children: EntryCstChildren;
}

export type EntryCstChildren = {
  text: TextCstNode[];
  items?: ItemsCstNode[];
};

export interface ItemsCstNode extends CstNode {
  name: "items";
  children: ItemsCstChildren;
}

export type ItemsCstChildren = {
  item: (ItemCstNode)[];
  Comma?: IToken[];
};

export interface ItemCstNode extends CstNode {
  name: "item";
  children: ItemCstChildren;
}

export type ItemCstChildren = {
  value?: ValueCstNode[];
  block?: (BlockCstNode)[];
};

export interface ValueCstNode extends CstNode {
  name: "value";
  children: ValueCstChildren;
}

export type ValueCstChildren = {
  text: TextCstNode[];
  members?: MembersCstNode[];
};

export interface MembersCstNode extends CstNode {
  name: "members";
  children: MembersCstChildren;
}

export type MembersCstChildren = {
  LeftParenthesis: IToken[];
  Word: IToken[];
  RightParenthesis: IToken[];
};

export interface BlockCstNode extends CstNode {
  name: "block";
  children: BlockCstChildren;
}

export type BlockCstChildren = {
  LeftBrace: IToken[];
  entries?: EntriesCstNode[];
  RightBrace: IToken[];
};

export interface TextCstNode extends CstNode {
  name: "text";
  children: TextCstChildren;
}

export type TextCstChildren = {
  Word?: IToken[];
  Text?: IToken[];
};

export interface ICstNodeVisitor<IN, OUT> extends ICstVisitor<IN, OUT> {
  document(children: DocumentCstChildren, param?: IN): OUT;
  import(children: ImportCstChildren, param?: IN): OUT;
  cluster(children: ClusterCstChildren, param?: IN): OUT;
  entries(children: EntriesCstChildren, param?: IN): OUT;
  entry(children: EntryCstChildren, param?: IN): OUT;
  items(children: ItemsCstChildren, param?: IN): OUT;
  item(children: ItemCstChildren, param?: IN): OUT;
  value(children: ValueCstChildren, param?: IN): OUT;
  members(children: MembersCstChildren, param?: IN): OUT;
  block(children: BlockCstChildren, param?: IN): OUT;
  text(children: TextCstChildren, param?: IN): OUT;
}
