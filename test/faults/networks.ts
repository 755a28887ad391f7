/** Faults of who stands on which network. */
import type { Fault } from "./fault.ts";
import { added, type Edits, has, isDistributed, left, own, type Subject } from "./subject.ts";

/** Networks in place of those that are there; a child's replace its parent's. */
function networked(subject: Subject, statements: string): Edits {
  const [first, ...rest] = own(subject, "network");
  if (first === undefined) return added(subject, statements);
  return [{ span: first.span, text: statements }, ...rest.flatMap((entry) => left(subject, entry))];
}

/** Nothing but clients comes in, so that a network without a way out stands in nobody's way. */
function isOnlyForClients({ deployment }: Subject): boolean {
  const access = deployment.mode === "standalone" ? "standalone" : "proxy";
  const isClient = deployment.publications.every(({ component }) => component === access);
  return isClient && deployment.externals.length === 0;
}

export const networkFaults: readonly Fault[] = [
  {
    name: "a network cuts the proxy off from all others",
    code: "connected-needs",
    plant(subject) {
      if (!isDistributed(subject) || !isOnlyForClients(subject)) return undefined;
      return networked(
        subject,
        "network front { «members proxy» }; network back internal { members all except proxy }",
      );
    },
  },
  {
    name: "etcd stands on a network of its own",
    code: "connected-needs",
    plant(subject) {
      if (!has(subject, "etcd") || !isOnlyForClients(subject)) return undefined;
      return networked(
        subject,
        "network all { members all except etcd }; network metadata { «members etcd» }",
      );
    },
  },
  {
    name: "etcd stands on no network",
    code: "attached-components",
    plant(subject) {
      if (!has(subject, "etcd")) return undefined;
      return networked(subject, "network all { «members all except etcd» }");
    },
  },
  {
    name: "the port for clients is on a network without a way in",
    code: "isolated-publications",
    plant(subject) {
      const { publications, externals } = subject.deployment;
      if (publications.length !== 1 || externals.length > 0) return undefined;
      return networked(subject, "«network back internal» { members all }");
    },
  },
  {
    name: "a network that nobody needs",
    code: "useful-networks",
    plant: (subject) =>
      has(subject, "etcd") && has(subject, "minio")
        ? networked(subject, "network all { members all }; «network more» { members etcd, minio }")
        : undefined,
  },
  {
    name: "all join another project's network",
    code: "private-joins",
    plant(subject) {
      const names = Object.keys(subject.deployment.targets);
      if (!has(subject, "etcd") || names.some((name) => name !== "compose")) return undefined;
      return added(subject, 'target compose { join "others" { «members all» } }');
    },
  },
];
