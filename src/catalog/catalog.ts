/** The shape of what is known about Milvus. Entries are pure data or pure functions, and each names its source. */
import type {
  Component,
  Deployment,
  Health,
  Job,
  Need,
  Requirements,
  Variable,
  Wait,
  Workload,
} from "../model/schema.ts";

export type Mode = Deployment["mode"];
export type Environment = Deployment["environment"];

/** Kinds of dependency; a cluster has one of each. */
export type DependencyKind = "metadata" | "objects" | "queue";

/** What everything in one deployment can ask about it. */
export interface Setting {
  readonly cluster: string;
  readonly mode: Mode;
  readonly environment: Environment;
  readonly milvusVersion: string;
  readonly line: MilvusLine;
  /** Products in use: deployed, inside Milvus, or external (then the external's name). */
  readonly metadata: Chosen;
  readonly objects: Chosen;
  readonly queue: Chosen;
  readonly authorization: boolean;
  /** Password of the user `root`, where one was written. */
  readonly rootPassword?: Variable["value"];
  readonly tls: Deployment["tls"];
  /** Secrets with the server's certificate and with the authority that signs clients' certificates. */
  readonly certificate?: { readonly secret: string; readonly authority: string };
  readonly workload?: Workload;
}

/** A dependency that was chosen, deployed or not. */
export interface Chosen {
  readonly product: Product;
  /** Members; 0 when it is external or runs inside Milvus. */
  readonly count: number;
  readonly external?: ExternalChoice;
  /** MinIO's user and password, where the product has them. */
  readonly credentials?: Credentials;
}

export interface ExternalChoice {
  readonly kind: string;
  readonly endpoints: readonly {
    readonly host: string;
    readonly port: number;
    readonly scheme?: string;
  }[];
  readonly tls: boolean;
  readonly rootPath?: string;
  readonly bucket?: string;
  readonly region?: string;
  readonly tenant?: string;
  readonly namespace?: string;
}

export interface Credentials {
  readonly user: Variable["value"];
  readonly password: Variable["value"];
}

/** Sizes that hold for one replica or member, after written values won over defaults. */
export interface Sizes {
  readonly requirements: Requirements;
  readonly diskBytes?: number;
  /** `disk off` was written. */
  readonly keepsNothing: boolean;
  /** By role, where a product's processes differ and nothing was written; else `requirements` holds for all. */
  readonly parts?: Readonly<Record<string, Requirements>>;
  /** The image that was written in place of the catalogue's: commands and checks follow its release. */
  readonly image?: string;
}

/** Default sizes with the place where they are recommended. */
export interface DefaultSizes {
  readonly requirements: Requirements;
  readonly diskBytes?: number;
  /** By role, where a product's processes differ; written cpu and memory hold for each of them. */
  readonly parts?: Readonly<Record<string, Requirements>>;
  readonly source: string;
}

/** What a component is before people's own settings are laid over it (image, alias, logging, spread, …). */
export type PlannedComponent = Omit<
  Component,
  "logging" | "spread" | "aliases" | "restart" | "image"
> & {
  /** The catalogue's image; the registry is not applied yet. */
  readonly image: string;
};

export interface Plan {
  readonly components: readonly PlannedComponent[];
  readonly jobs: readonly Omit<Job, "image">[];
  readonly needs: readonly Need[];
  readonly waits: readonly Wait[];
}

export interface Dialled {
  readonly component: string;
  readonly endpoint: string;
  readonly port: number;
  /** Further endpoints of the same component that Milvus dials. */
  readonly also?: readonly { readonly endpoint: string; readonly port: number }[];
}

/** Where clients outside reach a published endpoint. */
export interface OutsideAddress {
  readonly host: string;
  readonly port: number;
}

export interface Advertised {
  readonly component: PlannedComponent;
  readonly endpoint: string;
}

/** A dependency or console that the language can name. One file in components/ each. */
export interface Product {
  readonly name: string;
  readonly kind: DependencyKind | "console";
  readonly summary: string;
  readonly source: string;
  /** Runs inside the Milvus process when it has no members of its own (rocksmq, woodpecker, embedded etcd, local). */
  readonly inside: boolean;
  /** Milvus lines and modes that take it; facts of versions, not of taste. */
  readonly supports: (line: string, mode: Mode, milvusVersion: string, count: number) => boolean;
  /** Smallest and largest number of members, and which numbers between make sense. */
  readonly members: { readonly least: number; readonly most: number };
  readonly defaultMembers: (mode: Mode, environment: Environment) => number;
  readonly defaultSizes: (setting: Setting, count: number) => DefaultSizes;
  /** Components, jobs, and their connections among themselves. Nothing for what runs inside. */
  readonly plan: (setting: Setting, count: number, sizes: Sizes) => Plan;
  /** How a Milvus process is told where it is, deployed or external; every variable with its reason. */
  readonly wiring: (setting: Setting, chosen: Chosen) => readonly Variable[];
  /** Endpoint of which component Milvus dials; nothing for what runs inside. */
  readonly dialled: (setting: Setting, count: number) => Dialled | undefined;
  /**
   * What an exposed member must know of its outside address, for products whose clients are told where to go
   * (Kafka). The endpoint that `expose` named is then published as `endpoint` of the answer.
   */
  readonly advertise?: (component: PlannedComponent, outside: OutsideAddress) => Advertised;
  /** User and password that its documentation shows; only for products that have such. */
  readonly wellKnownCredentials?: Credentials;
  /** `external` can name it. */
  readonly external?: boolean;
  /** Only `external` can name it: a cloud's service. */
  readonly externalOnly?: boolean;
  /** Endpoints that `expose` can name, the default one first. */
  readonly exposable?: readonly string[];
  /** Configuration keys of milvus.yaml that this choice decides. */
  readonly decides: readonly string[];
}

export type RoleName =
  | "standalone"
  | "rootcoord"
  | "datacoord"
  | "querycoord"
  | "indexcoord"
  | "mixcoord"
  | "proxy"
  | "streamingnode"
  | "querynode"
  | "datanode"
  | "indexnode";

/** A kind of Milvus process. */
export interface Role {
  readonly name: RoleName;
  readonly summary: string;
  readonly kind: "standalone" | "coordinator" | "worker" | "access";
  /** Configuration section with this role's port, where it has one (`rootCoord.port`). */
  readonly portKey?: string;
  readonly source: string;
}

/** A role of one cluster, with the sizes that hold for one replica. */
export interface PlannedRole {
  readonly name: RoleName;
  readonly count: number;
  readonly sizes: Sizes;
}

/** Who dials whom inside Milvus; `to` may be a role or a kind of dependency. */
export interface Call {
  readonly from: RoleName;
  readonly to: RoleName | DependencyKind;
  /** Endpoint of the role that is dialled; dependencies know their own. */
  readonly endpoint?: string;
  readonly why: string;
}

/** One Milvus line: a file in versions/, plus its table of configuration keys. */
export interface MilvusLine {
  /** `2.4` */
  readonly name: string;
  readonly source: string;
  /** Patches known to the catalogue. */
  readonly oldest: string;
  /** The newest whose source the catalogue was made from. */
  readonly newest: string;
  /** A newer one that is known to exist. */
  readonly newestPublished?: string;
  /** Roles that a cluster may name, by mode, in start order of habit. */
  readonly roles: Readonly<Record<Mode, readonly RoleName[]>>;
  /** Roles of a cluster that names none of them. */
  readonly defaultRoles: Readonly<Record<Mode, readonly RoleName[]>>;
  /** Roles that others have: what became of them here. */
  readonly absentRoles: Readonly<Partial<Record<RoleName, string>>>;
  /** Roles that start here and do nothing: who does their work. */
  readonly idleRoles: Readonly<Partial<Record<RoleName, string>>>;
  readonly queues: Readonly<Record<Mode, readonly string[]>>;
  readonly defaultQueue: Readonly<Record<Mode, string>>;
  /** Connections inside a distributed cluster; standalone only dials its dependencies. */
  readonly calls: readonly Call[];
}

/** Health as a product declares it, before the cluster's `healthcheck` is laid over. */
export type PlannedHealth = Health;
