/** Faults that no program can have, only an IR that somebody edited. */
import type { Deployment } from "../../src/model/schema.ts";

export interface IrFault {
  readonly name: string;
  readonly code: string;
  /** The changed IR and the path that must be reported; nothing where it cannot be made. */
  readonly plant: (
    deployment: Deployment,
  ) => { readonly deployment: Deployment; readonly at: string } | undefined;
}

/** What Milvus dials and waits for. */
function dialled({ needs, components }: Deployment) {
  return needs.find(({ to }) => components.some(({ name }) => name === to));
}

export const irFaults: readonly IrFault[] = [
  {
    name: "a role that the others wait for is gone",
    code: "complete-roles",
    plant(deployment) {
      if (deployment.mode === "standalone") return undefined;
      return { deployment: without(deployment, "querynode"), at: "" };
    },
  },
  {
    name: "nothing holds the messages",
    code: "present-dependencies",
    plant: (deployment) => ({
      deployment: {
        ...deployment,
        dependencies: deployment.dependencies.filter(({ kind }) => kind !== "queue"),
      },
      at: "dependencies/queue",
    }),
  },
  {
    name: "a port is changed in one place",
    code: "known-needs",
    plant(deployment) {
      const need = dialled(deployment);
      if (need === undefined) return undefined;
      const needs = deployment.needs.map((one) => (one === need ? { ...one, port: 1 } : one));
      return { deployment: { ...deployment, needs }, at: `components/${need.from}` };
    },
  },
  {
    name: "what is dialled waits for who dials it",
    code: "acyclic-start-order",
    plant(deployment) {
      const [wait] = deployment.waits.filter(({ for: target }) =>
        deployment.components.some(({ name }) => name === target),
      );
      if (wait === undefined) return undefined;
      const back = { component: wait.for, for: wait.component, until: "ready" } as const;
      const waits = [...deployment.waits, back];
      return { deployment: { ...deployment, waits }, at: `components/${wait.component}` };
    },
  },
  {
    name: "nobody starts the first ones",
    code: "held-start-order",
    plant(deployment) {
      const [[first] = [], ...rest] = deployment.startOrder;
      if (first === undefined) return undefined;
      const startOrder = [(deployment.startOrder[0] ?? []).slice(1), ...rest];
      return { deployment: { ...deployment, startOrder }, at: `components/${first}` };
    },
  },
  {
    name: "Milvus starts without waiting for what it dials",
    code: "waited-dependencies",
    plant(deployment) {
      const isMilvus = (name: string) =>
        deployment.components.some((one) => one.name === name && one.product === "milvus");
      const wait = deployment.waits.find(
        ({ component, for: target, until }) =>
          until === "ready" && isMilvus(component) && !isMilvus(target),
      );
      if (wait === undefined) return undefined;
      const waits = deployment.waits.filter((one) => one !== wait);
      return { deployment: { ...deployment, waits }, at: `components/${wait.component}` };
    },
  },
  {
    name: "somebody waits for the end of what never ends",
    code: "known-waits",
    plant(deployment) {
      const [wait] = deployment.waits.filter(({ until }) => until === "ready");
      if (wait === undefined) return undefined;
      const waits = deployment.waits.map((one) =>
        one === wait ? { ...one, until: "completed" as const } : one,
      );
      return { deployment: { ...deployment, waits }, at: `components/${wait.component}` };
    },
  },
  {
    name: "two endpoints of one process have one port",
    code: "distinct-endpoints",
    plant(deployment) {
      const [found] = deployment.components;
      const [first] = found?.endpoints ?? [];
      if (found === undefined || first === undefined) return undefined;
      const endpoints = [...found.endpoints, { ...first, name: "another" }];
      const components = deployment.components.map((one) =>
        one === found ? { ...one, endpoints } : one,
      );
      return { deployment: { ...deployment, components }, at: `components/${found.name}` };
    },
  },
];

/** Without the component, wherever it is named. */
function without(deployment: Deployment, gone: string): Deployment {
  const isLeft = (name: string) => name !== gone;
  return {
    ...deployment,
    components: deployment.components.filter(({ name }) => isLeft(name)),
    needs: deployment.needs.filter(({ from, to }) => isLeft(from) && isLeft(to)),
    waits: deployment.waits.filter((wait) => isLeft(wait.component) && isLeft(wait.for)),
    startOrder: deployment.startOrder.map((stage) => stage.filter(isLeft)),
    shares: deployment.shares.filter((pair) => pair.every(isLeft)),
    publications: deployment.publications.filter(({ component }) => isLeft(component)),
    networks: deployment.networks.map((network) => ({
      ...network,
      members: network.members.filter(isLeft),
    })),
  };
}
