/** The shape of the vocabulary: what one statement or setting takes, how it repeats and how it is inherited. */

/** Kinds of written values. What each means and how it is judged lives in src/resolve/evaluate.ts. */
export type ArgumentType =
  | "amount" // 50M
  | "bucket"
  | "byte-size" // 256B, 4Ki
  | "code" // of a diagnostic
  | "config-value"
  | "cpu-range" // 1..2
  | "duration" // 1m30s
  | "endpoint" // "host:2379"
  | "endpoint-name" // client, proxy.metrics
  | "external-kind" // etcd, s3, …
  | "host-name"
  | "host-port" // [ADDRESS:]PORT
  | "image"
  | "index" // hnsw, …
  | "label-key"
  | "label-name" // a name without dots
  | "log-size" // 100m
  | "member" // a component, or all
  | "memory-range" // 2Gi..4Gi
  | "minor-version" // 1.34
  | "mtu"
  | "name" // of a cluster or network
  | "node-port"
  | "object-name" // of a Kubernetes object
  | "path"
  | "port"
  | "positive" // 1, 2, …
  | "product" // etcd, minio(4), …
  | "project"
  | "quantity" // 20Gi
  | "registry"
  | "replicas" // x2
  | "target"
  | "text"
  | "variable" // of the process environment
  | "version"; // 2.6.15

export interface Argument {
  readonly name: string;
  readonly type: ArgumentType;
  /** Takes one or more values, up to the next word of the form. */
  readonly many?: true;
}

/** Arguments in order; a string stands for itself. */
export type Form = readonly (Argument | string)[];

export interface Entry {
  /** One line for references, completion and help. */
  readonly summary: string;
  /** The forms that it can take; the first that fits is meant. */
  readonly forms: readonly Form[];
  /** `items`: each comma starts another one of it. `values`: a comma only separates values. */
  readonly list?: "items" | "values";
  readonly settings?: Entries;
  /** Its settings are those of the named target. */
  readonly settingsBy?: "target";
  /** Its settings are free names, each of this form. */
  readonly open?: { readonly kind: "configuration" | "variable"; readonly entry: Entry };
  /** Arguments that make two of it different ones; left out, there is one in a body. */
  readonly keyBy?: readonly string[];
  /** Twice in one body: an error (left out), or both add up. */
  readonly twice?: "adds";
  /** What a child does to its parent's: replaces it (left out), merges by setting, or replaces all of the kind. */
  readonly child?: "merges" | "replaces-all";
}

export type Entries = Readonly<Record<string, Entry>>;

/** The forms of a value that Compose may read from its environment: `VALUE`, `env NAME`, `env NAME "default"`. */
export function orEnv(argument: Argument, before: Form = []): readonly Form[] {
  return [
    [...before, "env", { name: "variable", type: "variable" }, { name: "default", type: "text" }],
    [...before, "env", { name: "variable", type: "variable" }],
    [...before, argument],
  ];
}

/** Components, and which of them are left out. */
export const memberForms: readonly Form[] = [
  [
    { name: "members", type: "member", many: true },
    "except",
    { name: "except", type: "member", many: true },
  ],
  [{ name: "members", type: "member", many: true }],
];
