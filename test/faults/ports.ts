/** Faults of what is published where. */
import type { Publication } from "../../src/model/schema.ts";
import type { Fault } from "./fault.ts";
import {
  added,
  hasNetworks,
  isPublished,
  isVersion,
  milvusOf,
  own,
  roleSetting,
  type Subject,
  twin,
} from "./subject.ts";

/** A single Milvus process whose metrics nobody publishes yet. */
function hiddenMetrics(subject: Subject): string | undefined {
  const single = milvusOf(subject).find(
    ({ name, count }) => count === 1 && !isPublished(subject, name),
  );
  return single === undefined ? undefined : `${single.name}.metrics`;
}

/** Written networks that are internal let nothing out; those that nobody wrote adapt. */
function letsOut(subject: Subject, component: string): boolean {
  const { networks } = subject.deployment;
  const open = networks.filter(({ internal }) => !internal);
  return !hasNetworks(subject) || open.some(({ members }) => members.includes(component));
}

function clientOf({ deployment }: Subject): Publication | undefined {
  return deployment.publications.find(({ endpoint }) => endpoint === "client");
}

export const portFaults: readonly Fault[] = [
  {
    name: "the port for clients is published once more, for metrics",
    code: "unique-host-ports",
    plant(subject) {
      const [client, metrics] = [clientOf(subject), hiddenMetrics(subject)];
      if (client === undefined || metrics === undefined) return undefined;
      if (client.address !== undefined && client.address !== "127.0.0.1") return undefined;
      if (!letsOut(subject, metrics.split(".")[0] ?? "")) return undefined;
      return added(subject, `expose ${metrics} 127.0.0.1:${client.port}`);
    },
  },
  {
    name: "metrics are published on every address",
    code: "unpublished-metrics",
    plant(subject) {
      const metrics = hiddenMetrics(subject);
      if (metrics === undefined || !letsOut(subject, metrics.split(".")[0] ?? "")) return undefined;
      return added(subject, `expose ${metrics} 9091`);
    },
  },
  {
    name: "etcd is published on every address",
    code: "private-stores",
    plant(subject) {
      const etcd = subject.deployment.components.find(({ name }) => name === "etcd");
      if (etcd?.count !== 1 || isPublished(subject, "etcd") || !letsOut(subject, "etcd"))
        return undefined;
      return added(subject, "expose etcd 2379");
    },
  },
  {
    name: "members of etcd share one host port",
    code: "single-published-members",
    plant(subject) {
      const etcd = subject.deployment.components.find(({ name }) => name === "etcd");
      if (etcd === undefined || etcd.count === 1 || isPublished(subject, "etcd")) return undefined;
      if (!letsOut(subject, "etcd")) return undefined;
      return added(subject, "expose etcd 127.0.0.1:2379");
    },
  },
  {
    name: "the console of the object store is published on every address",
    code: "private-consoles",
    plant(subject) {
      const hasConsole = subject.deployment.components.some(({ name }) => name === "minio");
      if (!hasConsole || isPublished(subject, "minio") || !letsOut(subject, "minio"))
        return undefined;
      return added(subject, "expose minio.console 9001");
    },
  },
  {
    name: "the port for clients is an ephemeral one",
    code: "stable-host-ports",
    plant: (subject) => exposedAt(subject, 53100),
  },
  {
    name: "the port for clients is a privileged one",
    code: "unprivileged-host-ports",
    plant: (subject) => exposedAt(subject, 443),
  },
  {
    name: "two clusters of one host publish the same port",
    code: "unique-host-ports",
    plant(subject) {
      const { deployment } = subject;
      if (deployment.publications.length !== 1 || Object.keys(deployment.targets).length > 0)
        return undefined;
      if (deployment.dependencies.some(({ placement }) => placement === "external"))
        return undefined;
      const [client] = deployment.publications;
      if (client?.endpoint !== "client") return undefined;
      const { address, port } = client ?? {};
      const place = address === undefined ? `${port}` : `${address}:${port}`;
      const host = deployment.host ?? "rack-9";
      const isSaid = own(subject, "expose").length > 0;
      const here = deployment.host === undefined ? added(subject, `host "${host}"`) : [];
      // The first of the two stays as it is.
      return [
        ...here.map((edit) => ({ ...edit, text: edit.text.replace(/[«»]/g, "") })),
        ...twin(subject, (body) => {
          const rest = isSaid ? body.replace(/expose client [^;>\s]+/, (it) => `«${it}»`) : body;
          const more = isSaid ? "" : ` «expose client ${place}»;`;
          const named = deployment.host === undefined ? ` host "${host}";` : "";
          return rest.replace("<", `<${named}${more}`);
        }),
      ];
    },
  },
  {
    name: "REST listens on the port for metrics",
    code: "distinct-endpoints",
    // With TLS, REST has a port of its own by statement.
    plant: (subject) =>
      own(subject, "tls").length > 0 || isVersion(subject, "2.2")
        ? undefined
        : added(subject, "config { «proxy.http.port 9091» }"),
  },
  {
    name: "health is asked where METRICS_PORT moved it away",
    code: "matching-metrics-port",
    plant(subject) {
      const [milvus] = milvusOf(subject);
      if (milvus === undefined) return undefined;
      return roleSetting(subject, milvus.name, "variables", '{ «METRICS_PORT "9095"» }');
    },
  },
];

/** On every address of the machine, or on the one that is written. */
function exposedAt(subject: Subject, port: number) {
  const client = clientOf(subject);
  const isOnHost = Object.keys(subject.deployment.targets).every((name) => name === "compose");
  if (client === undefined || !isOnHost) return undefined;
  const address = client.address === undefined ? "" : `${client.address}:`;
  const entry = own(subject, "expose").find(
    ({ items }) => items[0]?.values[0]?.text.text === "client",
  );
  const statement = `expose client ${address}${port}`;
  return entry === undefined
    ? added(subject, statement)
    : [{ span: entry.span, text: `«${statement}»` }];
}
