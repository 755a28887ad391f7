/** Which Milvus roles a cluster has, and how many of each. */
import type { RoleName } from "../catalog/catalog.ts";
import { type Bound, numberOf } from "./bound.ts";
import { nearOf, type ResolveContext } from "./context.ts";

export interface ChosenRole {
  readonly name: RoleName;
  readonly count: number;
  readonly bound?: Bound;
}

const separateCoordinators = ["rootcoord", "datacoord", "querycoord"];

/** Written roles and, where none is written, those of the version; `counts` is what the workload asks for. */
export function chooseRoles(
  context: ResolveContext,
  counts: ReadonlyMap<string, { count: number; because: string }>,
): readonly ChosenRole[] {
  const written = new Map<string, Bound>();
  for (const bound of context.cluster.body.values())
    if (bound.keyword === "role" && belongs(context, bound)) written.set(bound.name, bound);
  const names = [...defaultNames(context, written)];
  for (const name of written.keys())
    if (!names.includes(name as RoleName)) names.push(name as RoleName);
  return names.map((name) => {
    const bound = written.get(name);
    const path = `components/${name}/count`;
    const count = numberOf(bound, "replicas");
    const near = nearOf(context, bound);
    if (count !== undefined) {
      context.record.written(path, (bound as Bound).words);
      return { name, count, bound: bound as Bound };
    }
    const sized = counts.get(name);
    if (sized !== undefined) context.record.derived(path, sized.because, ["workload"], near);
    else context.record.defaulted(path, "one of each role (language reference, `ROLE [xN]`)", near);
    return { name, count: sized?.count ?? 1, ...(bound === undefined ? {} : { bound }) };
  });
}

/** One separate coordinator means all of them are separate; `mixcoord` beside one is for a law to judge. */
function defaultNames(
  { line, mode }: ResolveContext,
  written: ReadonlyMap<string, Bound>,
): readonly RoleName[] {
  const defaults = line.defaultRoles[mode];
  if (mode === "standalone") return defaults;
  const coordinators = line.roles.distributed.filter((name) => separateCoordinators.includes(name));
  const others = defaults.filter(
    (name) => name !== "mixcoord" && !separateCoordinators.includes(name),
  );
  const isSeparate = [...written.keys()].some((name) => separateCoordinators.includes(name));
  const isMixed = written.has("mixcoord");
  const first: readonly RoleName[] =
    isMixed && !isSeparate
      ? ["mixcoord"]
      : isSeparate && coordinators.length > 0
        ? coordinators
        : defaults.filter((name) => !others.includes(name));
  return [...first, ...others];
}

/** A role of the other mode is an error at its words, with a label where the mode stands. */
function belongs({ cluster, mode, report }: ResolveContext, bound: Bound): boolean {
  const isStandalone = bound.name === "standalone";
  if (isStandalone === (mode === "standalone")) return true;
  const see =
    cluster.modeSpan === undefined ? [] : [{ span: cluster.modeSpan, message: `${mode} here` }];
  if (isStandalone) report("known-modes", "distributed", { at: bound.words, see });
  else report("known-modes", "standalone", { at: bound.words, see, facts: { name: bound.name } });
  return false;
}
