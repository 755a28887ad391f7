/** kube-linter's default checks find nothing in production programs. It cannot be had everywhere; what it asks is known. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileProgram, isAccepted } from "../../smith/compiled.ts";
import { oneCluster } from "../../smith/program.ts";
import { patience, runs } from "../../smith/runs.ts";
import { printProgram } from "../../smith/tree.ts";
import { defaultChecks, findings } from "./linter-checks.ts";
import { isSupported, manifests, resolveText, type Tree } from "./manifests.ts";
import { productionDeployments } from "./production.ts";

describe("nothing is found in", () => {
  test.each(productionDeployments())("%s", (_name, one) => {
    expect(findings(manifests(one))).toEqual([]);
  });

  test("random programs", patience, () => {
    const production = oneCluster.map(printProgram).filter((text) => {
      const checked = compileProgram(text);
      const { environment } = checked.resolved.at(-1)?.deployment ?? {};
      return (
        environment === "production" && isAccepted(checked) && checked.resolved.every(isSupported)
      );
    });
    fc.assert(
      fc.property(production, (text) => {
        expect(findings(manifests(resolveText(text)))).toEqual([]);
      }),
      runs(12),
    );
  });
});

/** As bad as one object can be. */
const bad: readonly Tree[] = [
  {
    apiVersion: "extensions/v1beta1",
    kind: "Deployment",
    metadata: { name: "bad" },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: "other" } },
      template: {
        metadata: { labels: { app: "bad" } },
        spec: {
          ...{ hostIPC: true, hostNetwork: true, hostPID: true },
          ...{ serviceAccount: "old", serviceAccountName: "none" },
          securityContext: { sysctls: [{ name: "net.core.somaxconn", value: "1" }] },
          volumes: [
            { name: "a", hostPath: { path: "/var/run/docker.sock" } },
            { name: "b", hostPath: { path: "/etc" } },
          ],
          containers: [
            {
              name: "bad",
              image: "milvusdb/milvus",
              env: ["SECRET", "SECRET"].map((name) => ({ name, value: "a" })),
              ports: [{ name: "a_b", containerPort: 22 }],
              securityContext: { privileged: true, allowPrivilegeEscalation: true },
              livenessProbe: { tcpSocket: { port: 1 } },
              readinessProbe: { httpGet: { port: "ready" } },
              startupProbe: { grpc: { port: 2 } },
            },
          ],
        },
      },
    },
  },
  {
    kind: "Job",
    metadata: { name: "bad" },
    spec: { template: { metadata: { labels: {} }, spec: { containers: [] } } },
  },
  { kind: "Service", metadata: { name: "bad" }, spec: { selector: { app: "nobody" } } },
  {
    kind: "PodDisruptionBudget",
    metadata: { name: "bad" },
    spec: { minAvailable: 2, maxUnavailable: 0, selector: { matchLabels: { app: "other" } } },
  },
];

test("each check finds what it is for", () => {
  const all = bad.map((one) => ({ apiVersion: "v1", ...one }));
  const found = findings(all).map((line) => line.split(":")[0]);
  expect([...new Set(found)].sort()).toEqual(Object.keys(defaultChecks).sort());
});
