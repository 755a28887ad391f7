/**
 * What is settled of a cluster before its statements are drawn. Wishes are drawn without it and made legal with it:
 * so a smaller wish is a smaller program, and shrinking ends at something readable.
 */
import fc from "fast-check";
import type { TargetName } from "../../grammar/vocabulary.ts";
import type { Environment, MilvusLine, Mode } from "../../src/catalog/catalog.ts";
import { lines } from "../../src/catalog/index.ts";
import { lineOf, stableVersion } from "../../src/catalog/version.ts";
import type { Entry } from "./tree.ts";

export interface Head {
  readonly name: string;
  readonly mode: Mode;
  readonly environment: Environment;
  /** Nothing where the program leaves it to the compiler. */
  readonly written?: string;
  readonly milvusVersion: string;
  readonly line: MilvusLine;
  readonly targets: readonly TargetName[];
  /** A block of a Kubernetes format: what it cannot say is not written. */
  readonly onKubernetes: boolean;
}

/** A wish made legal in one cluster. */
export type Draw<F, T> = (facts: F) => T;
export type Wish<F, T = readonly Entry[]> = fc.Arbitrary<Draw<F, T>>;

/** An index into a list that is known only later. */
export const die: fc.Arbitrary<number> = fc.nat({ max: 5039 });

export function pick<T>(list: readonly T[], thrown: number): T {
  const found = list[thrown % list.length];
  if (found === undefined) throw new RangeError("nothing to pick from");
  return found;
}

/** A cluster's name inside the name of a variable. */
export function variableOf(name: string): string {
  return name.toUpperCase().replaceAll("-", "_");
}

/** One in so many times; else, and when it shrinks, nothing. */
export function rarely<T>(arbitrary: fc.Arbitrary<T>, oneIn: number): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: oneIn - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary },
  );
}

/** A wish that is made one in so many times. */
export function maybe<F, T>(wish: Wish<F, readonly T[]>, oneIn = 2): Wish<F, readonly T[]> {
  return rarely(wish, oneIn).map((draw) => draw ?? (() => []));
}

export function all<F, T>(...wishes: readonly Wish<F, readonly T[]>[]): Wish<F, readonly T[]> {
  return fc.tuple(...wishes).map((draws) => (facts: F) => draws.flatMap((draw) => draw(facts)));
}

/** Ends of every line, and the patches at which facts change. */
const turns = ["2.4.1", "2.4.7", "2.5.21", "2.6.7", "2.6.8", "2.6.13", stableVersion];
export const versions: readonly string[] = [
  ...new Set([
    stableVersion,
    ...lines.flatMap(({ oldest, newest }) => [newest, oldest]),
    ...lines.flatMap(({ newestPublished }) => (newestPublished ? [newestPublished] : [])),
    ...turns,
  ]),
];

const targetSets: readonly (readonly TargetName[])[] = [
  [],
  ["compose"],
  ["k8s"],
  ["compose", "k8s"],
  ["k8s", "helm"],
  ["k8s", "operator"],
];

export function headOf(name: string): fc.Arbitrary<Head> {
  return fc
    .record({
      mode: fc.constantFrom<Mode>("standalone", "distributed"),
      environment: fc.constantFrom<Environment>("development", "test", "production"),
      written: fc.option(fc.constantFrom(...versions), { nil: undefined, freq: 6 }),
      targets: fc.constantFrom(...targetSets),
    })
    .map(({ mode, environment, written, targets }): Head => {
      // Production asks for it.
      const version = written ?? (environment === "production" ? stableVersion : undefined);
      const milvusVersion = version ?? stableVersion;
      return {
        name,
        mode,
        environment,
        ...(version === undefined ? {} : { written: version }),
        milvusVersion,
        line: lineOf(milvusVersion) as MilvusLine,
        targets,
        onKubernetes: targets.some((target) => target !== "compose"),
      };
    });
}
