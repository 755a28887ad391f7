/** Under which names the chart's Services make components known. */
import { invariant } from "../../src/diagnostics/invariant.ts";
import type { Layout, Seated } from "./layout.ts";
import { partName, pulsarSection } from "./names.ts";

/** The Service of a component as a whole. */
export function hostOf(component: string, layout: Layout): string {
  const { seat } = seatedNamed(component, layout);
  switch (seat.kind) {
    case "role":
      return layout.fullName;
    case "messages":
      // Brokers answer through the chart's proxy.
      return `${partName(layout.release, pulsarSection(layout.chart))}-proxy`;
    case "log":
    case "console":
      return `${layout.fullName}-${seat.section}`;
    default:
      return partName(layout.release, seat.section);
  }
}

/** Names of members one by one, where they have such; else the Service. */
export function memberHosts(component: string, layout: Layout): readonly string[] {
  const { component: one, seat } = seatedNamed(component, layout);
  const host = hostOf(component, layout);
  if (seat.kind !== "log" && seat.kind !== "metadata") return [host];
  return Array.from({ length: one.count }, (_, index) => `${host}-${index}.${host}-headless`);
}

function seatedNamed(name: string, { seated }: Layout): Seated {
  const found = seated.find(({ component }) => component.name === name);
  invariant(found !== undefined, `${name} has no place in the chart`);
  return found;
}
