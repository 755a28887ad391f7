/** Judges what of a deployment Compose cannot say: notes where comfort is lost, errors where meaning is. */
import { createCollector } from "../../src/diagnostics/collector.ts";
import { createReport, type Report } from "../../src/diagnostics/define.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { type Locate, locator } from "../../src/emit/support.ts";
import type { TargetInput } from "../../src/emit/target.ts";
import type { Component, Deployment } from "../../src/model/schema.ts";
import type { Span } from "../../src/text/source.ts";
import { composeCodes } from "./diagnostics.ts";
import type { Layout } from "./layout.ts";
import { placeOf } from "./options.ts";
import { userParts } from "./secret.ts";
import { isHoldable } from "./text.ts";

type ComposeReport = Report<typeof composeCodes>;

const code = "supported-by-compose";

export function judge(input: TargetInput, layout: Layout): readonly Diagnostic[] {
  const collector = createCollector();
  const report = createReport(composeCodes, collector.add);
  const locate = locator(input);
  judgeLosses(input, report);
  judgeNetworks(layout, report, locate);
  judgePlaces(layout, report, locate);
  judgeFallbacks(layout, report, locate);
  return collector.diagnostics;
}

/** Comfort that is lost for several components at once: one note, at all of their words. */
interface Loss {
  readonly variant: "spread" | "cpu" | "disk";
  readonly path: string;
  readonly isLost: (component: Component) => boolean;
}

const losses: readonly Loss[] = [
  { variant: "spread", path: "spread", isLost: ({ spread }) => spread !== undefined },
  {
    variant: "cpu",
    path: "requirements/cpu",
    isLost: ({ requirements: { cpu } }) => cpu.request !== undefined && cpu.request !== cpu.limit,
  },
  { variant: "disk", path: "volumes", isLost: ({ volumes }) => volumes.some(({ kept }) => kept) },
];

/** Only what a person wrote, of the component or of the product that it is part of. */
function judgeLosses({ deployment, origins }: TargetInput, report: ComposeReport): void {
  for (const { variant, path, isLost } of losses) {
    const names: string[] = [];
    const spans = new Set<Span>();
    for (const component of deployment.components.filter(isLost)) {
      const origin =
        origins.get(`components/${component.name}/${path}`) ??
        origins.get(`components/${component.group}/${path}`);
      if (origin?.kind !== "written") continue;
      names.push(component.name);
      spans.add(origin.span);
    }
    const [at, ...others] = spans;
    if (at === undefined) continue;
    const see = others.map((span) => ({ span, message: "and here" }));
    report(code, variant, { at, see, severity: "note", facts: { components: names.join(", ") } });
  }
}

function judgeNetworks(
  { attachments, deployment }: Layout,
  report: ComposeReport,
  locate: Locate,
): void {
  const [served] = attachments.served;
  if (served !== undefined && deployment.helpers?.balancer === undefined)
    report(code, "balancer", {
      at: locate("networks"),
      facts: { component: served.component.name },
    });
  for (const [network, { component, external }] of attachments.opened)
    report(code, "opened", {
      at: locate("networks", network),
      severity: "note",
      facts: { network, component, external },
    });
  // One mistake, one diagnostic: the others of the group are torn for the same reason.
  const torn = attachments.torn[0];
  const home = deployment.networks.find(({ members }) => members.includes(torn?.name ?? ""));
  // Where a connection is not possible on any network, a law has said so.
  if (torn !== undefined && !isCut(deployment))
    report(code, "torn", {
      at: locate("networks", home?.name ?? ""),
      facts: { component: torn.name },
      help: "Write a network whose members are all that dial each other, e.g. `members all`.",
    });
}

/** Some component needs another with which it shares no network. */
function isCut({ components, needs, shares }: Deployment): boolean {
  const names = new Set(components.map(({ name }) => name));
  const shared = new Set(shares.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  return needs.some(({ from, to }) => names.has(to) && !shared.has(`${from} ${to}`));
}

function judgePlaces({ deployment, options }: Layout, report: ComposeReport, locate: Locate): void {
  for (const component of deployment.components) {
    if (component.identity !== "replicas" || component.count < 2) continue;
    if (!component.volumes.some(({ kept }) => kept)) continue;
    const own = placeOf(component, options);
    if (own === undefined && options.folder === undefined) continue;
    report(code, "replicas", {
      at: locate("targets", "compose", `data:${own === undefined ? "all" : component.name}`),
      facts: { count: component.count, component: component.name },
    });
  }
}

function judgeFallbacks(layout: Layout, report: ComposeReport, locate: Locate): void {
  const reported = new Set<string>();
  for (const part of userParts(layout.deployment, layout.options)) {
    if (part.kind !== "environment" || part.default === undefined) continue;
    if (isHoldable(part.default) || reported.has(part.variable)) continue;
    reported.add(part.variable);
    report(code, "fallback", { at: locate("targets"), facts: { variable: part.variable } });
  }
}
