/** Every component of a machine has a data folder or volume of its own. */
import { message } from "../../diagnostics/define.ts";
import type { Resolved } from "../../model/resolved.ts";
import { defineWorkspaceRule } from "../rule.ts";

/** What one component keeps. */
interface Held {
  readonly one: Resolved;
  readonly component: string;
  /** The statement, and what stands in it. */
  readonly path: string;
  readonly written: string;
  readonly place: string;
}

const both = (host: string, places: string) =>
  `cluster a standalone < milvus 2.6.15; ${host} target compose { ${places} } >\n` +
  `cluster b standalone < milvus 2.6.15; ${host} expose client 19531; target compose { ${places} } >`;

export const distinctDataPlaces = defineWorkspaceRule({
  code: "distinct-data-places",
  pass: "storage",
  severity: "error",
  summary: "every component of a machine has a data folder or volume of its own",
  why:
    "Two processes on one folder overwrite each other's files, or one refuses to start " +
    "because of the other's lock.",
  help: "Give each its own place.",
  source:
    "milvus-io/milvus deployments/docker/standalone/docker-compose.yml: a folder for each service",
  messages: {
    same: message`${"later"} and ${"earlier"} keep their data in the same place "${"place"}"`,
    clusters: message`${"later"} keeps its data where ${"earlier"} does, in "${"place"}"`,
  },
  examples: {
    valid: [
      'cluster a standalone < milvus 2.6.15; target compose { data etcd "./etcd"; data minio "./minio" } >',
      both("", 'data etcd "/srv/etcd"'),
      both('host "one";', 'data etcd "./etcd"; data minio "./minio"'),
      both('host "one";', 'data all "milvus/volumes"'),
      both('host "one";', "data etcd env ETCD_DATA; data minio env MINIO_DATA"),
      "cluster a standalone < milvus 2.6.15; storage etcd { disk off }, minio { disk off }, " +
        'woodpecker; target compose { data etcd "./data"; data minio "./data" } >',
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; target compose { data etcd "./data"; data minio "./data" } >',
      'cluster a standalone < milvus 2.6.15; host "one"; target compose { data etcd ' +
        '"/srv/etcd" } >\ncluster b standalone < milvus 2.6.15; host "one"; expose client ' +
        '19531; target compose { data etcd "/srv/etcd" } >',
      'cluster a standalone < milvus 2.6.15; target compose { data all "./volumes"; data minio ' +
        '"./data/"; data etcd "./data" } >',
      both('host "one";', 'data all "/srv/milvus"'),
      both('host "one";', 'data etcd "etcd-data"'),
    ],
  },
  check({ resolved, report }) {
    const byPlace = new Map<string, Held>();
    for (const [index, one] of resolved.entries()) {
      const told = new Set<string>();
      for (const held of placesOf(one)) {
        // What is relative lies where the output lies; the rest is a machine's.
        const { host } = one.deployment;
        const isMachines = host !== undefined && !held.place.startsWith(".");
        const key = `${isMachines ? host : `\n${index}`}\n${held.place}`;
        const earlier = byPlace.get(key);
        if (earlier === undefined) {
          byPlace.set(key, held);
          continue;
        }
        // Of components that one statement names, one is enough.
        if (told.has(held.path)) continue;
        told.add(held.path);
        const isOwn = earlier.one === one;
        const nameOf = ({ component, one: { deployment } }: Held) =>
          isOwn ? component : `${component} of "${deployment.name}"`;
        report(isOwn ? "same" : "clusters", {
          at: held.path,
          in: one,
          component: held.component,
          see: [{ at: earlier.path, in: earlier.one, message: "first here" }],
          facts: { later: nameOf(held), earlier: nameOf(earlier), place: held.written },
        });
      }
    }
  },
});

/** Where components keep their data by a statement of their own: of several, by the one that names fewest. */
function placesOf(one: Resolved): readonly Held[] {
  const { targets, components } = one.deployment;
  const places = (targets.compose ?? []).flatMap(({ arguments: { place, component } }) =>
    Array.isArray(component) ? [{ place, names: component }] : [],
  );
  const narrowest = [...places].sort((a, b) => a.names.length - b.names.length);
  const keepers = components.filter(({ volumes }) => volumes.some(({ kept }) => kept));
  return places.flatMap((statement) => {
    const { place: written, names } = statement;
    // What the environment says is another on every machine.
    if (typeof written !== "string") return [];
    const own = keepers.filter(
      ({ name }) => narrowest.find((other) => other.names.includes(name)) === statement,
    );
    const isAll = names.length === components.length;
    const folder = written.replace(/\/$/, "");
    return own.map(({ name, group }) => ({
      one,
      component: name,
      path: `targets/compose/data:${isAll ? "all" : group}`,
      written,
      place: names.length === 1 ? folder : `${isAll ? asFolder(folder) : folder}/${name}`,
    }));
  });
}

/** For everything, a name is a folder's, and not a volume's. */
function asFolder(place: string): string {
  return /^[./~]/.test(place) ? place : `./${place}`;
}
