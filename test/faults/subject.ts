/** A cluster of a program, for whoever wants to change it: its words, what they mean, and edits of them. */
import type { Edit } from "../../src/diagnostics/diagnostic.ts";
import type { Origins } from "../../src/model/origins.ts";
import type { Component, Dependency, Deployment } from "../../src/model/schema.ts";
import type { Cluster, Entry, Item } from "../../src/syntax/ast.ts";
import { type SourceFile, spanOf, textOf } from "../../src/text/source.ts";

export interface Subject {
  readonly source: SourceFile;
  readonly cluster: Cluster;
  readonly deployment: Deployment;
  readonly origins: Origins;
}

/** Words that are edits of; what is to be reported stands in « » in their texts. */
export type Edits = readonly Edit[];

/** Statements of this very body; what a parent says is not among them. */
export function own({ cluster }: Subject, name: string): readonly Entry[] {
  return cluster.entries.filter((entry) => entry.name.text === name);
}

/** A further statement, marked: behind all others, so that it is the later of two. */
export function added({ source, cluster }: Subject, statement: string): Edits {
  const last = cluster.entries.at(-1);
  const [at, text] =
    last === undefined
      ? [cluster.body.start + 1, ` ${marked(statement)}`]
      : [last.span.end, `; ${marked(statement)}`];
  return [{ span: spanOf(source, at, at), text }];
}

/** The statement where it stands once, and a further one where it is left to a default or a parent. */
export function said(subject: Subject, name: string, words: string): Edits {
  const [entry] = own(subject, name.replace(/[«»]/g, ""));
  const statement = `${name} ${words}`;
  return entry === undefined
    ? added(subject, statement)
    : [{ span: entry.span, text: marked(statement) }];
}

/** The statement is taken away with its `;`, and nothing where it is not there. */
export function left({ source }: Subject, entry: Entry): Edits {
  const { text } = source;
  const end = text.indexOf(";", entry.span.end);
  const isLast = end === -1 || text.slice(entry.span.end, end).trim() !== "";
  return [{ span: spanOf(source, entry.span.start, isLast ? entry.span.end : end + 1), text: "" }];
}

/** A setting of a role: in its block, in a block of its own, or in a statement of its own. */
export function roleSetting(subject: Subject, role: string, name: string, words: string): Edits {
  const [entry] = own(subject, role);
  if (entry === undefined) return added(subject, `${role} { ${marked(`${name} ${words}`)} }`);
  return setting(subject, entry.items.at(-1) ?? entry, name, words);
}

/** A setting behind words, marked, in place of the one of this name where there is one. */
export function setting(
  { source }: Subject,
  behind: Item | Entry,
  name: string,
  words: string,
): Edits {
  const text = marked(`${name} ${words}`);
  const block = behind.kind === "item" ? behind.block : undefined;
  if (block === undefined)
    return [{ span: spanOf(source, behind.span.end, behind.span.end), text: ` { ${text} }` }];
  const present = block.entries.find((entry) => entry.name.text === name.replace(/[«»]/g, ""));
  if (present !== undefined) return [{ span: present.span, text }];
  const at = block.span.start + 1;
  return [
    { span: spanOf(source, at, at), text: block.entries.length > 0 ? ` ${text};` : ` ${text} ` },
  ];
}

/** The item of `storage` or `external` that names the dependency of this kind, where this body has one. */
export function itemOf(subject: Subject, kind: Dependency["kind"]): Item | undefined {
  const product = dependencyOf(subject, kind)?.product;
  return [...own(subject, "storage"), ...own(subject, "external")]
    .flatMap(({ items }) => items)
    .find(({ values }) => values[0]?.text.text === product);
}

/** Another dependency of this kind than the deployed one; its settings go with it. */
export function stored(
  subject: Subject,
  kind: Dependency["kind"],
  words: string,
): Edits | undefined {
  const dependency = dependencyOf(subject, kind);
  const item = itemOf(subject, kind);
  if (dependency === undefined || isExternal(subject, kind)) return undefined;
  // What else is said of the product would be said of nothing.
  if (isNamed(subject, dependency.product)) return undefined;
  if (item === undefined) return added(subject, `storage «${words}»`);
  return [{ span: item.span, text: marked(words) }];
}

/** The same dependency with another number of members; its settings stay. */
export function counted(
  subject: Subject,
  kind: Dependency["kind"],
  count: number,
): Edits | undefined {
  const dependency = dependencyOf(subject, kind);
  if (dependency?.placement !== "deployed") return undefined;
  // That several cannot share a port would be another mistake.
  if (count > 1 && isPublished(subject, dependency.product)) return undefined;
  const words = `«${dependency.product}(${count})»`;
  const value = itemOf(subject, kind)?.values[0];
  return value === undefined
    ? added(subject, `storage ${words}`)
    : [{ span: value.span, text: words }];
}

/** A setting of a deployed dependency. */
export function storeSetting(
  subject: Subject,
  kind: Dependency["kind"],
  name: string,
  words: string,
): Edits | undefined {
  const dependency = dependencyOf(subject, kind);
  if (dependency?.placement !== "deployed") return undefined;
  const item = itemOf(subject, kind);
  if (item !== undefined) return setting(subject, item, name, words);
  const count = dependency.members > 1 ? `(${dependency.members})` : "";
  return added(subject, `storage ${dependency.product}${count} { ${marked(`${name} ${words}`)} }`);
}

/** Somebody wrote it, here or in a parent. */
export function isWritten({ origins }: Subject, path: string): boolean {
  return origins.get(path)?.kind === "written";
}

export function hasNetworks(subject: Subject): boolean {
  return subject.deployment.networks.some(({ name }) => isWritten(subject, `networks/${name}`));
}

export function isProduction({ deployment }: Subject): boolean {
  return deployment.environment === "production";
}

export function isDistributed({ deployment }: Subject): boolean {
  return deployment.mode === "distributed";
}

export function isVersion({ deployment }: Subject, ...lines: readonly string[]): boolean {
  return lines.some((line) => deployment.milvusVersion.startsWith(`${line}.`));
}

export function has({ deployment }: Subject, component: string): boolean {
  return deployment.components.some(({ name }) => name === component);
}

/** Somebody publishes it. */
export function isPublished({ deployment }: Subject, group: string): boolean {
  const groups = new Map(deployment.components.map((one) => [one.name, one.group]));
  return deployment.publications.some(({ component }) => groups.get(component) === group);
}

/** A network, a port or a format's block is about it. */
export function isNamed({ cluster }: Subject, product: string): boolean {
  const names = (entries: readonly Entry[]): readonly string[] =>
    entries.flatMap(({ name, items }) =>
      name.text === "storage"
        ? []
        : items.flatMap(({ values, block }) => [
            ...values.map(({ text }) => text.text),
            ...names(block?.entries ?? []),
          ]),
    );
  return names(cluster.entries).some((one) => one.split(".")[0] === product);
}

export function dependencyOf({ deployment }: Subject, kind: Dependency["kind"]) {
  return deployment.dependencies.find((one) => one.kind === kind);
}

export function isExternal(subject: Subject, kind: Dependency["kind"]): boolean {
  return dependencyOf(subject, kind)?.placement === "external";
}

/** Components that are Milvus itself, with the role of each. */
export function milvusOf({ deployment }: Subject): readonly Component[] {
  return deployment.components.filter(({ product }) => product === "milvus");
}

/** Behind all clusters: a further one, that says what this one says under another name. */
export function twin(subject: Subject, change: (body: string) => string): Edits {
  const { source, cluster } = subject;
  const head = textOf(spanOf(source, cluster.span.start, cluster.body.start));
  const body = textOf(cluster.body);
  const name = cluster.name?.text ?? "";
  const end = source.text.length;
  const text = `\n${head.replace(name, "twin")}${change(body)}\n`;
  return [{ span: spanOf(source, end, end), text }];
}

/** Words that have no marks of their own are all meant. */
function marked(words: string): string {
  return words.includes("«") ? words : `«${words}»`;
}
