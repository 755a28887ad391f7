/** `workload`: what the cluster must hold, and the sizes that follow from it by the published rules. */
import type { Sizing } from "../catalog/sizing.ts";
import { sizeWorkload } from "../catalog/sizing.ts";
import { indexKindOf, indexKinds } from "../catalog/sizing-indexes.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Workload } from "../model/schema.ts";
import { argumentOf, type Bound, hasWord, numberOf, wordOf } from "./bound.ts";
import type { ResolveContext } from "./context.ts";
import { requireSetting } from "./required.ts";
import type { Sized } from "./sizes.ts";

export interface Planned {
  readonly workload: Workload;
  readonly sizing: Sizing;
}

export function planWorkload(context: ResolveContext): Planned | undefined {
  const bound = context.cluster.body.get("workload");
  if (bound === undefined) return undefined;
  context.record.written("workload", bound.words);
  const vectors = required(context, bound, "vectors", "count");
  const dimensions = required(context, bound, "dim", "count");
  const index = readIndex(context, bound);
  if (vectors === undefined || dimensions === undefined || index === undefined) return undefined;
  const queriesPerSecond = numberOf(bound.settings.get("qps"), "count");
  const workload: Workload = {
    vectors,
    dimensions,
    index,
    scalarBytes: numberOf(bound.settings.get("scalars"), "size") ?? 0,
    ...(queriesPerSecond === undefined ? {} : { queriesPerSecond }),
  };
  for (const [name, setting] of bound.settings)
    context.record.written(`workload/${name}`, setting.words);
  const sizing = sizeWorkload(workload, context.line.name, context.mode);
  return sizing === undefined ? undefined : { workload, sizing };
}

function required(
  context: ResolveContext,
  bound: Bound,
  setting: string,
  argument: string,
): number | undefined {
  const written = bound.settings.get(setting);
  if (written === undefined) requireSetting(context, bound, setting);
  return numberOf(written, argument);
}

function readIndex(context: ResolveContext, bound: Bound): Workload["index"] | undefined {
  const index = bound.settings.get("index");
  if (index === undefined) return { name: "hnsw", parameters: {} };
  const written = argumentOf(index, "index");
  const kind = indexKindOf(written?.text ?? "");
  if (kind === undefined || written === undefined) {
    const names = indexKinds.map(({ name }) => name);
    const near = suggest(written?.text ?? "", names);
    context.report("typed-values", "wrong", {
      at: written?.span ?? index.words,
      facts: { found: written?.text ?? "", expected: "an index that the sizing rules know" },
      fixes:
        near === undefined
          ? []
          : [
              {
                title: `write \`${near.name}\``,
                safe: near.only,
                edits: [{ span: written?.span ?? index.words, text: near.name }],
              },
            ],
      help: `Known are ${names.join(", ")}.`,
    });
    return undefined;
  }
  const parameters: Record<string, number | boolean> = {};
  for (const [name, setting] of index.settings) {
    const known = kind.parameters.find((parameter) => parameter.name === name);
    if (known === undefined) {
      context.report("known-statements", "setting", {
        at: setting.nameSpan,
        facts: { owner: `index ${kind.name}`, name },
        help: `It has ${kind.parameters.map((one) => one.name).join(", ") || "none"}.`,
      });
      continue;
    }
    const word = wordOf(setting);
    parameters[name] =
      numberOf(setting, "count") ??
      (/^\d+$/.test(word ?? "") ? Number(word) : hasWord(setting, "on"));
  }
  return { name: kind.name, parameters };
}

/** What the workload asks of one kind of process. */
export function sizedRole(planned: Planned | undefined, role: string): Sized | undefined {
  return planned?.sizing.roles.find((one) => one.role === role);
}

/** The largest of what a product's processes ask for: settings of a product are each process's. */
export function sizedProduct(planned: Planned | undefined, product: string): Sized | undefined {
  const sizes = planned?.sizing.dependencies.filter((one) => one.product === product) ?? [];
  const [first] = sizes;
  if (first === undefined) return undefined;
  const disks = sizes.flatMap(({ diskBytes }) => (diskBytes === undefined ? [] : [diskBytes]));
  return {
    cpuMillicores: Math.max(...sizes.map(({ cpuMillicores }) => cpuMillicores)),
    memoryBytes: Math.max(...sizes.map(({ memoryBytes }) => memoryBytes)),
    ...(disks.length === 0 ? {} : { diskBytes: Math.max(...disks) }),
    because: first.because,
  };
}
