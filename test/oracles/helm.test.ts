/**
 * Helm as judge, with the official chart: values are linted and rendered, and what comes out is read back. Helm is
 * built from its module; `MILVUSC_HELM_CHART` names a folder with the chart, or one with a folder for each version.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments, parseDocument, stringify } from "yaml";
import { chartNamed } from "../../src/catalog/charts/index.ts";
import { invariant } from "../../src/diagnostics/invariant.ts";
import type { Resolved } from "../../src/model/resolved.ts";
import { helm } from "../../targets/helm/target.ts";
import { componentOf, frontOf, onlyPublished, unknown } from "../equivalence/chart.ts";
import { graphOf } from "../equivalence/from-ir.ts";
import { readKubernetes, type Tree } from "../equivalence/from-kubernetes.ts";
import { differences, shown } from "../equivalence/graph.ts";
import { compileProgram, emitted, isSupported } from "../smith/compiled.ts";
import { resolved } from "../smith/deployment.ts";
import { runs } from "../smith/runs.ts";
import { compileStory } from "../support/story.ts";
import { programs } from "../targets/helm/programs.ts";
import { type Availability, isThere, lastLines, oracleFolder, run, withOracle } from "./support.ts";

const helmModule = "helm.sh/helm/v3/cmd/helm@v3.18.6";
const stories = join(import.meta.dirname, "../../fixtures/valid");

interface Helm {
  readonly program: string;
  /** Folders of charts by version. */
  readonly charts: ReadonlyMap<string, string>;
}

function find(): Availability<Helm> {
  const charts = findCharts(process.env.MILVUSC_HELM_CHART);
  if (charts.size === 0)
    return { reason: "MILVUSC_HELM_CHART names no folder with the chart milvus" };
  const folder = oracleFolder("helm-3.18.6");
  const program = join(folder, "helm");
  if (!existsSync(program)) {
    if (!isThere("go", "version")) return { reason: "go is not there to build Helm" };
    const built = run("go", ["install", helmModule], {
      env: { GOBIN: folder, CGO_ENABLED: "0" },
      timeoutSeconds: 900,
    });
    if (built.status !== 0) return { reason: `Helm cannot be built: ${lastLines(built)}` };
  }
  return { oracle: { program, charts } };
}

function findCharts(folder: string | undefined): ReadonlyMap<string, string> {
  const charts = new Map<string, string>();
  if (folder === undefined || !existsSync(folder)) return charts;
  const inner = readdirSync(folder).map((name) => join(folder, name));
  for (const one of [folder, ...inner]) {
    const file = join(one, "Chart.yaml");
    if (existsSync(file)) charts.set(String(parse(readFileSync(file, "utf8")).version), one);
  }
  return charts;
}

/** Only offline: Helm knows groups of Kubernetes' API there, and no kinds in them (zilliztech/milvus-helm ingress.yaml). */
const offline = /extensions\/v1beta1 Ingress is deprecated/;
const kubernetes = [
  "--kube-version=1.34.0",
  "--api-versions=networking.k8s.io/v1/Ingress",
  "--api-versions=policy/v1/PodDisruptionBudget",
];

interface Rendered {
  readonly problems: readonly string[];
  readonly objects: readonly Tree[];
}

type Change = (values: Tree) => void;

function render(one: Resolved, { program, charts }: Helm, change?: Change): Rendered | undefined {
  const [values, beside] = emitted(one, helm).map(({ text }) => text);
  const found = /--install (\S+) .*--version (\S+) --namespace (\S+) /.exec(values ?? "");
  const [, release = "", version = "", namespace = ""] = found ?? [];
  const chart = charts.get(version) ?? charts.get(chartNamed(version).keysOf);
  if (chart === undefined) return undefined;
  const file = join(mkdtempSync(join(oracleFolder("values"), "one-")), "values.yaml");
  writeFileSync(file, change === undefined ? (values ?? "") : changed(values ?? "", change));
  const lint = run(program, ["lint", chart, "-f", file, "--kube-version=1.34.0"]);
  const templated = run(program, [
    "template",
    release,
    chart,
    "--namespace",
    namespace,
    "-f",
    file,
    ...kubernetes,
  ]);
  const lines = `${lint.stdout}${lint.stderr}${templated.stderr}`.split("\n");
  return {
    problems: lines.filter((line) => /warn|error/i.test(line) && !offline.test(line)),
    objects: [templated.stdout, beside ?? ""].flatMap((text) =>
      parseAllDocuments(text)
        .map((document) => document.toJS())
        .filter((object) => object !== null),
    ),
  };
}

function changed(text: string, change: Change): string {
  const values = parse(text);
  change(values);
  return stringify(values);
}

/** What the chart's own file says of the queue; a strict reader takes no name twice. */
function queuesOf(objects: readonly Tree[]): { queues: number; errors: readonly string[] } {
  const texts = objects.flatMap(({ kind, data }) =>
    kind === "ConfigMap" && data?.["default.yaml"] !== undefined
      ? [data["default.yaml"] as string, data["user.yaml"] as string]
      : [],
  );
  return {
    queues: (texts[0]?.match(/^mq:/gm) ?? []).length,
    errors: texts.flatMap((text) => parseDocument(text).errors.map(({ message }) => message)),
  };
}

function judged(one: Resolved, oracle: Helm, change?: Change) {
  const rendered = render(one, oracle, change);
  if (rendered === undefined) return undefined;
  const { problems, objects } = rendered;
  const { deployment } = one;
  const wanted = graphOf(deployment);
  const found = readKubernetes({
    objects,
    nameOf: componentOf(deployment),
    frontOf: frontOf(deployment),
    isConfigured: (name) =>
      deployment.components.some((each) => each.name === name && each.configured),
    ignoresCommands: true,
  });
  return {
    problems,
    ...queuesOf(objects),
    differences: shown(unknown(differences(wanted, onlyPublished(wanted, found)))),
  };
}

const breaks: Readonly<Record<string, Change>> = {
  "a copy is missing": (values) => {
    values.proxy.replicas = 1;
  },
  "the image is another one": (values) => {
    values.image.all.tag = "v2.6.14";
  },
  "a member is missing": (values) => {
    values.etcd.replicaCount = 1;
  },
  "a disk is smaller": (values) => {
    values.minio.persistence.size = "1Gi";
  },
  "memory is not limited": (values) => {
    delete values.minio.resources;
  },
  "no queue is on": (values) => {
    values.pulsarv3.enabled = false;
  },
  "the store has another address": (values) => {
    values.minio.enabled = false;
    Object.assign(values, { externalS3: { enabled: true, host: "elsewhere", port: 9000 } });
  },
  "etcd keeps its history": (values) => {
    values.etcd.autoCompactionRetention = "1";
  },
};

/** Of these versions there is none in the folder: nothing was judged, and nothing passes. */
const noChart = "the folder has no chart of this version";

type Count = { readonly meta: { cases?: number } };

const right = { problems: [], queues: 1, errors: [], differences: [] };

withOracle("helm", find, (oracle) => {
  const fromStories = readdirSync(stories).flatMap((story) =>
    compileStory(join(stories, story)).resolved.map(
      (one) => [`${story}/${one.deployment.name}`, one] as const,
    ),
  );
  const fromPrograms = Object.entries(programs).map(
    ([name, text]) => [name, compileProgram(text).resolved.at(-1) as Resolved] as const,
  );

  describe("the chart renders what the IR says", () => {
    const all = [...fromStories, ...fromPrograms].filter(([, one]) => isSupported(helm, one));
    test.for(all)("%s", ([, one], { skip }) => {
      expect(judged(one, oracle) ?? skip(noChart)).toEqual(right);
    });

    test.for(Object.entries(breaks))("and not when %s", ([, change], { skip }) => {
      const [, one] = all.find(([name]) => name.startsWith("distributed-one-line/")) ?? [];
      invariant(one !== undefined, "the story has a cluster");
      expect(judged(one, oracle, change) ?? skip(noChart)).not.toEqual(right);
    });

    test("of random programs", { timeout: 600_000 }, ({ task }: { task: Count }) => {
      task.meta.cases = 0;
      fc.assert(
        fc.property(resolved, (one) => {
          fc.pre(isSupported(helm, one));
          const result = judged(one, oracle);
          fc.pre(result !== undefined);
          expect(result).toEqual(right);
          task.meta.cases = (task.meta.cases ?? 0) + 1;
        }),
        runs(20),
      );
    });
  });
});
