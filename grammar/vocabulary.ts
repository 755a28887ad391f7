/**
 * Every statement and setting of the language, once. Binding, nearest names, fixes, the reference tables,
 * editor grammars, completion and the program smith read this table; roles and products come from the catalogue.
 */
import { composeBlock, helmBlock, kubernetesBlock, operatorBlock } from "./blocks.ts";
import { type Entries, type Entry, memberForms, orEnv } from "./entry.ts";

const healthcheck: Entry = {
  summary: "how often and how long a component's health is asked for",
  forms: [[]],
  child: "merges",
  settings: {
    interval: { summary: "time between two checks", forms: [[{ name: "time", type: "duration" }]] },
    timeout: { summary: "time one check may take", forms: [[{ name: "time", type: "duration" }]] },
    retries: {
      summary: "failures in a row until unhealthy",
      forms: [[{ name: "count", type: "positive" }]],
    },
    start: {
      summary: "time at the start in which failures do not count",
      forms: [[{ name: "time", type: "duration" }]],
    },
  },
};

const logging: Entry = {
  summary: "how large a container's log may grow",
  forms: [[]],
  child: "merges",
  settings: {
    "max-size": {
      summary: "size at which a log file is rotated",
      forms: [[{ name: "size", type: "log-size" }]],
    },
    "max-file": { summary: "log files kept", forms: [[{ name: "count", type: "positive" }]] },
  },
};

const cpu: Entry = {
  summary: "processor cores of each replica or member, `request..limit` or one value for both",
  forms: [[{ name: "cores", type: "cpu-range" }]],
};
const memory: Entry = {
  summary: "memory of each replica or member, `request..limit` or one value for both",
  forms: [[{ name: "amount", type: "memory-range" }]],
};
const disk: Entry = {
  summary: "disk of each replica or member; `off`: nothing is kept",
  forms: [["off"], [{ name: "amount", type: "quantity" }]],
};
const image: Entry = {
  summary: "the image in place of the catalogue's",
  forms: [[{ name: "image", type: "image" }]],
};
const alias: Entry = {
  summary: "another name under which others find the component",
  forms: [[{ name: "name", type: "host-name" }]],
  keyBy: ["name"],
};
const variables: Entry = {
  summary: "process environment that is no Milvus configuration",
  forms: [[]],
  child: "merges",
  open: {
    kind: "variable",
    entry: {
      summary: "one variable of the process environment",
      forms: [[{ name: "value", type: "config-value" }]],
    },
  },
};
const spread: Entry = {
  summary: "replicas on different hosts or in different zones",
  forms: [["zone"], ["host"]],
};
const credentials: Entry = {
  summary: "user and password: a Secret that exists, or the values",
  forms: [["secret", { name: "secret", type: "object-name" }], []],
  settings: {
    keys: {
      summary: "keys inside the Secret, instead of `accesskey` and `secretkey`",
      forms: [
        [
          { name: "user", type: "text" },
          { name: "password", type: "text" },
        ],
      ],
    },
    "access-key": { summary: "the user", forms: orEnv({ name: "value", type: "text" }) },
    "secret-key": { summary: "the password", forms: orEnv({ name: "value", type: "text" }) },
  },
};

/** Settings of a Milvus role. */
export const roleSettings: Entries = {
  cpu,
  memory,
  disk,
  gpu: {
    summary: "graphics processors of each replica, by number or by device id",
    forms: [
      ["devices", { name: "devices", type: "text", many: true }],
      [{ name: "count", type: "positive" }],
    ],
    list: "values",
  },
  spread,
  image,
  alias,
  variables,
  healthcheck,
  logging,
};

/** Settings of a deployed dependency. */
export const dependencySettings: Entries = {
  cpu,
  memory,
  disk,
  spread,
  image,
  alias,
  variables,
  healthcheck,
  logging,
  credentials,
};

const consoleSettings: Entries = { image, cpu, memory, logging, alias, variables };

/** `querynode x2 { memory 8Gi }`: the name is a role of the catalogue. */
export const roleStatement: Entry = {
  summary: "a Milvus role, with the number of its replicas",
  forms: [[], [{ name: "replicas", type: "replicas" }]],
  settings: roleSettings,
  child: "merges",
};

const rootPath: Entry = {
  summary: "prefix of everything that this cluster writes there",
  forms: [[{ name: "path", type: "text" }]],
};
const externalSettings: Entries = {
  "root-path": rootPath,
  bucket: { summary: "bucket of the object store", forms: [[{ name: "bucket", type: "bucket" }]] },
  region: { summary: "region of the object store", forms: [[{ name: "region", type: "text" }]] },
  tls: { summary: "TLS towards the external service", forms: [["on"], ["off"]] },
  credentials,
  tenant: { summary: "Pulsar tenant", forms: [[{ name: "tenant", type: "text" }]] },
  namespace: { summary: "Pulsar namespace", forms: [[{ name: "namespace", type: "text" }]] },
};

export const statements = {
  milvus: {
    summary: "the Milvus version",
    forms: [[{ name: "version", type: "version" }]],
  },
  environment: {
    summary: "how strict the rules are",
    forms: [["development"], ["test"], ["production"]],
  },
  storage: {
    summary: "dependencies to deploy: metadata, objects and a message queue",
    forms: [[{ name: "product", type: "product" }]],
    list: "items",
    twice: "adds",
    child: "merges",
    settings: dependencySettings,
  },
  external: {
    summary: "dependencies that exist elsewhere and are only wired",
    forms: [
      [
        { name: "kind", type: "external-kind" },
        { name: "endpoints", type: "endpoint", many: true },
      ],
    ],
    list: "values",
    twice: "adds",
    child: "merges",
    settings: externalSettings,
  },
  attu: {
    summary: "the web console",
    forms: [[]],
    child: "merges",
    settings: consoleSettings,
  },
  expose: {
    summary: "publishes an endpoint outside",
    forms: [
      [{ name: "what", type: "endpoint-name" }, "off"],
      [
        { name: "what", type: "endpoint-name" },
        { name: "port", type: "host-port" },
      ],
    ],
    keyBy: ["what"],
  },
  network: {
    summary: "who may talk to whom",
    forms: [[{ name: "name", type: "name" }, "internal"], [{ name: "name", type: "name" }]],
    keyBy: ["name"],
    child: "replaces-all",
    settings: {
      members: {
        summary: "components on the network; everything after `except` is left out",
        forms: memberForms,
        list: "values",
      },
      mtu: {
        summary: "largest packet of the network, in bytes",
        forms: [[{ name: "bytes", type: "mtu" }]],
      },
    },
  },
  healthcheck,
  logging,
  workload: {
    summary: "what the cluster must hold; replicas and sizes follow from it",
    forms: [[]],
    child: "merges",
    settings: {
      vectors: { summary: "number of vectors", forms: [[{ name: "count", type: "amount" }]] },
      dim: { summary: "dimensions of a vector", forms: [[{ name: "count", type: "positive" }]] },
      index: {
        summary: "index of the vectors, with its parameters",
        forms: [[{ name: "index", type: "index" }]],
        settings: {
          m: {
            summary: "HNSW: neighbours of a node",
            forms: [[{ name: "count", type: "positive" }]],
          },
          nlist: {
            summary: "IVF: number of clusters",
            forms: [[{ name: "count", type: "positive" }]],
          },
          refine: {
            summary: "IVF_RABITQ: bits of the refining copy: 0, 6, 8, 16 or 32",
            forms: [["0"], ["6"], ["8"], ["16"], ["32"]],
          },
          "raw-data": {
            summary: "SCANN: the raw vectors are kept in memory",
            forms: [["on"], ["off"]],
          },
          "max-degree": {
            summary: "DISKANN: neighbours of a node",
            forms: [[{ name: "count", type: "positive" }]],
          },
        },
      },
      scalars: {
        summary: "bytes of scalar fields beside each vector",
        forms: [[{ name: "size", type: "byte-size" }]],
      },
      qps: {
        summary: "queries a second; recorded, no published rule sizes by it",
        forms: [[{ name: "count", type: "amount" }]],
      },
    },
  },
  config: {
    summary: "keys of that version's milvus.yaml",
    forms: [["file", { name: "file", type: "path" }], []],
    twice: "adds",
    child: "merges",
    open: {
      kind: "configuration",
      entry: {
        summary: "a key of milvus.yaml",
        list: "values",
        forms: [
          ["secret", { name: "secret", type: "object-name" }, { name: "key", type: "text" }],
          ["env", { name: "variable", type: "variable" }],
          [{ name: "value", type: "config-value", many: true }],
        ],
      },
    },
  },
  authorization: {
    summary: "logins; `root` is where the administrator's password comes from",
    forms: [["on"], ["off"]],
    child: "merges",
    settings: {
      root: {
        summary: "password of the user root",
        forms: [
          ["secret", { name: "secret", type: "object-name" }],
          ["env", { name: "variable", type: "variable" }],
        ],
      },
    },
  },
  tls: {
    summary: "TLS for clients: of the server only, or mutual",
    forms: [["server"], ["mutual"], ["off"]],
    child: "merges",
    settings: {
      certificate: {
        summary: "certificate and key of the server (`tls.crt`, `tls.key`)",
        forms: [["secret", { name: "secret", type: "object-name" }]],
      },
      ca: {
        summary: "authority that signs client certificates (`ca.crt`)",
        forms: [["secret", { name: "secret", type: "object-name" }]],
      },
    },
  },
  registry: {
    summary: "stands in for the registry host of every image that the compiler chose",
    forms: [[{ name: "registry", type: "registry" }]],
  },
  host: {
    summary: "the machine that this cluster runs on, when it is one",
    forms: [[{ name: "host", type: "text" }]],
  },
  allow: {
    summary: "silences a warning, with the reason",
    forms: [
      [
        { name: "code", type: "code" },
        "for",
        { name: "component", type: "member" },
        { name: "reason", type: "text" },
      ],
      [
        { name: "code", type: "code" },
        { name: "reason", type: "text" },
      ],
    ],
    keyBy: ["code", "component"],
  },
  target: {
    summary: "what only one output format has",
    forms: [[{ name: "target", type: "target" }]],
    keyBy: ["target"],
    twice: "adds",
    child: "merges",
    settingsBy: "target",
  },
} as const satisfies Entries;

export type StatementName = keyof typeof statements;

/** Blocks of `target NAME { … }`, by the name that flag, folder and block share. */
export const targetBlocks = {
  compose: composeBlock,
  k8s: kubernetesBlock,
  helm: helmBlock,
  operator: operatorBlock,
} as const satisfies Readonly<Record<string, Entries>>;

export type TargetName = keyof typeof targetBlocks;

/** The words of a cluster's head. */
export const modes = ["standalone", "distributed"] as const;
export const environments = ["development", "test", "production"] as const;
