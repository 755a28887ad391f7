/** Runs the laws and the targets' limits over deployments, and lays `allow` over what they say. */
import { createReport } from "../diagnostics/define.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { originOf, spanOfOrigin } from "../model/origins.ts";
import type { Resolved } from "../model/resolved.ts";
import type { Allowance, Deployment } from "../model/schema.ts";
import type { Span } from "../text/source.ts";
import { judgeCodes } from "./diagnostics.ts";
import { fixAt, isProgram, removed } from "./fixes.ts";
import type { Judged, Rule } from "./rule.ts";

export interface JudgePlan {
  readonly rules: readonly Rule[];
  /** Judges as if this environment were written. */
  readonly judgeAs?: Deployment["environment"];
  /** What formats cannot express, by deployment. */
  readonly limits: readonly Judged[];
}

/**
 * What was found earlier, and what the laws find beside it. A place that has an error already is not judged again:
 * one mistake gives one diagnostic.
 */
export function judge(
  resolved: readonly Resolved[],
  earlier: readonly Diagnostic[],
  { rules, judgeAs, limits }: JudgePlan,
): Diagnostic[] {
  const lawful = rules.flatMap((rule) => rule.judge(resolved, judgeAs));
  const ruled = beside(earlier, lawful);
  const judged = ruled.map(({ diagnostic }) => diagnostic);
  const found = [...ruled, ...beside([...earlier, ...judged], limits)];
  const used = new Set<Allowance>();
  const kept = found.filter(({ diagnostic, about }) => {
    if (diagnostic.severity === "error") return true;
    const allowance = about.deployment.allowances.find((one) => silences(one, diagnostic));
    if (allowance !== undefined) used.add(allowance);
    return allowance === undefined;
  });
  const hasError = errorPlaces(earlier);
  const unused = resolved
    .flatMap((one) => unusedAllowances(one, used))
    .filter(({ primary }) => !hasError(primary));
  return [...earlier, ...kept.map(({ diagnostic }) => diagnostic), ...unused];
}

/** What stands at a place that has no error yet. */
function beside(earlier: readonly Diagnostic[], found: readonly Judged[]): readonly Judged[] {
  const hasError = errorPlaces(earlier);
  return found.filter(({ diagnostic }) => !hasError(diagnostic.primary));
}

function silences({ code, component }: Allowance, diagnostic: Diagnostic): boolean {
  return (
    code === diagnostic.code && (component === undefined || component === diagnostic.component)
  );
}

/** One word may have made several allowances: `for pulsar` is one for each of its parts. */
function unusedAllowances(
  { deployment, origins }: Resolved,
  used: ReadonlySet<Allowance>,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = createReport(judgeCodes, (diagnostic) => diagnostics.push(diagnostic));
  const usedHere = deployment.allowances.filter((allowance) => used.has(allowance));
  const usedCodes = new Set(usedHere.map(({ code, reason }) => `${code}\n${reason}`));
  const seen = new Set<string>();
  for (const allowance of deployment.allowances) {
    const key = `${allowance.code}\n${allowance.reason}`;
    if (used.has(allowance) || usedCodes.has(key) || seen.has(key)) continue;
    seen.add(key);
    const written = [...origins.keys()].find((path) =>
      path.startsWith(`allowances/allow:${allowance.code}:`),
    );
    const origin = originOf(origins, written ?? "allowances");
    // Of what nobody wrote an IR does not say so, and laws about that are silent there.
    if (origin === undefined || !isProgram(spanOfOrigin(origin))) continue;
    report("used-allowances", "unused", {
      at: spanOfOrigin(origin),
      facts: { code: allowance.code },
      // Only offered: judged as another environment, or with other targets, it may be needed.
      fixes: fixAt(spanOfOrigin(origin), "remove it", false, removed),
    });
  }
  return diagnostics;
}

/** Tells in logarithmic time whether a place overlaps one that has an error: a file may have thousands of both. */
function errorPlaces(diagnostics: readonly Diagnostic[]): (span: Span) => boolean {
  const spansBySource = new Map<Span["source"], Span[]>();
  for (const { severity, primary } of diagnostics) {
    if (severity !== "error") continue;
    const spans = spansBySource.get(primary.source) ?? [];
    spansBySource.set(primary.source, spans);
    spans.push(primary);
  }
  const indexBySource = new Map(
    [...spansBySource].map(([source, spans]) => [source, indexed(spans)] as const),
  );
  return (span) => {
    const { starts, furthestEnds } = indexBySource.get(span.source) ?? {
      starts: [],
      furthestEnds: [],
    };
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) < span.end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (furthestEnds[low - 1] as number) > span.start;
  };
}

/** Starts in order, and beside each the furthest end of all spans up to it. */
function indexed(spans: readonly Span[]): { starts: number[]; furthestEnds: number[] } {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  let furthest = 0;
  const furthestEnds = sorted.map(({ end }) => {
    furthest = Math.max(furthest, end);
    return furthest;
  });
  return { starts: sorted.map(({ start }) => start), furthestEnds };
}
