/**
 * The IR: what is to be deployed, in no file format's words. Plain JSON, equal by value, without spans.
 *
 * Arrays are sorted by name, or keep an order that is stated here. Where each value comes from is kept beside it
 * (origins.ts). Only tests, `--emit` and reading an IR from disk load this file at run time; everybody else
 * imports its types.
 */
import * as z from "zod/mini";

const Name = z.string().check(z.minLength(1));
const Count = z.int().check(z.positive());
const Port = z.int().check(z.gte(1), z.lte(65535));
/** May have a fraction. */
const Seconds = z.number().check(z.nonnegative());
const Bytes = z.number().check(z.positive());
/** Thousandths of a core. */
const Millicores = z.number().check(z.positive());

/** This member's host name, its own name, or its number counted from `offset`. */
const Self = z.strictObject({
  kind: z.literal("self"),
  what: z.enum(["host", "name", "number"]),
  offset: z.int(),
});

/**
 * A piece of an argument or variable that depends on where things run; a target renders it, and knows nothing of
 * what it is for.
 *
 * - `host`: the one name under which others reach a component as a whole
 * - `each`: `text` once for every member of a component, in which `self` is that member
 * - `ellipsis`: host names of all members in MinIO's one-word form, as in `minio-{0...3}`
 * - `secret`: the value of one key of a secret
 * - `environment`: a variable that the user sets where the target runs
 */
export const Part = z.discriminatedUnion("kind", [
  Self,
  z.strictObject({ kind: z.literal("host"), component: Name }),
  z.strictObject({
    kind: z.literal("each"),
    component: Name,
    text: z.array(z.union([z.string(), Self])),
    separator: z.string(),
  }),
  z.strictObject({ kind: z.literal("ellipsis"), component: Name }),
  z.strictObject({ kind: z.literal("secret"), secret: Name, key: Name }),
  z.strictObject({
    kind: z.literal("environment"),
    variable: Name,
    default: z.optional(z.string()),
  }),
]);

/** Literal text, or pieces in order. Literal text reaches the process exactly as it stands here. */
export const Text = z.union([z.string(), z.array(z.union([z.string(), Part]))]);

export const Variable = z.strictObject({ name: Name, value: Text });

/** An address that a component listens on. */
export const Endpoint = z.strictObject({
  name: Name,
  port: Port,
  protocol: z.enum(["tcp", "udp"]),
  /** What speaks on it; several targets need to know. */
  speaks: z.enum(["grpc", "http", "other"]),
  /** Members of the same component talk to each other here; nobody else does. */
  peers: z.optional(z.boolean()),
});

/** How a component is asked for its state; runs inside the component's own container. */
export const Check = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("exec"), command: z.array(z.string()).check(z.minLength(1)) }),
  /** A line for the image's own shell. */
  z.strictObject({ kind: z.literal("shell"), line: z.string() }),
  z.strictObject({ kind: z.literal("http"), path: z.string(), port: Port }),
  z.strictObject({ kind: z.literal("tcp"), port: Port }),
]);

export const Health = z.strictObject({
  /** The component can do its work: what waits for it may start. */
  ready: Check,
  /** The same question in a form that works inside the container, where `ready` is asked from outside. */
  inside: Check,
  /** The process lives; restarting it would not help otherwise. */
  alive: Check,
  intervalSeconds: Seconds,
  timeoutSeconds: Seconds,
  retries: Count,
  /** Time at the start in which failures do not count. */
  startSeconds: Seconds,
});

export const Volume = z.strictObject({
  /** Distinguishes the volumes of one component; `data` where there is one. */
  name: Name,
  /** Where it is mounted. */
  path: Name,
  sizeBytes: Bytes,
  /** False: its content may be lost with the container. */
  kept: z.boolean(),
});

const range = <T extends z.ZodMiniType>(amount: T) =>
  z.strictObject({ request: z.optional(amount), limit: z.optional(amount) });

export const Requirements = z.strictObject({
  cpu: range(Millicores),
  memory: range(Bytes),
  gpu: z.optional(
    z.union([
      z.strictObject({ count: Count }),
      z.strictObject({ devices: z.array(z.string()).check(z.minLength(1)) }),
    ]),
  ),
});

/**
 * How a process does without root's rights and without writing into its image. Left out of a component, nothing is
 * known of that.
 */
export const Confinement = z.strictObject({
  uid: z.int().check(z.positive()),
  gid: z.int().check(z.positive()),
  /** Further groups whose files in the image it uses. */
  groups: z.array(z.int()),
  /**
   * Folders outside its volumes that it writes to; `seeded`: it needs what the image has there. Left out: not known,
   * so the image stays writable.
   */
  writable: z.optional(
    z.array(z.strictObject({ path: Name, sizeBytes: Bytes, seeded: z.boolean() })),
  ),
});

/** A file made of a secret's key and put into the container. */
export const SecretFile = z.strictObject({ secret: Name, key: Name, path: Name });

export const Component = z.strictObject({
  name: Name,
  /** What runs: `milvus`, or a product of the catalogue. */
  product: Name,
  /** The Milvus role, or the part of a product that has several kinds of processes. */
  role: Name,
  /** What people call it in `members` and `expose`: the product's name for all its parts. */
  group: Name,
  /** `replicas` are interchangeable; `members` have a name, a number and data of their own. */
  identity: z.enum(["replicas", "members"]),
  count: Count,
  image: Name,
  /**
   * What may keep the image from being pulled, where nobody chose it but the catalogue, and products that do its
   * work as well.
   */
  pullCaution: z.optional(z.strictObject({ text: Name, substitutes: z.array(Name) })),
  /** Numeric user and group of the image, where it is known not to be root. */
  user: z.optional(z.strictObject({ uid: z.int(), gid: z.int() })),
  confinement: z.optional(Confinement),
  /** A shell of the image that opens TCP connections through `/dev/tcp`, where it has one. */
  shell: z.optional(Name),
  /** Replaces the image's entry point; left out, the image's own runs `command`. */
  entrypoint: z.optional(z.array(Text)),
  command: z.optional(z.array(Text)),
  /** Wiring and settings in the order in which they are explained; names are unique. */
  variables: z.array(Variable),
  /** It reads `configuration.file` of the deployment. */
  configured: z.boolean(),
  secretFiles: z.array(SecretFile),
  /** The first one is meant where only the component is named. */
  endpoints: z.array(Endpoint),
  health: Health,
  volumes: z.array(Volume),
  requirements: Requirements,
  spread: z.optional(z.enum(["zone", "host"])),
  aliases: z.array(Name),
  logging: z.strictObject({ maxSize: z.optional(Name), maxFile: z.optional(Count) }),
  /** Time from the request to stop until it is killed. */
  stopSeconds: Seconds,
  restart: z.enum(["always", "unless-stopped", "on-failure", "no"]),
  /** Needs a first process that reaps its children. */
  reaped: z.boolean(),
  /** Docker's default system call filter stops it. */
  unconfined: z.boolean(),
  /** Only one may run at a time: an update stops the old one first. */
  exclusive: z.boolean(),
});

/** A task that runs once before others start, in the image of a component. */
export const Job = z.strictObject({
  name: Name,
  component: Name,
  image: Name,
  user: z.optional(z.strictObject({ uid: z.int(), gid: z.int() })),
  command: z.array(Text),
  variables: z.array(Variable),
  /** Ends well once the task has been done; runs in the same image with the same variables. */
  done: z.optional(z.array(Text)),
});

/** Something that exists elsewhere and is only dialled. */
export const External = z.strictObject({
  /** The kind: `etcd`, `s3`, `pulsar`, `kafka`, … */
  name: Name,
  addresses: z.array(z.strictObject({ host: Name, port: Port })).check(z.minLength(1)),
  tls: z.boolean(),
});

/** Which product holds metadata, objects and messages, wherever it runs. */
export const Dependency = z.strictObject({
  kind: z.enum(["metadata", "objects", "queue"]),
  product: Name,
  /** `inside`: in the Milvus process. */
  placement: z.enum(["deployed", "inside", "external"]),
  /** 0 where it is not deployed. */
  members: z.int().check(z.nonnegative()),
  /** Prefix and bucket that set this cluster's data apart from others'. */
  rootPath: z.optional(Name),
  bucket: z.optional(Name),
});

/** Milvus, or one of its dependencies, opens connections from one component to an endpoint of another. */
export const Need = z.strictObject({
  from: Name,
  /** A component, or an external. */
  to: Name,
  /** Name of the endpoint; for an external its name again. */
  endpoint: Name,
  port: Port,
  why: Name,
});

/** Who waits at its start, and for what. */
export const Wait = z.strictObject({
  component: Name,
  for: Name,
  until: z.enum(["ready", "completed"]),
});

export const Network = z.strictObject({
  name: Name,
  /** No way in from outside and no way out. */
  internal: z.boolean(),
  mtuBytes: z.optional(z.int().check(z.positive())),
  members: z.array(Name),
});

/** An endpoint that is reachable from outside. */
export const Publication = z.strictObject({
  component: Name,
  endpoint: Name,
  /** The port outside, and the one that the component listens on. */
  port: Port,
  targetPort: Port,
  address: z.optional(Name),
  /** A balancer stands on the port, because several replicas or members stand behind it. */
  balanced: z.boolean(),
});

export const Secret = z.strictObject({
  name: Name,
  purpose: Name,
  /** `existing`: made by the user under this name; `required`: its values are the user's to give. */
  origin: z.enum(["existing", "required"]),
  keys: z.array(
    z.strictObject({
      /** What the rest of the IR calls it. */
      name: Name,
      /** What it is called inside the Secret. */
      key: Name,
      /** It is used as a file, not as a variable. */
      file: z.boolean(),
      hint: Name,
    }),
  ),
});

export const Scalar = z.union([z.string(), z.number(), z.boolean()]);
export const Configuration = z.strictObject({
  /** Where the settings are read as a file; left out, all of them travel as variables. */
  file: z.optional(Name),
  /** Dotted keys of milvus.yaml, sorted. */
  settings: z.array(
    z.strictObject({ key: Name, value: z.union([Scalar, z.array(Scalar), z.json()]) }),
  ),
});

export const Allowance = z.strictObject({
  code: Name,
  component: z.optional(Name),
  reason: z.string(),
});

export const Workload = z.strictObject({
  vectors: z.number().check(z.positive()),
  dimensions: Count,
  index: z.strictObject({
    name: Name,
    parameters: z.record(Name, z.union([z.number(), z.boolean()])),
  }),
  scalarBytes: z.number().check(z.nonnegative()),
  queriesPerSecond: z.optional(z.number().check(z.positive())),
});

/** Settings of a `target` block: by setting, each written once or several times, with its arguments. */
export const TargetSetting: z.ZodMiniType<TargetSetting> = z.lazy(() =>
  z.strictObject({
    name: Name,
    arguments: z.record(Name, z.union([z.string(), z.number(), z.array(z.string()), Part])),
    settings: z.array(TargetSetting),
  }),
);
export interface TargetSetting {
  name: string;
  arguments: Record<string, string | number | string[] | z.infer<typeof Part>>;
  settings: TargetSetting[];
}

export const Deployment = z.strictObject({
  name: Name,
  /** File that describes it, as the user named it, without its folder. */
  file: Name,
  mode: z.enum(["standalone", "distributed"]),
  environment: z.enum(["development", "test", "production"]),
  milvusVersion: Name,
  registry: z.optional(Name),
  host: z.optional(Name),
  /** In the catalogue's order: dependencies first, then Milvus, then what stands beside it. */
  components: z.array(Component),
  jobs: z.array(Job),
  /** One of each kind: metadata, objects, queue. */
  dependencies: z.array(Dependency),
  externals: z.array(External),
  needs: z.array(Need),
  /** Pairs of components that are on one network, each pair and the list sorted. */
  shares: z.array(z.tuple([Name, Name])),
  networks: z.array(Network),
  waits: z.array(Wait),
  /** Components and jobs in stages: everything waits only for what stands in earlier stages. */
  startOrder: z.array(z.array(Name)),
  publications: z.array(Publication),
  secrets: z.array(Secret),
  authorization: z.boolean(),
  tls: z.enum(["off", "server", "mutual"]),
  configuration: Configuration,
  workload: z.optional(Workload),
  allowances: z.array(Allowance),
  /** Images of what a target may add by itself to do its work; they are no components. */
  helpers: z.optional(z.strictObject({ balancer: z.optional(Name) })),
  /** By target; settings in the order in which they were written. */
  targets: z.record(Name, z.array(TargetSetting)),
});

export const Workspace = z.strictObject({
  irVersion: z.literal(1),
  deployments: z.array(Deployment),
});

export type Part = z.infer<typeof Part>;
export type Text = z.infer<typeof Text>;
export type Variable = z.infer<typeof Variable>;
export type Endpoint = z.infer<typeof Endpoint>;
export type Check = z.infer<typeof Check>;
export type Health = z.infer<typeof Health>;
export type Volume = z.infer<typeof Volume>;
export type Requirements = z.infer<typeof Requirements>;
export type Confinement = z.infer<typeof Confinement>;
export type Component = z.infer<typeof Component>;
export type Job = z.infer<typeof Job>;
export type Dependency = z.infer<typeof Dependency>;
export type External = z.infer<typeof External>;
export type Need = z.infer<typeof Need>;
export type Wait = z.infer<typeof Wait>;
export type Network = z.infer<typeof Network>;
export type Publication = z.infer<typeof Publication>;
export type Secret = z.infer<typeof Secret>;
export type Scalar = z.infer<typeof Scalar>;
export type Configuration = z.infer<typeof Configuration>;
export type Allowance = z.infer<typeof Allowance>;
export type Workload = z.infer<typeof Workload>;
export type Deployment = z.infer<typeof Deployment>;
export type Workspace = z.infer<typeof Workspace>;
