/** What every step of resolving one cluster knows. */
import type { Environment, MilvusLine, Mode } from "../catalog/catalog.ts";
import type { Report } from "../diagnostics/define.ts";
import type { Span } from "../text/source.ts";
import type { Bound } from "./bound.ts";
import type { resolveCodes } from "./diagnostics.ts";
import type { BoundCluster } from "./program.ts";
import type { OriginRecord } from "./record.ts";

export interface ResolveContext {
  readonly cluster: BoundCluster;
  readonly report: Report<typeof resolveCodes>;
  readonly record: OriginRecord;
  readonly mode: Mode;
  readonly environment: Environment;
  readonly milvusVersion: string;
  readonly line: MilvusLine;
}

/** The words that made something exist, for values that nobody wrote. */
export function nearOf(context: Pick<ResolveContext, "cluster">, bound?: Bound): Span {
  return bound?.words ?? context.cluster.nameSpan;
}
