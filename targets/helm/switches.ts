/** What decides between systems: mode, queue, streaming, and everything that the chart would start by itself. */
import { type Entry, entry } from "./entries.ts";
import { dependency, type Layout } from "./layout.ts";
import {
  embeddedLog,
  extraSections,
  logStorage,
  messageQueueOf,
  objectSection,
  pulsarSection,
  singleSection,
  streamingSection,
} from "./names.ts";

/** All of them, whatever the defaults of this chart are: an upgrade takes over what an earlier one said. */
export function switches(layout: Layout): readonly Entry[] {
  const { deployment, chart } = layout;
  const isCluster = deployment.mode === "distributed";
  const on = sectionsInUse(layout);
  return [
    entry(["cluster", "enabled"], isCluster),
    entry(["streaming", "enabled"], streams(layout)),
    ...queueInside(layout),
    ...extraSections.map((section) => entry([section, "enabled"], on.has(section))),
    // Its template asks for it even where it is off (templates/config.tpl).
    entry([objectSection, "tls", "enabled"], false),
    ...(isCluster ? [] : [standaloneQueue(layout)]),
    entry(["customConfigMap"], chart.defaultOf("customConfigMap") === undefined ? undefined : ""),
    entry(["log", "persistence", "enabled"], false),
    entry(["serviceAccount", "create"], false),
    entry(["metrics", "serviceMonitor", "enabled"], false),
  ];
}

/** Sections of what the chart has to start. */
function sectionsInUse(layout: Layout): ReadonlySet<string> {
  const queue = dependency(layout, "queue");
  const used = layout.seated.map(({ seat }) =>
    seat.kind === "messages" ? pulsarSection(layout.chart) : seat.section,
  );
  const isLogInside = queue.placement === "inside" && queue.product === embeddedLog;
  // Of a standalone its own key says the queue, and a second word for it would write it twice.
  if (layout.deployment.mode === "standalone") return new Set(used);
  // In a cluster the switch of the log means the queue; whether it has servers of its own is said apart.
  return new Set(isLogInside ? [...used, embeddedLog] : used);
}

/** A standalone has its streaming inside. */
function streams({ seated, chart }: Layout): boolean {
  const runs = seated.some(({ seat }) => seat.kind === "role" && seat.section === streamingSection);
  return runs || (seated.some(isSingle) && chart.defaultOf("streaming", "enabled") === true);
}

function isSingle({ seat }: Layout["seated"][number]): boolean {
  return seat.kind === "role" && seat.section === singleSection;
}

function queueInside(layout: Layout): readonly Entry[] {
  const isDeployed = layout.seated.some(({ seat }) => seat.kind === "log");
  const isLocal = dependency(layout, "objects").placement === "inside";
  const path = ["streaming", embeddedLog];
  return [
    entry([...path, "embedded"], !isDeployed),
    entry([...path, "storage", "type"], isLocal ? logStorage.disk : logStorage.objects),
  ];
}

/** The chart's own default moved with its versions, and moves data out of sight on an upgrade. */
function standaloneQueue(layout: Layout): Entry {
  const { product } = dependency(layout, "queue");
  return entry([singleSection, "messageQueue"], messageQueueOf[product] ?? product);
}
