/** Start order: stages from waits, computed once and used by every target. */

import { compareText } from "../diagnostics/diagnostic.ts";
import type { Job, Wait } from "../model/schema.ts";

/**
 * Components and jobs in stages: everything waits only for what stands in earlier stages. What waits for itself
 * in a circle stands together in a last stage; a law reports it.
 */
export function startOrder(
  components: readonly { readonly name: string }[],
  jobs: readonly Pick<Job, "name">[],
  waits: readonly Wait[],
): string[][] {
  const names = [...components, ...jobs].map(({ name }) => name);
  const waiting = new Map(names.map((name) => [name, new Set<string>()]));
  for (const wait of waits) if (waiting.has(wait.for)) waiting.get(wait.component)?.add(wait.for);
  const stages: string[][] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, open]) => open.size === 0).map(([name]) => name);
    const stage = (ready.length > 0 ? ready : [...waiting.keys()]).sort(compareText);
    stages.push(stage);
    for (const name of stage) waiting.delete(name);
    for (const open of waiting.values()) for (const name of stage) open.delete(name);
  }
  return stages;
}
