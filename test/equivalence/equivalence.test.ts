/** The same program through Compose and Kubernetes is the same system: each file read back equals the IR. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Target } from "../../src/emit/target.ts";
import type { Resolved } from "../../src/model/resolved.ts";
import { compose } from "../../targets/compose/target.ts";
import { k8s } from "../../targets/k8s/target.ts";
import { emitted, isSupported } from "../smith/compiled.ts";
import { resolved } from "../smith/deployment.ts";
import { patience, runs } from "../smith/runs.ts";
import { compileStory } from "../support/story.ts";
import { composeDifferences, kubernetesDifferences } from "./compare.ts";

const stories = join(import.meta.dirname, "../../fixtures/valid");

function supported(target: Target): readonly (readonly [string, Resolved])[] {
  return readdirSync(stories).flatMap((story) =>
    compileStory(join(stories, story))
      .resolved.filter((one) => isSupported(target, one))
      .map((one) => [`${story}/${one.deployment.name}`, one] as const),
  );
}

describe("Kubernetes manifests", () => {
  test.each(supported(k8s))("%s", (_name, one) => {
    expect(kubernetesDifferences(one, emitted(one, k8s))).toEqual([]);
  });

  test("of random programs", patience, () => {
    fc.assert(
      fc.property(resolved, (one) => {
        fc.pre(isSupported(k8s, one));
        expect(kubernetesDifferences(one, emitted(one, k8s))).toEqual([]);
      }),
      runs(15),
    );
  });
});

describe("Compose files", () => {
  test.each(supported(compose))("%s", (_name, one) => {
    expect(composeDifferences(one, emitted(one, compose))).toEqual([]);
  });

  test("of random programs", patience, () => {
    fc.assert(
      fc.property(resolved, (one) => {
        fc.pre(isSupported(compose, one));
        expect(composeDifferences(one, emitted(one, compose))).toEqual([]);
      }),
      runs(15),
    );
  });
});
