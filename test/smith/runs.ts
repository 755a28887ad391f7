/** How often and from where properties are tried: the same programs at every run, more of them when asked. */

/** A property is many runs, and the machine may be busy with other things. */
export const patience = { timeout: 120_000 };

/** `RUNS=20 SEED=7 npx vitest run test/properties` tries twenty times as many, and others. */
export function runs(count: number): { readonly seed: number; readonly numRuns: number } {
  const { SEED, RUNS } = process.env;
  return { seed: Number(SEED ?? 20240601), numRuns: count * Number(RUNS ?? 1) };
}
