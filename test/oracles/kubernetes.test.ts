/** Real API servers, newest and oldest, take what is emitted: strictly, without a warning, and every field of it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Resolved } from "../../src/model/resolved.ts";
import { oldestMinor } from "../../targets/k8s/support.ts";
import { compileProgram, isAccepted } from "../smith/compiled.ts";
import { oneCluster } from "../smith/program.ts";
import { runs } from "../smith/runs.ts";
import { printProgram } from "../smith/tree.ts";
import {
  emit,
  find,
  isSupported,
  parse,
  resolveText,
  storyDeployments,
  streamOf,
  type Tree,
} from "../targets/k8s/manifests.ts";
import { type ApiServer, findApiServer, newest, oldest } from "./api-server.ts";
import { notKept } from "./kept.ts";
import { oracleFolder, withOracle } from "./support.ts";

const minutes = 60_000;

/** What Kubernetes makes of a value before a process reads it. */
function expanded(value: string): string {
  return value.replace(/\$(\$|\(([^)]*)\))/g, (all, first) => (first === "$" ? "$" : all));
}

function isTakenByKubernetes(text: string): boolean {
  const checked = compileProgram(text);
  return isAccepted(checked) && checked.resolved.every(isSupported);
}

type Count = { readonly meta: { cases?: number } };

withOracle(newest.oracle, () => findApiServer(newest), judgeBy);

withOracle(
  oldest.oracle,
  () => findApiServer(oldest),
  (server) => {
    judgeBy(server);
    test("the release is the oldest that the target writes for", () => {
      const { serverVersion } = JSON.parse(server.kubectl(["version", "-o", "json"]).stdout);
      expect(serverVersion.gitVersion).toMatch(new RegExp(`^v1\\.${oldestMinor}\\.`));
    });
  },
);

function judgeBy({ start, kubectl, stop }: ApiServer): void {
  beforeAll(start, 2 * minutes);
  afterAll(stop);
  const known = new Set<string>();

  /** As a person makes it, with the strictest level. */
  function makeNamespace(text: string): void {
    const name = /^ {2}namespace: (.*)$/m.exec(text)?.[1] ?? "default";
    if (known.has(name)) return;
    known.add(name);
    kubectl(["create", "namespace", name]);
    const label = "pod-security.kubernetes.io/enforce=restricted";
    kubectl(["label", "--overwrite", "namespace", name, label]);
  }

  /** What the API server made of each object of a stream. */
  function apply(text: string): readonly Tree[] {
    const args = ["apply", "--dry-run=server", "--validate=strict", "-o", "json", "-f", "-"];
    const { status, stdout, stderr } = kubectl(args, text);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const answer = JSON.parse(stdout);
    return answer.kind === "List" ? answer.items : [answer];
  }

  function judge(all: readonly Resolved[]): void {
    const texts = all.map(streamOf);
    for (const text of texts) makeNamespace(text);
    const answered = apply(texts.join("---\n"));
    const sent = texts.flatMap(parse);
    expect(answered.length).toBe(sent.length);
    for (const [index, one] of sent.entries())
      expect(notKept(one, answered[index], `${one.kind}/${one.metadata.name}`)).toEqual([]);
  }

  test("a field that this release does not know is refused", () => {
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "odd" }, datum: {} };
    const { status, stderr } = kubectl(
      ["apply", "--dry-run=server", "--validate=strict", "-f", "-"],
      JSON.stringify(object),
    );
    expect(status).not.toBe(0);
    expect(stderr).toContain('unknown field "datum"');
  });

  describe("the API server takes", () => {
    test.each(storyDeployments())("%s", (_name, one) => judge([one]), minutes);

    test(
      "random programs",
      ({ task }: { task: Count }) => {
        const supported = oneCluster.map(printProgram).filter(isTakenByKubernetes);
        const ten = fc.array(supported, { minLength: 10, maxLength: 10 });
        task.meta.cases = 0;
        fc.assert(
          fc.property(ten, (texts) => {
            judge(texts.map(resolveText));
            task.meta.cases = (task.meta.cases ?? 0) + texts.length;
          }),
          { ...runs(30), endOnFailure: true },
        );
      },
      30 * minutes,
    );
  });

  test(
    "hostile texts arrive unchanged",
    () => {
      const texts = [
        "$(POD_NAME)",
        "$$(HOME)",
        "a$$b$",
        "$x $y{} $é",
        "'q' # c: {a} [b] %! `|>",
        "true",
        "0123",
        "1e3",
        "~",
        " leading and trailing ",
        "tab\there, no-break\u00a0space, line\u2028separator",
        "back\\slash and quote",
      ];
      const written = texts.map(
        (text, index) => `HOSTILE_${index} ${JSON.stringify(text).replaceAll("\\t", "\t")}`,
      );
      const one = resolveText(
        `cluster hostile standalone < milvus 2.6.15; standalone { variables { ${written.join("; ")} } } >`,
      );
      const stream = streamOf(one);
      makeNamespace(stream);
      const workload = find(apply(stream), "StatefulSet", "standalone");
      const environment = new Map(
        workload.spec.template.spec.containers[0].env.map(({ name, value }: Tree) => [name, value]),
      );
      for (const [index, text] of texts.entries())
        expect(expanded(String(environment.get(`HOSTILE_${index}`)))).toBe(text);
    },
    minutes,
  );

  test.each(storyDeployments().slice(0, 6))(
    "kustomize reads the folder of %s",
    (_name, one) => {
      const folder = mkdtempSync(join(oracleFolder(), "kustomize-"));
      try {
        for (const { path, text } of emit(one, "files")) writeFileSync(join(folder, path), text);
        const { status, stdout, stderr } = kubectl(["kustomize", folder]);
        expect(stderr).toBe("");
        expect(status).toBe(0);
        const kinds = (text: string) => (text.match(/^kind: .*$/gm) ?? []).sort();
        expect(kinds(stdout)).toEqual(["kind: Namespace", ...kinds(streamOf(one))].sort());
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    minutes,
  );
}
