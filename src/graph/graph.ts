/**
 * Who starts when, who needs whom, and what is reachable: the part of a deployment that one draws.
 */
import { compareText } from "../diagnostics/diagnostic.ts";
import type { Deployment } from "../model/schema.ts";

/** Like `Target.opens`: all connections on shared networks, or exactly those that are needed. */
export type Opens = "shares" | "needs";

export interface Vertex {
  readonly name: string;
  /** `component`: runs here; `job`: runs once at the start; `external`: exists elsewhere. */
  readonly kind: "component" | "job" | "external";
  readonly count: number;
  /** What it is a part of: `milvus`, or the product. */
  readonly group: string;
}

export interface Connection {
  readonly from: string;
  readonly to: string;
  readonly endpoint: string;
  readonly port: number;
  readonly why: string;
}

export interface Entrance {
  readonly component: string;
  readonly endpoint: string;
  readonly port: number;
  readonly targetPort: number;
  /** Left out: every address of the host. */
  readonly address?: string;
  readonly balanced: boolean;
}

export interface Graph {
  readonly cluster: string;
  readonly mode: Deployment["mode"];
  readonly milvusVersion: string;
  readonly vertices: readonly Vertex[];
  readonly startOrder: readonly (readonly string[])[];
  readonly needs: readonly Connection[];
  readonly outside: readonly Entrance[];
  readonly networks: readonly {
    readonly name: string;
    readonly internal: boolean;
    readonly members: readonly string[];
  }[];
  /** Pairs that this target lets reach each other although neither needs the other. */
  readonly target?: { readonly name: string; readonly opensBeyond: readonly [string, string][] };
}

export function graphOf(
  deployment: Deployment,
  target?: { readonly name: string; readonly opens: Opens },
): Graph {
  const { name, mode, milvusVersion, components, jobs, externals } = deployment;
  return {
    cluster: name,
    mode,
    milvusVersion,
    vertices: [
      ...components.map(
        ({ name: own, count, product }) =>
          ({ name: own, kind: "component", count, group: product }) as const,
      ),
      ...jobs.map((one) => {
        const group = components.find(({ name: own }) => own === one.component)?.product;
        return { name: one.name, kind: "job", count: 1, group: group ?? one.name } as const;
      }),
      ...externals.map(
        (one) => ({ name: one.name, kind: "external", count: 1, group: one.name }) as const,
      ),
    ],
    startOrder: deployment.startOrder,
    needs: [...deployment.needs].sort(byEnds),
    outside: deployment.publications.map((publication) => ({
      component: publication.component,
      endpoint: publication.endpoint,
      port: publication.port,
      targetPort: publication.targetPort,
      ...(publication.address === undefined ? {} : { address: publication.address }),
      balanced: publication.balanced,
    })),
    networks: deployment.networks.map(({ name: network, internal, members }) => ({
      name: network,
      internal,
      members,
    })),
    ...(target === undefined
      ? {}
      : {
          target: {
            name: target.name,
            opensBeyond: target.opens === "shares" ? sharedOnly(deployment) : [],
          },
        }),
  };
}

/** All vertices of one name, in the order of the graph. */
export function connectionsOf({ needs }: Graph, from: string): Connection[] {
  return needs.filter((need) => need.from === from);
}

/** One edge for each pair, with its ports. */
export function edgesOf({ needs }: Graph): { from: string; to: string; ports: number[] }[] {
  const byPair = new Map<string, { from: string; to: string; ports: number[] }>();
  for (const { from, to, port } of needs) {
    const key = `${from} ${to}`;
    const edge = byPair.get(key);
    if (edge === undefined) byPair.set(key, { from, to, ports: [port] });
    else if (!edge.ports.includes(port)) edge.ports.push(port);
  }
  return [...byPair.values()];
}

function sharedOnly({ shares, needs }: Deployment): [string, string][] {
  const needed = new Set(needs.flatMap(({ from, to }) => [`${from} ${to}`, `${to} ${from}`]));
  return shares.filter(([a, b]) => a !== b && !needed.has(`${a} ${b}`));
}

function byEnds(a: Connection, b: Connection): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to) || a.port - b.port;
}
