/** The chart's pods by their labels, with the components that each stands for, and who calls whom among them. */
import type { Component } from "../../src/model/schema.ts";
import { type Layout, seatedAs } from "./layout.ts";
import { milvusLabels } from "./milvus.ts";
import {
  consoleSection,
  etcdSection,
  kafkaCalls,
  kafkaSection,
  logSection,
  objectSection,
  partName,
  pulsarCalls,
  pulsarPods,
  pulsarProxyPorts,
  pulsarSection,
} from "./names.ts";

export interface Pods {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Nothing for what only the chart runs. */
  readonly component?: Component;
  /** A task: its pods call, and nobody calls them. */
  readonly isTask?: boolean;
}

export interface Call {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly { readonly port: number; readonly protocol: "tcp" | "udp" }[];
}

export interface PodPlan {
  readonly pods: readonly Pods[];
  readonly calls: readonly Call[];
}

const planOf = new WeakMap<Layout, PodPlan>();

/** Worked out once for a layout: every policy asks. */
export function planPods(layout: Layout): PodPlan {
  const plan = planOf.get(layout) ?? makePlan(layout);
  planOf.set(layout, plan);
  return plan;
}

function makePlan(layout: Layout): PodPlan {
  const plans = [rolePods(layout), storePods(layout), kafkaPods(layout), pulsarPlan(layout)];
  const pods = plans.flatMap((plan) => plan.pods);
  return { pods, calls: [...neededCalls(layout, pods), ...plans.flatMap((plan) => plan.calls)] };
}

function rolePods(layout: Layout): PodPlan {
  const pods = seatedAs(layout, "role").map(({ component, seat }) => ({
    name: seat.label,
    labels: { ...milvusLabels(layout), component: seat.label },
    component,
  }));
  return { pods, calls: [] };
}

function storePods(layout: Layout): PodPlan {
  const { release } = layout;
  const bitnami = { "app.kubernetes.io/name": etcdSection, "app.kubernetes.io/instance": release };
  const own = (component: string) => ({ ...milvusLabels(layout), component });
  const pods: readonly Pods[] = [
    ...seatedAs(layout, "metadata").map(({ component }) => ({
      name: etcdSection,
      labels: bitnami,
      component,
    })),
    ...seatedAs(layout, "objects").map(({ component }) => ({
      name: objectSection,
      labels: { app: objectSection, release },
      component,
    })),
    ...seatedAs(layout, "log").map(({ component }) => ({
      name: logSection,
      labels: own(logSection),
      component,
    })),
    ...seatedAs(layout, "console").map(({ component }) => ({
      name: consoleSection,
      labels: own(consoleSection),
      component,
    })),
  ];
  return { pods, calls: [] };
}

/** Brokers with ZooKeeper, where the program knows brokers alone. */
function kafkaPods(layout: Layout): PodPlan {
  const { release } = layout;
  const found = seatedAs(layout, "brokers");
  const [first] = found;
  if (first === undefined) return { pods: [], calls: [] };
  const labels = (name: string) => ({
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/instance": release,
    "app.kubernetes.io/component": name,
  });
  const keeper = "kafka-keeper";
  const brokers = { name: kafkaSection, labels: labels(kafkaSection), component: first.component };
  return {
    pods: [brokers, { name: keeper, labels: labels(kafkaCalls.keeper) }],
    calls: [
      { from: kafkaSection, to: keeper, ports: tcp(kafkaCalls.client) },
      // What a pod says to itself no policy stops.
      ...(first.component.count > 1
        ? [{ from: kafkaSection, to: kafkaSection, ports: tcp(...kafkaCalls.brokers) }]
        : []),
      { from: keeper, to: keeper, ports: tcp(...kafkaCalls.keepers) },
    ],
  };
}

function pulsarPlan(layout: Layout): PodPlan {
  const seated = seatedAs(layout, "messages");
  if (seated.length === 0) return { pods: [], calls: [] };
  const section = pulsarSection(layout.chart);
  const fullName = partName(layout.release, section);
  const pods = pulsarPods.map(({ label, part, isTask }): Pods => {
    const component = seated.find(({ seat }) => seat.parts.some((one) => one === part))?.component;
    return {
      name: `${section}-${label}`,
      labels: isTask
        ? { "job-name": `${fullName}-${label}` }
        : { app: section, release: layout.release, component: label },
      ...(component === undefined ? {} : { component }),
      ...(isTask ? { isTask } : {}),
    };
  });
  const calls = pulsarCalls.map(([from, to, ...ports]) => ({
    from: `${section}-${from}`,
    to: `${section}-${to}`,
    ports: tcp(...ports),
  }));
  return { pods, calls };
}

/** Pods that answer for a component to whoever comes from outside: for brokers it is Pulsar's proxy. */
export function entrance(component: Component, layout: Layout): Pods | undefined {
  const { pods } = planPods(layout);
  const isBroker = seatedAs(layout, "messages").some(
    (one) => one.component === component && one.seat.parts.includes("broker"),
  );
  return isBroker
    ? pods.find(({ name }) => name === frontName(layout))
    : pods.find((one) => one.component === component);
}

function frontName({ chart }: Layout): string {
  return `${pulsarSection(chart)}-proxy`;
}

/** What the program's components need of each other; Pulsar's own connections are the chart's. */
function neededCalls(layout: Layout, pods: readonly Pods[]): readonly Call[] {
  const podsOf = (component: string) => pods.filter((one) => one.component?.name === component);
  const front = pods.find(({ name }) => name === frontName(layout));
  const isPulsar = new Set(seatedAs(layout, "messages").map(({ component }) => component.name));
  return layout.needs.flatMap((need): Call[] => {
    const target = layout.componentByName.get(need.to);
    if (target === undefined || isPulsar.has(need.from)) return [];
    const [from] = podsOf(need.from);
    const to = isPulsar.has(need.to) ? front : podsOf(need.to)[0];
    if (from === undefined || to === undefined) return [];
    const endpoint = target.endpoints.find(({ name }) => name === need.endpoint);
    const ports = isPulsar.has(need.to)
      ? tcp(...pulsarProxyPorts)
      : [{ port: endpoint?.port ?? need.port, protocol: endpoint?.protocol ?? "tcp" }];
    return [{ from: from.name, to: to.name, ports }];
  });
}

function tcp(...ports: readonly number[]): Call["ports"] {
  return ports.map((port) => ({ port, protocol: "tcp" }));
}
