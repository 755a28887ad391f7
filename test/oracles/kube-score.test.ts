/** kube-score finds nothing in production programs, by its default checks. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Resolved } from "../../src/model/resolved.ts";
import { resolveText, storyDeployments, streamOf } from "../targets/k8s/manifests.ts";
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

/** Shapes that no story has in production. */
const programs: readonly (readonly [string, string])[] = [
  [
    "everything beside Milvus",
    `cluster a distributed <
  milvus 2.6.15; environment production;
  proxy x2; mixcoord x2; querynode x3 { spread host }; streamingnode x2; datanode x2;
  storage kafka(3), minio(4), etcd(3); attu;
  authorization on { root secret "root" }; tls server { certificate secret "tls" };
  target k8s { service load-balancer;
    ingress "milvus.example.com" { class nginx; tls secret "edge"; rest "rest.example.com" } }
>`,
  ],
  [
    "separate coordinators, Pulsar",
    `cluster b distributed < milvus 2.2.16; environment production; proxy x2;
  storage pulsar(3), minio(4), etcd(3) >`,
  ],
  [
    "log servers",
    `cluster c distributed < milvus 3.0.0; environment production; proxy x2; attu;
  storage woodpecker(4), minio(4), etcd(3); target k8s { service node-port 30530 } >`,
  ],
  [
    "RustFS",
    `cluster d distributed < milvus 2.6.15; environment production;
  storage woodpecker, rustfs(4), etcd(3) >`,
  ],
  [
    "one process",
    `cluster e standalone < milvus 2.6.15; environment production; storage woodpecker, silo, etcd >`,
  ],
];

withOracle("kube-score", findKubeScore, (kubeScore) => {
  function judge(one: Resolved): void {
    const { stdout, stderr } = run(kubeScore, ["score", "-o", "ci", "-"], { input: streamOf(one) });
    const lines = stdout.split("\n").filter((line) => line !== "");
    expect(lines.length, stderr).toBeGreaterThan(20);
    expect(lines.filter((line) => !/^\[(OK|SKIPPED)\]/.test(line))).toEqual([]);
  }
  const production = storyDeployments().filter(
    ([, { deployment }]) => deployment.environment === "production",
  );
  describe("kube-score finds nothing in", () => {
    test.each(production)("%s", (_name, one) => judge(one));
    test.each(programs)("%s", (_name, text) => judge(resolveText(text)));
  });
});
