/** Settings of `target NAME { … }`: the only place in a cluster for words of one output format. */
import { type Entries, type Entry, memberForms, orEnv } from "./entry.ts";

const storageClass: Entry = {
  summary: "StorageClass of every volume claim",
  forms: [[{ name: "class", type: "object-name" }]],
};
const namespace: Entry = {
  summary: "namespace of every object",
  forms: [[{ name: "namespace", type: "label-name" }]],
};

/** What every Kubernetes-based target can say; `target helm` and `target operator` take the rest from `k8s`. */
const kubernetes: Entries = {
  namespace,
  "storage-class": storageClass,
  service: {
    summary: "kind of the Service for `client`",
    forms: [["cluster-ip"], ["load-balancer"], ["node-port", { name: "port", type: "node-port" }]],
  },
  ingress: {
    summary: "an Ingress for gRPC on this host name",
    forms: [[{ name: "host", type: "host-name" }]],
    child: "merges",
    settings: {
      class: { summary: "IngressClass", forms: [[{ name: "class", type: "object-name" }]] },
      tls: {
        summary: "TLS at the Ingress, with the certificate's Secret",
        forms: [["secret", { name: "secret", type: "object-name" }]],
      },
      rest: {
        summary: "host name for REST, on a rule of its own",
        forms: [[{ name: "host", type: "host-name" }]],
      },
    },
  },
  place: {
    summary: "nodes that a component may run on",
    forms: [[{ name: "component", type: "member" }]],
    keyBy: ["component"],
    child: "merges",
    settings: {
      "node-label": {
        summary: "a label that the node must have",
        forms: [
          [
            { name: "key", type: "label-key" },
            { name: "value", type: "text" },
          ],
        ],
        keyBy: ["key"],
      },
      tolerate: {
        summary: "a taint that the component tolerates",
        forms: [
          [
            { name: "key", type: "label-key" },
            { name: "value", type: "text" },
          ],
          [{ name: "key", type: "label-key" }],
        ],
        keyBy: ["key"],
      },
    },
  },
  annotate: {
    summary: "an annotation on a component's pods",
    forms: [
      [
        { name: "component", type: "member" },
        { name: "key", type: "label-key" },
        { name: "value", type: "text" },
      ],
    ],
    keyBy: ["component", "key"],
  },
};

export const composeBlock: Entries = {
  project: {
    summary: "name of the Compose project",
    forms: orEnv({ name: "name", type: "project" }),
  },
  data: {
    summary: "where data lies: a folder for all, or one component's volume or folder",
    forms: orEnv({ name: "place", type: "path" }, [{ name: "component", type: "member" }]),
    keyBy: ["component"],
  },
  join: {
    summary: "a network that other projects made, and who is on it",
    forms: orEnv({ name: "network", type: "text" }),
    keyBy: ["network", "variable"],
    child: "merges",
    settings: {
      members: {
        summary: "components on that network; everything after `except` is left out",
        forms: memberForms,
        list: "values",
      },
    },
  },
  restart: {
    summary: "when Docker starts a container again",
    forms: [["always"], ["unless-stopped"], ["on-failure"], ["no"]],
  },
};

export const kubernetesBlock: Entries = {
  ...kubernetes,
  version: {
    summary: "oldest Kubernetes version that the manifests must run on",
    forms: [[{ name: "version", type: "minor-version" }]],
  },
};

export const helmBlock: Entries = {
  release: { summary: "name of the release", forms: [[{ name: "release", type: "label-name" }]] },
  chart: { summary: "version of the chart", forms: [[{ name: "chart", type: "version" }]] },
  ...kubernetes,
};

export const operatorBlock: Entries = {
  name: {
    summary: "name of the custom resource",
    forms: [[{ name: "name", type: "label-name" }]],
  },
  ...kubernetes,
};
