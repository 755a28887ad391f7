/**
 * The operator's own definition of its resource as judge: a real API server that has it takes what is emitted, strictly,
 * without a warning, and keeps every field. `MILVUSC_OPERATOR_CRD` names config/crd/bases/milvus.io_milvuses.yaml of
 * zilliztech/milvus-operator, of one release or, with colons between, of several.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Resolved } from "../../src/model/resolved.ts";
import { operator } from "../../targets/operator/target.ts";
import { compileProgram, emitted, isSupported } from "../smith/compiled.ts";
import { resolved } from "../smith/deployment.ts";
import { runs } from "../smith/runs.ts";
import { compileStory } from "../support/story.ts";
import { parse, type Tree } from "../targets/k8s/manifests.ts";
import { type ApiServer, findApiServer, newest, type Release } from "./api-server.ts";
import { notKept } from "./kept.ts";
import { type Availability, withOracle } from "./support.ts";

const minutes = 60_000;
const stories = join(import.meta.dirname, "../../fixtures/valid");

/** Beside the ones that manifests are put to: all may be asked at once. */
const release: Release = { ...newest, oracle: "operator", port: 36463 };

interface Judge extends ApiServer {
  readonly definition: string;
}

function find(file: string, index: number): Availability<Judge> {
  if (!existsSync(file))
    return { reason: "MILVUSC_OPERATOR_CRD names no file with the operator's definition" };
  const { oracle, reason } = findApiServer({ ...release, port: release.port + 10 * index });
  return reason === undefined
    ? { oracle: { ...oracle, definition: readFileSync(file, "utf8") } }
    : { reason };
}

function storyDeployments(): readonly (readonly [string, Resolved])[] {
  return readdirSync(stories).flatMap((story) =>
    compileStory(join(stories, story))
      .resolved.filter((one) => isSupported(operator, one))
      .map((one) => [`${story}/${one.deployment.name}`, one] as const),
  );
}

/** The resource, and the Services that are applied beside it. */
function textOf(one: Resolved): string {
  return emitted(one, operator)
    .map(({ text }) => text)
    .join("---\n");
}

type Count = { readonly meta: { cases?: number } };

for (const [index, file] of (process.env.MILVUSC_OPERATOR_CRD ?? "").split(":").entries())
  withOracle(release.oracle, () => find(file, index), judgeBy);

function judgeBy({ start, kubectl, stop, definition }: Judge): void {
  beforeAll(() => {
    start();
    // On the server's side: the definition is too long for the annotation that kubectl makes else.
    const applied = kubectl(["apply", "--server-side", "-f", "-"], definition);
    expect(applied.stderr).toBe("");
    const isServed = () => kubectl(["get", "milvuses.milvus.io", "-A"]).status === 0;
    for (let attempt = 0; attempt < 120 && !isServed(); attempt += 1)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }, 2 * minutes);
  afterAll(stop);
  const known = new Set<string>();

  function makeNamespace(name: string): void {
    if (!known.has(name)) kubectl(["create", "namespace", name]);
    known.add(name);
  }

  function ask(text: string) {
    return kubectl(
      ["apply", "--dry-run=server", "--validate=strict", "-o", "json", "-f", "-"],
      text,
    );
  }

  function judge(all: readonly Resolved[]): void {
    const texts = all.map(textOf);
    const sent = texts.flatMap(parse);
    for (const { metadata } of sent) makeNamespace(metadata.namespace);
    const { status, stdout, stderr } = ask(texts.join("---\n"));
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const answer = JSON.parse(stdout);
    const answered: readonly Tree[] = answer.kind === "List" ? answer.items : [answer];
    expect(answered.length).toBe(sent.length);
    for (const [index, one] of sent.entries())
      expect(notKept(one, answered[index], `${one.kind}/${one.metadata.name}`)).toEqual([]);
  }

  describe("the API server refuses", () => {
    const [one] = compileProgram("cluster odd standalone < milvus 2.6.15 >").resolved;
    const broken: readonly (readonly [string, string, Tree])[] = [
      ["a field nobody knows", 'unknown field "spec.mod"', { mod: "cluster" }],
      [
        "a role's field nobody knows",
        'unknown field "spec.components.standalone.replica"',
        { components: { standalone: { replica: 1 } } },
      ],
      ["a text for a number", "spec.components.rollingMode", { components: { rollingMode: "2" } }],
      ["an unknown queue", "msgStreamType", { dependencies: { msgStreamType: "sqs" } }],
    ];
    test.each(broken)("%s", (_name, said, spec) => {
      const [resource] = parse(textOf(one as Resolved));
      makeNamespace(resource.metadata.namespace);
      const { status, stderr } = ask(JSON.stringify({ ...resource, spec }));
      expect(status).not.toBe(0);
      expect(stderr).toContain(said);
    });
  });

  describe("the API server takes", () => {
    test.each(storyDeployments())("%s", (_name, one) => judge([one]), minutes);

    test(
      "random programs",
      ({ task }: { task: Count }) => {
        const supported = resolved.filter((one) => isSupported(operator, one));
        const ten = fc.array(supported, { minLength: 10, maxLength: 10 });
        task.meta.cases = 0;
        fc.assert(
          fc.property(ten, (all) => {
            judge(all);
            task.meta.cases = (task.meta.cases ?? 0) + all.length;
          }),
          { ...runs(10), endOnFailure: true },
        );
      },
      30 * minutes,
    );
  });
}
