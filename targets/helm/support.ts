/** Judges what of a deployment the chart cannot say. */
import { createCollector } from "../../src/diagnostics/collector.ts";
import { createReport, type Report } from "../../src/diagnostics/define.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { TargetInput } from "../../src/emit/target.ts";
import { originOf, spanOfOrigin } from "../../src/model/origins.ts";
import { type Span, spanOf } from "../../src/text/source.ts";
import { helmCodes } from "./diagnostics.ts";
import type { Layout } from "./layout.ts";
import { judgeChart } from "./support-chart.ts";
import { judgeComponents } from "./support-components.ts";
import { judgeSurroundings } from "./support-surroundings.ts";

export type HelmReport = Report<typeof helmCodes>;
export type Locate = (...path: readonly string[]) => Span;
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
  const { deployment, origins } = input;
  const judgement: Judgement = {
    layout,
    report: createReport(helmCodes, collector.add),
    /** An IR from disk has no origins: then the diagnostic stands at the start of its file. */
    locate: (...path) => {
      const origin = originOf(origins, path.join("/")) ?? origins.get("");
      return origin === undefined
        ? spanOf({ name: deployment.file, text: "" }, 0, 0)
        : spanOfOrigin(origin);
    },
    isWritten: (...path) => origins.get(path.join("/"))?.kind === "written",
  };
  judgeChart(judgement);
  judgeComponents(judgement);
  judgeSurroundings(judgement);
  return collector.diagnostics;
}
