/** Every line against the published tables of roles, ports and queues. */
import { describe, expect, it } from "vitest";
import type { RoleName } from "../../src/catalog/catalog.ts";
import { lines } from "../../src/catalog/index.ts";
import { commandOf, endpointsOf, roles } from "../../src/catalog/roles.ts";
import { isAtLeast, lineName, stableVersion } from "../../src/catalog/version.ts";

const coordinators: RoleName[] = ["rootcoord", "datacoord", "querycoord"];
const workers: RoleName[] = ["proxy", "querynode", "datanode"];

/** Roles that a cluster may name, those it gets, and those that do nothing. */
const legal: Record<string, { may: RoleName[]; gets: RoleName[]; idle: RoleName[] }> = {
  "2.2": {
    may: [...coordinators, ...workers, "indexcoord", "indexnode", "mixcoord"],
    gets: [...coordinators, ...workers, "indexcoord", "indexnode"],
    idle: [],
  },
  "2.3": {
    may: [...coordinators, ...workers, "indexcoord", "indexnode", "mixcoord"],
    gets: [...coordinators, ...workers, "indexnode"],
    idle: ["indexcoord"],
  },
  "2.4": {
    may: [...coordinators, ...workers, "indexcoord", "indexnode", "mixcoord"],
    gets: [...coordinators, ...workers, "indexnode"],
    idle: ["indexcoord"],
  },
  "2.5": {
    may: [...coordinators, ...workers, "indexcoord", "indexnode", "mixcoord"],
    gets: ["mixcoord", ...workers, "indexnode"],
    idle: ["indexcoord"],
  },
  "2.6": {
    may: ["mixcoord", ...workers, "streamingnode"],
    gets: ["mixcoord", ...workers, "streamingnode"],
    idle: [],
  },
  "3.0": {
    may: ["mixcoord", ...workers, "streamingnode"],
    gets: ["mixcoord", ...workers, "streamingnode"],
    idle: [],
  },
};

const queues: Record<string, { standalone: string[]; distributed: string[]; default: string[] }> = {
  "2.2": {
    standalone: ["kafka", "pulsar", "rocksmq"],
    distributed: ["kafka", "pulsar"],
    default: ["rocksmq", "pulsar"],
  },
  "2.3": {
    standalone: ["kafka", "natsmq", "pulsar", "rocksmq"],
    distributed: ["kafka", "pulsar"],
    default: ["rocksmq", "pulsar"],
  },
  "2.6": {
    standalone: ["kafka", "pulsar", "rocksmq", "woodpecker"],
    distributed: ["kafka", "pulsar", "woodpecker"],
    default: ["woodpecker", "woodpecker"],
  },
};

describe.each(lines.map((line) => [line.name, line] as const))("line %s", (name, line) => {
  it("has the roles that `milvus run` accepts and that do something", () => {
    const wanted = legal[name];
    expect([...line.roles.distributed].sort()).toEqual([...(wanted?.may ?? [])].sort());
    expect([...line.defaultRoles.distributed].sort()).toEqual([...(wanted?.gets ?? [])].sort());
    expect(Object.keys(line.idleRoles)).toEqual(wanted?.idle);
    expect([line.roles.standalone, line.defaultRoles.standalone]).toEqual([
      ["standalone"],
      ["standalone"],
    ]);
  });

  it("says of every other role what became of it", () => {
    const known = [...line.roles.standalone, ...line.roles.distributed];
    const others = roles.map((role) => role.name).filter((role) => !known.includes(role));
    expect(Object.keys(line.absentRoles).sort()).toEqual(others.sort());
  });

  it("has the queues of the matrix", () => {
    const wanted = queues[name] ?? queues[isAtLeast(`${name}.0`, "2.6.0") ? "2.6" : "2.3"];
    expect([...line.queues.standalone].sort()).toEqual(wanted?.standalone);
    expect([...line.queues.distributed].sort()).toEqual(wanted?.distributed);
    expect([line.defaultQueue.standalone, line.defaultQueue.distributed]).toEqual(wanted?.default);
  });

  it("has patches of its own", () => {
    for (const patch of [line.oldest, line.newest, line.newestPublished ?? line.newest])
      expect(lineName(patch)).toBe(name);
    expect(isAtLeast(line.newestPublished ?? line.newest, line.newest)).toBe(true);
  });

  it("calls only endpoints that the called role has, with the reason", () => {
    const known = line.roles.distributed;
    for (const { from, to, endpoint, why } of line.calls) {
      expect(known).toContain(from);
      expect(why).not.toBe("");
      if (to === "metadata" || to === "objects" || to === "queue") {
        expect(endpoint).toBeUndefined();
        continue;
      }
      expect(known).toContain(to);
      const names = endpointsOf(to, line.newest, name, false).map((each) => each.name);
      expect(names, `${from} → ${to}`).toContain(endpoint);
    }
    const keys = line.calls.map(({ from, to, endpoint }) => `${from} ${to} ${endpoint}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

it("lines are registered from the oldest on, and the stable version is one of theirs", () => {
  expect(lines.map(({ name }) => name)).toEqual(["2.2", "2.3", "2.4", "2.5", "2.6", "3.0"]);
  expect(lines.some(({ name }) => name === lineName(stableVersion))).toBe(true);
});

it.each([
  ["proxy", { client: 19530, metrics: 9091, internal: 19529 }],
  ["standalone", { client: 19530, metrics: 9091 }],
  ["rootcoord", { metrics: 9091, rootcoord: 53100 }],
  ["datacoord", { metrics: 9091, datacoord: 13333 }],
  ["querycoord", { metrics: 9091, querycoord: 19531 }],
  ["mixcoord", { metrics: 9091, rootcoord: 53100, datacoord: 13333, querycoord: 19531 }],
  ["querynode", { metrics: 9091, querynode: 21123 }],
  ["datanode", { metrics: 9091, datanode: 21124 }],
  ["indexnode", { metrics: 9091, indexnode: 21121 }],
] as const)("%s of 2.5 listens where it should", (role, wanted) => {
  const found = endpointsOf(role, "2.5.27", "2.5", false);
  expect(Object.fromEntries(found.map(({ name, port }) => [name, port]))).toEqual(wanted);
  expect(found[0]?.name).toBe("client" in wanted ? "client" : "metrics");
});

it("2.6 starts one coordinator and streaming nodes with a query node inside", () => {
  expect(commandOf("mixcoord", "2.6")).toEqual(["milvus", "run", "mixcoord"]);
  const ports = endpointsOf("streamingnode", "2.6.15", "2.6", false).map(({ port }) => port);
  expect(ports).toEqual([9091, 22222, 21123]);
});
