/** Whoever cannot pull an image is told where it stands, once, and only where the catalogue chose it. */
import { expect, test } from "vitest";
import type { Resolved } from "../../src/model/resolved.ts";
import { targets } from "../../targets/all.ts";
import { compileProgram, emitted, errorsOf } from "../smith/compiled.ts";

const silo = "`storage silo(4)` while there is no data";

function only(statements: string): Resolved {
  const checked = compileProgram(`cluster a distributed < milvus 2.6.15; ${statements} >`);
  expect(errorsOf(checked)).toBe("");
  return checked.resolved[0] as Resolved;
}

/** The comment and the line that it stands above, without what targets indent by. */
function notesOf(one: Resolved, target: (typeof targets)[number]): readonly string[] {
  const lines = emitted(one, target).flatMap(({ text }) => text.split("\n"));
  return lines.flatMap((line, at) =>
    line.includes("answer 401") ? lines.slice(at, at + 3).map((text) => text.trim()) : [],
  );
}

test("every target says it once above the image, with products that it deploys", () => {
  const minio = "quay.io/minio/minio";
  const release = "RELEASE.2024-12-18T13-15-44Z";
  const one = only("storage minio(4), etcd(3), woodpecker");
  const told = Object.fromEntries(targets.map((target) => [target.name, notesOf(one, target)]));
  const cause = "# quay.io may answer 401 to pulls of it without a login.";
  const ways = '# Then log in, or write `registry "HOST/PATH"` of a mirror';
  expect(told).toEqual({
    compose: [cause, `${ways}, or ${silo}.`, `image: ${minio}:${release}`],
    k8s: [cause, `${ways}, or ${silo}.`, `image: ${minio}:${release}`],
    helm: [cause, `${ways}.`, `repository: ${minio}`],
    operator: [cause, `${ways}.`, `repository: ${minio}`],
  });
});

test("nobody is told of an image or a registry that they chose, nor of one that all may pull", () => {
  const written = 'image "quay.io/minio/minio:RELEASE.2024-12-18T13-15-44Z"';
  for (const statements of [
    `storage minio(4) { ${written} }, etcd(3), woodpecker`,
    'storage minio(4), etcd(3), woodpecker; registry "quay.io"',
    'storage minio(4), etcd(3), woodpecker; registry "registry.example.com/mirror"',
    "storage silo(4), etcd(3), woodpecker",
    'storage etcd(3), woodpecker; external s3 "s3.example.com:443" { bucket "milvus" }',
  ]) {
    const one = only(statements);
    expect(one.deployment.components.filter(({ pullCaution }) => pullCaution)).toEqual([]);
    for (const target of targets.filter(({ name }) => ["compose", "k8s"].includes(name)))
      expect(notesOf(one, target), statements).toEqual([]);
  }
});
