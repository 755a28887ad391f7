/**
 * The pipeline, as a contents page: files to deployments (`resolve`), deployments to diagnostics (`check`).
 * Deployments to output files is src/emit/produce.ts, apart, so that checking loads no printer.
 */
import { createCollector } from "./diagnostics/collector.ts";
import { type Diagnostic, sortDiagnostics, withoutRepeats } from "./diagnostics/diagnostic.ts";
import type { Target } from "./emit/target.ts";
import type { Resolved } from "./model/resolved.ts";
import type { Deployment, Workspace } from "./model/schema.ts";
import { type FileKeysReader, readConfigFiles } from "./resolve/config-files.ts";
import { deploy } from "./resolve/deploy.ts";
import { type FileCache, type Load, load } from "./resolve/load.ts";
import { type BodyCache, bindProgram } from "./resolve/program.ts";
import { judge } from "./rules/judge.ts";
import type { Judged, Rule } from "./rules/rule.ts";
import type { SourceFile } from "./text/source.ts";

/** What resolving is given from outside: the compiler reads nothing itself. */
export interface ResolvePlan {
  readonly load: Load;
  /** Every code that exists, for `allow`. */
  readonly knownCodes: readonly string[];
  /** Reads the keys of a Milvus configuration file; only programs with `config file` need it. */
  readonly readKeys?: FileKeysReader;
  /** Told how many files are done. */
  readonly step?: (done: number) => void;
}

export interface Resolution {
  /** Deployments that could be resolved, in the order of files and clusters. */
  readonly resolved: readonly Resolved[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Lexes, parses, builds, binds and resolves every file; files that several import are read once. */
export function resolve(sources: readonly SourceFile[], plan: ResolvePlan): Resolution {
  const log = createCollector();
  const files: FileCache = new Map();
  const bodies: BodyCache = new Map();
  const resolved: Resolved[] = [];
  for (const [index, source] of sources.entries()) {
    plan.step?.(index);
    const file = log.take(load(source, plan.load, files));
    for (const cluster of log.take(bindProgram(file, bodies))) {
      const fileKeys = log.take(readConfigFiles(cluster, plan.load, plan.readKeys));
      const one = log.take(deploy(cluster, { knownCodes: plan.knownCodes, fileKeys }));
      if (one !== undefined) resolved.push(one);
    }
  }
  return { resolved, diagnostics: log.diagnostics };
}

export interface CheckPlan {
  readonly rules: readonly Rule[];
  /** Targets whose limits are judged: those that a block or the command line names. */
  readonly targets: (deployment: Deployment) => readonly Target[];
  /** Judges as if this environment were written. */
  readonly judgeAs?: Deployment["environment"];
  readonly toolVersion: string;
}

export interface Checked {
  readonly resolved: readonly Resolved[];
  readonly workspace: Workspace;
  /** Sorted; what `allow` silences is left out. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Judges all deployments together, wherever they come from: text, or an IR on disk. */
export function check({ resolved, diagnostics }: Resolution, plan: CheckPlan): Checked {
  const limits = resolved.flatMap((about): Judged[] =>
    plan
      .targets(about.deployment)
      .flatMap((target) =>
        target
          .supports({ ...about, toolVersion: plan.toolVersion })
          .map((diagnostic) => ({ diagnostic, about })),
      ),
  );
  const judgeAs = plan.judgeAs === undefined ? {} : { judgeAs: plan.judgeAs };
  const judged = judge(resolved, diagnostics, { rules: plan.rules, limits, ...judgeAs });
  return {
    resolved,
    workspace: { irVersion: 1, deployments: resolved.map(({ deployment }) => deployment) },
    diagnostics: withoutRepeats(sortDiagnostics(judged)),
  };
}
