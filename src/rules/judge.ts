/** Runs the laws and the targets' limits over deployments, and lays `allow` over what they say. */
import { createReport } from "../diagnostics/define.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { originOf, spanOfOrigin } from "../model/origins.ts";
import type { Resolved } from "../model/resolved.ts";
import type { Allowance, Deployment } from "../model/schema.ts";
import type { Span } from "../text/source.ts";
import { judgeCodes } from "./diagnostics.ts";
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
  const errors = earlier.filter(({ severity }) => severity === "error");
  const found = [...rules.flatMap((rule) => rule.judge(resolved, judgeAs)), ...limits].filter(
    ({ diagnostic }) => !errors.some(({ primary }) => overlaps(primary, diagnostic.primary)),
  );
  const used = new Set<Allowance>();
  const kept = found.filter(({ diagnostic, about }) => {
    if (diagnostic.severity === "error") return true;
    const allowance = about.deployment.allowances.find((one) => silences(one, diagnostic));
    if (allowance !== undefined) used.add(allowance);
    return allowance === undefined;
  });
  const unused = resolved.flatMap((one) => unusedAllowances(one, used));
  return [...earlier, ...kept.map(({ diagnostic }) => diagnostic), ...unused];
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
  const usedCodes = new Set([...used].map(({ code, reason }) => `${code}\n${reason}`));
  const seen = new Set<string>();
  for (const allowance of deployment.allowances) {
    const key = `${allowance.code}\n${allowance.reason}`;
    if (used.has(allowance) || usedCodes.has(key) || seen.has(key)) continue;
    seen.add(key);
    const written = [...origins.keys()].find((path) =>
      path.startsWith(`allowances/allow:${allowance.code}:`),
    );
    const origin = originOf(origins, written ?? "allowances");
    if (origin === undefined) continue;
    report("used-allowances", "unused", {
      at: spanOfOrigin(origin),
      facts: { code: allowance.code },
    });
  }
  return diagnostics;
}

function overlaps(a: Span, b: Span): boolean {
  return a.source === b.source && a.start < b.end && b.start < a.end;
}
