/** Every component of a machine has a data folder or volume of its own. */
import { message } from "../../diagnostics/define.ts";
import type { Resolved } from "../../model/resolved.ts";
import type { Deployment } from "../../model/schema.ts";
import { defineWorkspaceRule } from "../rule.ts";

interface Place {
  readonly one: Resolved;
  readonly component: string;
  readonly path: string;
}

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
    ],
    invalid: [
      'cluster a standalone < milvus 2.6.15; target compose { data etcd "./data"; data minio "./data" } >',
      'cluster a standalone < milvus 2.6.15; host "one"; target compose { data etcd ' +
        '"/srv/etcd" } >\ncluster b standalone < milvus 2.6.15; host "one"; expose client ' +
        '19531; target compose { data etcd "/srv/etcd" } >',
    ],
  },
  check({ resolved, report }) {
    const byPlace = new Map<string, Place>();
    for (const [index, one] of resolved.entries())
      for (const { place, component, path } of placesOf(one.deployment)) {
        // A relative folder lies where the output lies, so only full paths are a machine's.
        const machine = one.deployment.host;
        const isMachines = machine !== undefined && place.startsWith("/");
        const key = `${isMachines ? machine : `\n${index}`}\n${place}`;
        const earlier = byPlace.get(key);
        if (earlier === undefined) {
          byPlace.set(key, { one, component, path });
          continue;
        }
        const where = {
          at: path,
          in: one,
          component,
          see: [{ at: earlier.path, in: earlier.one, message: "first here" }],
        };
        if (earlier.one === one)
          report("same", {
            ...where,
            facts: { later: component, earlier: earlier.component, place },
          });
        else
          report("clusters", {
            ...where,
            facts: {
              later: `${component} of "${one.deployment.name}"`,
              earlier: `${earlier.component} of "${earlier.one.deployment.name}"`,
              place,
            },
          });
      }
  },
});

/** Written places of single components; `data all` gives each a folder of its own. */
function placesOf({ targets }: Deployment): { place: string; component: string; path: string }[] {
  const settings = targets.compose?.filter(({ name }) => name === "data") ?? [];
  return settings.flatMap(({ arguments: { place, component } }) => {
    const [name] = Array.isArray(component) ? component : [];
    if (typeof place !== "string" || !Array.isArray(component) || component.length !== 1) return [];
    const path = `targets/compose/data:${name}`;
    return [{ place: place.replace(/\/+$/, ""), component: String(name), path }];
  });
}
