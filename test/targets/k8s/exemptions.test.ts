/** Findings of linters that are meant: all of them, and no more, stand in this target's README. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifests, resolveText, storyDeployments } from "./manifests.ts";

const readme = readFileSync(join(import.meta.dirname, "../../../targets/k8s/README.md"), "utf8");
const listed = [...readme.matchAll(/^\| ([a-z]+(?:-[a-z]+)+) +\| /gm)].map(([, check]) => check);

const programs = [
  "cluster a standalone < milvus 3.0.0; environment production; attu >",
  `cluster b distributed < milvus 2.4.24; environment test; expose rootcoord.metrics 127.0.0.1:9092;
    target k8s { service node-port 30530 } >`,
];

/** Checks that objects are excused from. */
function excused(all: ReturnType<typeof manifests>): readonly string[] {
  return all.flatMap(
    ({ metadata }) => metadata.annotations?.["kube-score/ignore"]?.split(",") ?? [],
  );
}

test("every exemption is listed, and every listed one exists", () => {
  const found = programs.flatMap((text) => excused(manifests(resolveText(text))));
  expect([...new Set(found)].sort()).toEqual([...listed].sort());
});

test("stories need no others", () => {
  const production = storyDeployments().filter(
    ([, { deployment }]) => deployment.environment === "production",
  );
  for (const [, one] of production)
    for (const check of excused(manifests(one))) expect(listed).toContain(check);
  expect(listed).toHaveLength(5);
}, 60_000);

test("the reason stands beside each", () => {
  const [one] = programs;
  const linter = manifests(resolveText(one as string))
    .flatMap(({ metadata }) => Object.entries(metadata.annotations ?? {}))
    .filter(([key]) => key.startsWith("ignore-check.kube-linter.io/"));
  for (const [, reason] of linter) expect(String(reason).length).toBeGreaterThan(20);
});
