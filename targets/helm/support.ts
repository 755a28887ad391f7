/** Judges what of a deployment the chart cannot say. */
import { createCollector } from "../../src/diagnostics/collector.ts";
import { createReport, type Report } from "../../src/diagnostics/define.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { type Locate, locator } from "../../src/emit/support.ts";
import type { TargetInput } from "../../src/emit/target.ts";
import { helmCodes } from "./diagnostics.ts";
import type { Layout } from "./layout.ts";
import { judgeChart } from "./support-chart.ts";
import { judgeComponents } from "./support-components.ts";
import { judgeSurroundings } from "./support-surroundings.ts";

export type HelmReport = Report<typeof helmCodes>;
export const code = "supported-by-helm";

export interface Judgement {
  readonly layout: Layout;
  readonly report: HelmReport;
  readonly locate: Locate;
  /** A person wrote it, rather than the catalogue. */
  readonly isWritten: (...path: readonly string[]) => boolean;
}

export function judge(input: TargetInput, layout: Layout): readonly Diagnostic[] {
  const collector = createCollector();
  const { origins } = input;
  const judgement: Judgement = {
    layout,
    report: createReport(helmCodes, collector.add),
    locate: locator(input),
    isWritten: (...path) => origins.get(path.join("/"))?.kind === "written",
  };
  judgeChart(judgement);
  judgeComponents(judgement);
  judgeSurroundings(judgement);
  return collector.diagnostics;
}
