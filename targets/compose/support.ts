/** Judges what of a deployment Compose cannot say: notes where comfort is lost, errors where meaning is. */
import { createCollector } from "../../src/diagnostics/collector.ts";
import { createReport, type Report } from "../../src/diagnostics/define.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { TargetInput } from "../../src/emit/target.ts";
import { originOf, spanOfOrigin } from "../../src/model/origins.ts";
import type { Component } from "../../src/model/schema.ts";
import { type Span, spanOf } from "../../src/text/source.ts";
import { composeCodes } from "./diagnostics.ts";
import type { Layout } from "./layout.ts";
import { isMeant } from "./options.ts";
import { userParts } from "./secret.ts";
import { isHoldable } from "./text.ts";

type ComposeReport = Report<typeof composeCodes>;
type Locate = (...path: readonly string[]) => Span;

const code = "supported-by-compose";

export function judge(input: TargetInput, layout: Layout): readonly Diagnostic[] {
  const collector = createCollector();
  const report = createReport(composeCodes, collector.add);
  const locate = locator(input);
  for (const component of input.deployment.components) {
    judgeSpread(component, report, locate);
    judgeSizes(component, input, report, locate);
  }
  judgeNetworks(layout, report, locate);
  judgePlaces(layout, report, locate);
  judgeFallbacks(layout, report, locate);
  return collector.diagnostics;
}

/** An IR from disk has no origins: then the diagnostic stands at the start of its file. */
function locator({ deployment, origins }: TargetInput): Locate {
  return (...path) => {
    const origin = originOf(origins, path.join("/"));
    return origin === undefined
      ? spanOf({ name: deployment.file, text: "" }, 0, 0)
      : spanOfOrigin(origin);
  };
}

function judgeSpread({ name, spread }: Component, report: ComposeReport, locate: Locate): void {
  if (spread === undefined) return;
  const at = locate("components", name, "spread");
  report(code, "spread", { at, severity: "note", facts: { component: name, what: spread } });
}

/** Only what a person wrote: defaults are the same for every target. */
function judgeSizes(
  { name, requirements: { cpu }, volumes }: Component,
  { origins }: TargetInput,
  report: ComposeReport,
  locate: Locate,
): void {
  const isWritten = (...path: readonly string[]) =>
    origins.get(["components", name, ...path].join("/"))?.kind === "written";
  const facts = { component: name };
  if (cpu.request !== undefined && cpu.request !== cpu.limit) {
    const path = ["requirements", "cpu", "request"];
    const at = locate("components", name, ...path);
    if (isWritten(...path) || isWritten("requirements", "cpu"))
      report(code, "cpu", { at, severity: "note", facts });
  }
  for (const volume of volumes) {
    const path = ["volumes", volume.name, "sizeBytes"];
    if (!volume.kept || !isWritten(...path)) continue;
    report(code, "disk", { at: locate("components", name, ...path), severity: "note", facts });
    break;
  }
}

function judgeNetworks({ attachments }: Layout, report: ComposeReport, locate: Locate): void {
  for (const [network, { component, external }] of attachments.opened)
    report(code, "opened", {
      at: locate("networks", network, "internal"),
      severity: "note",
      facts: { network, component, external },
    });
  // One mistake, one diagnostic: the others of the group are torn for the same reason.
  const torn = attachments.torn[0];
  if (torn !== undefined)
    report(code, "torn", {
      at: locate("networks"),
      facts: { component: torn.name },
      help: "Write a network whose members are all that dial each other, e.g. `members all`.",
    });
}

function judgePlaces({ deployment, options }: Layout, report: ComposeReport, locate: Locate): void {
  const places = [
    ...options.places,
    ...(options.folder === undefined ? [] : [{ component: "all", place: options.folder }]),
  ];
  for (const component of deployment.components) {
    if (component.identity !== "replicas" || component.count < 2) continue;
    if (!component.volumes.some(({ kept }) => kept)) continue;
    const place = places.find((one) => isMeant(component, one.component));
    if (place === undefined) continue;
    report(code, "replicas", {
      at: locate("targets", "compose", "data", place.component),
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
