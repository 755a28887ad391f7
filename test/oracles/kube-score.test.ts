/** kube-score finds nothing in production programs, by its default checks. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Resolved } from "../../src/model/resolved.ts";
import { streamOf } from "../targets/k8s/manifests.ts";
import { productionDeployments } from "../targets/k8s/production.ts";
import { type Availability, isThere, lastLines, oracleFolder, run, withOracle } from "./support.ts";

const module = "github.com/zegl/kube-score/cmd/kube-score@v1.20.0";

function findKubeScore(): Availability<string> {
  const folder = oracleFolder("kube-score-1.20.0");
  const path = join(folder, "kube-score");
  if (existsSync(path)) return { oracle: path };
  if (!isThere("go", "version")) return { reason: "go is not there to build it" };
  const env = { GOBIN: folder, GOFLAGS: "-mod=mod", CGO_ENABLED: "0" };
  const built = run("go", ["install", module], { env, timeoutSeconds: 900 });
  return built.status === 0 ? { oracle: path } : { reason: lastLines(built) };
}

withOracle("kube-score", findKubeScore, (kubeScore) => {
  function judge(one: Resolved): void {
    const { stdout, stderr } = run(kubeScore, ["score", "-o", "ci", "-"], { input: streamOf(one) });
    const lines = stdout.split("\n").filter((line) => line !== "");
    expect(lines.length, stderr).toBeGreaterThan(20);
    expect(lines.filter((line) => !/^\[(OK|SKIPPED)\]/.test(line))).toEqual([]);
  }
  describe("kube-score finds nothing in", () => {
    test.each(productionDeployments())("%s", (_name, one) => judge(one));
  });
});
