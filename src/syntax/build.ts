/** CST to AST. Token order was mended before, so every child that the grammar promises is there. */
import type { CstElement, CstNode, IToken } from "chevrotain";
import { Text as TextToken } from "../../grammar/tokens.ts";
import { modes } from "../../grammar/vocabulary.ts";
import { createReport, type Report, safeFix } from "../diagnostics/define.ts";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { invariant } from "../diagnostics/invariant.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { joinSpans, type SourceFile, type Span, spanOf } from "../text/source.ts";
import type * as ast from "./ast.ts";
import { syntaxCodes } from "./diagnostics.ts";
import { tokenSpan } from "./lex.ts";

interface Context {
  readonly source: SourceFile;
  readonly report: Report<typeof syntaxCodes>;
}

export function build(
  source: SourceFile,
  cst: CstNode,
  comments: readonly IToken[],
): Result<ast.Document> {
  const diagnostics: Diagnostic[] = [];
  const context = { source, report: createReport(syntaxCodes, (found) => diagnostics.push(found)) };
  const imports = nodes(cst, "import").map((node) => buildImport(context, node));
  const clusters = nodes(cst, "cluster").map((node) => buildCluster(context, node));
  reportModesAsNames(context, clusters);
  const parts = [...imports, ...clusters].sort((a, b) => a.span.start - b.span.start);
  const value: ast.Document = {
    kind: "document",
    source,
    span: spanOf(source, 0, source.text.length),
    imports,
    clusters,
    parts,
    comments: comments.map((token) => ({
      kind: "comment",
      span: tokenSpan(source, token),
      text: token.image,
    })),
  };
  return { value, diagnostics };
}

/** `cluster standalone < … >`: a template of this name that nobody uses is a mode whose name is missing. */
function reportModesAsNames({ report }: Context, clusters: readonly ast.Cluster[]): void {
  const used = new Set(clusters.map(({ parent }) => parent?.text));
  for (const { name, mode, parent } of clusters) {
    if (name === undefined || name.quoted || mode !== undefined || parent !== undefined) continue;
    if (!(modes as readonly string[]).includes(name.text) || used.has(name.text)) continue;
    report("known-head", "mode", { at: name.span, facts: { mode: name.text } });
  }
}

/** import ::= "import" text */
function buildImport(context: Context, node: CstNode): ast.Import {
  const file = buildText(context, only(node, "text"));
  const span = joinSpans(tokenSpan(context.source, token(node, "Import")), file.span);
  return { kind: "import", span, file };
}

/** cluster ::= "cluster" text+ "<" entries? ">" */
function buildCluster(context: Context, node: CstNode): ast.Cluster {
  const keyword = tokenSpan(context.source, token(node, "Cluster"));
  const body = joinSpans(
    tokenSpan(context.source, token(node, "Less")),
    tokenSpan(context.source, token(node, "Greater")),
  );
  const words = nodes(node, "text").map((text) => buildText(context, text));
  return {
    kind: "cluster",
    span: joinSpans(keyword, body),
    ...buildHead(context, keyword, words),
    body,
    entries: buildEntries(context, node),
  };
}

type Head = Pick<ast.Cluster, "name" | "mode" | "parent">;

/** NAME [standalone, distributed] [extends NAME] */
function buildHead({ report }: Context, keyword: Span, words: readonly ast.Text[]): Head {
  const head: { name?: ast.Text; mode?: ast.Text; parent?: ast.Text } = {};
  const [name, ...rest] = words;
  if (name === undefined || (name.text === "" && !name.quoted) || isEmpty(name)) {
    report("known-head", "name", { at: keyword });
  } else head.name = name;
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] as ast.Text;
    if ((modes as readonly string[]).includes(word.text) && head.mode === undefined) {
      if (head.parent !== undefined) report("known-head", "order", { at: word.span });
      head.mode = word;
    } else if (word.text === "extends" && head.parent === undefined) {
      const parent = rest[index + 1];
      index += 1;
      if (parent === undefined) report("known-head", "parent", { at: word.span });
      else head.parent = parent;
    } else reportHeadWord(report, word);
  }
  return head;
}

function reportHeadWord(report: Report<typeof syntaxCodes>, word: ast.Text): void {
  const near = suggest(word.text, [...modes, "extends"]);
  if (near === undefined || near.name === word.text)
    report("known-head", "word", { at: word.span, facts: { found: word.text } });
  else
    report("known-head", "misspelt", {
      at: word.span,
      facts: { found: word.text, name: near.name },
      fixes: [
        {
          title: `write \`${near.name}\``,
          safe: near.only,
          edits: [{ span: word.span, text: near.name }],
        },
      ],
    });
}

/** entries ::= entry ( ";" entry )* ";"? */
function buildEntries(context: Context, parent: CstNode): ast.Entry[] {
  return nodes(parent, "entries").flatMap((entries) =>
    nodes(entries, "entry").map((entry) => buildEntry(context, entry)),
  );
}

/** entry ::= text items? */
function buildEntry(context: Context, node: CstNode): ast.Entry {
  const name = buildText(context, only(node, "text"));
  const items = nodes(node, "items").flatMap((list) =>
    nodes(list, "item").map((item) => buildItem(context, item)),
  );
  const span = joinSpans(name.span, items.at(-1)?.span ?? name.span);
  return { kind: "entry", span, name, items };
}

/** item ::= value+ block? | block */
function buildItem(context: Context, node: CstNode): ast.Item {
  const values = nodes(node, "value").map((value) => buildValue(context, value));
  const [block] = nodes(node, "block").map((child) => buildBlock(context, child));
  const first = values[0]?.span ?? (block as ast.Block).span;
  const span = joinSpans(first, block?.span ?? (values.at(-1) as ast.Value).span);
  return { kind: "item", span, values, ...(block === undefined ? {} : { block }) };
}

/** value ::= text members? */
function buildValue(context: Context, node: CstNode): ast.Value {
  const text = buildText(context, only(node, "text"));
  const [group] = nodes(node, "members");
  if (group === undefined) return { kind: "value", span: text.span, text };
  const count = token(group, "Word");
  const members: ast.Text = {
    kind: "text",
    span: tokenSpan(context.source, count),
    text: count.image,
    quoted: false,
  };
  const end = tokenSpan(context.source, token(group, "RightParenthesis"));
  return { kind: "value", span: joinSpans(text.span, end), text, members };
}

/** block ::= "{" entries? "}" */
function buildBlock(context: Context, node: CstNode): ast.Block {
  const span = joinSpans(
    tokenSpan(context.source, token(node, "LeftBrace")),
    tokenSpan(context.source, token(node, "RightBrace")),
  );
  return { kind: "block", span, entries: buildEntries(context, node) };
}

/** text ::= Word | Text */
function buildText(context: Context, node: CstNode): ast.Text {
  const [element] = Object.values(node.children).flat() as IToken[];
  const written = element as IToken;
  const span = tokenSpan(context.source, written);
  const meant: string = written.payload ?? written.image;
  if (written.tokenType !== TextToken || !meant.startsWith('"'))
    return { kind: "text", span, text: meant, quoted: false };
  if (written.payload === undefined) reportEscapes(context, written);
  const text = meant.slice(1, -1).replace(/\\(["\\])/g, "$1");
  return { kind: "text", span, text, quoted: true };
}

function reportEscapes({ source, report }: Context, written: IToken): void {
  for (const found of written.image.slice(1, -1).matchAll(/\\(.)/gsu)) {
    if (found[1] === '"' || found[1] === "\\") continue;
    const start = written.startOffset + 1 + found.index;
    const span = spanOf(source, start, start + found[0].length);
    report("quoted-text", "escape", {
      at: span,
      facts: { found: found[1] as string },
      fixes: [safeFix("write the `\\` twice", { span, text: `\\\\${found[1]}` })],
      help: 'Write `\\\\` for a backslash and `\\"` for a quote.',
    });
  }
}

/** What mend.ts put into a head without a name. */
function isEmpty({ span }: ast.Text): boolean {
  return span.start === span.end;
}

function nodes(parent: CstNode, name: string): CstNode[] {
  return (parent.children[name] as CstNode[] | undefined) ?? [];
}

function only(parent: CstNode, name: string): CstNode {
  const [child] = nodes(parent, name);
  invariant(child !== undefined, `${parent.name} has no ${name}`);
  return child;
}

function token(parent: CstNode, name: string): IToken {
  const [child] = (parent.children[name] as CstElement[] | undefined) ?? [];
  invariant(child !== undefined, `${parent.name} has no ${name}`);
  return child as IToken;
}
