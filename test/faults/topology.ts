/** Faults of how many of what there are. */
import type { Fault } from "./fault.ts";
import {
  added,
  counted,
  dependencyOf,
  isDistributed,
  isProduction,
  isPublished,
  isVersion,
  own,
  type Subject,
} from "./subject.ts";

/** The role with this number, in place of what is said of it. */
function replicas(subject: Subject, role: string, count: number) {
  const [entry] = own(subject, role);
  if (entry === undefined) return added(subject, `«${role} x${count}»`);
  const end = entry.items[0]?.values[0]?.span.end ?? entry.name.span.end;
  return [{ span: { ...entry.span, end }, text: `«${role} x${count}»` }];
}

const moreNames = {
  "direct-peers":
    "each member has a name of its own, which a proxy for the way out has to leave alone",
};

export const topologyFaults: readonly Fault[] = [
  {
    name: "an even number of etcd members",
    code: "odd-quorums",
    follows: moreNames,
    plant: (subject) =>
      dependencyOf(subject, "metadata")?.product === "etcd"
        ? counted(subject, "metadata", 4)
        : undefined,
  },
  {
    name: "two etcd members",
    code: "odd-quorums",
    follows: moreNames,
    plant: (subject) =>
      dependencyOf(subject, "metadata")?.product === "etcd"
        ? counted(subject, "metadata", 2)
        : undefined,
  },
  {
    name: "more etcd members than make sense",
    code: "bounded-members",
    follows: moreNames,
    plant: (subject) => counted(subject, "metadata", 9),
  },
  {
    name: "members of the object store do not divide",
    code: "erasure-sets",
    follows: moreNames,
    plant: (subject) =>
      dependencyOf(subject, "objects")?.product === "minio"
        ? counted(subject, "objects", 17)
        : undefined,
  },
  {
    name: "two members of the object store",
    code: "erasure-sets",
    follows: moreNames,
    plant: (subject) =>
      dependencyOf(subject, "objects")?.product === "minio"
        ? counted(subject, "objects", 2)
        : undefined,
  },
  {
    name: "a production cluster with one etcd",
    code: "redundant-dependencies",
    follows: { "useful-spread": "one process is not spread" },
    plant: (subject) =>
      isProduction(subject) && isDistributed(subject) ? counted(subject, "metadata", 1) : undefined,
  },
  {
    name: "one proxy where other roles have replicas, in production",
    code: "redundant-roles",
    follows: { "useful-spread": "one process is not spread" },
    plant(subject) {
      const others = subject.deployment.components.some(
        ({ role, count }) => role === "querynode" && count > 1,
      );
      return isProduction(subject) && others ? replicas(subject, "proxy", 1) : undefined;
    },
  },
  {
    name: "a standalone that runs twice",
    code: "single-standalone",
    plant: (subject) => (isDistributed(subject) ? undefined : replicas(subject, "standalone", 2)),
  },
  {
    name: "a coordinator that waits behind the standby",
    code: "useful-standby",
    plant: (subject) =>
      isVersion(subject, "2.6", "3.0") &&
      isDistributed(subject) &&
      !isPublished(subject, "mixcoord")
        ? replicas(subject, "mixcoord", 3)
        : undefined,
  },
  {
    name: "mixcoord beside a coordinator of its own",
    code: "exclusive-coordinators",
    plant: (subject) =>
      isDistributed(subject) && isVersion(subject, "2.4") && own(subject, "rootcoord").length > 0
        ? added(subject, "mixcoord")
        : undefined,
  },
  {
    name: "a role that does nothing in this version",
    code: "working-roles",
    plant: (subject) =>
      isDistributed(subject) && isVersion(subject, "2.3", "2.4", "2.5")
        ? added(subject, "indexcoord")
        : undefined,
  },
  {
    name: "one process is spread over zones",
    code: "useful-spread",
    plant: (subject) =>
      own(subject, "datanode").length === 0 &&
      subject.deployment.components.some(({ name, count }) => name === "datanode" && count === 1)
        ? added(subject, "datanode { «spread zone» }")
        : undefined,
  },
];
